import type { Footprint } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { KeptRow, KeptSkeleton } from "@/catalog/kept-row.tsx";
import { type Choosing, useChoosing } from "@/catalog/use-choosing.ts";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { Checkbox } from "@/design/choice/choice.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Empty } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Switch } from "@/design/switch/switch.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { goHome } from "@/navigation.ts";
import { dayTitle } from "@/notice/days.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { useViewerChange } from "@/session/use-viewer-change.ts";
import { dropLooks, tellLooks } from "../looks.ts";
import "./list.scss";

const AT_ONCE = 100;

/** What was looked at, by day, and the switch that ends it. */
export default function Footprints() {
  const pages = usePages("footprints", async (cursor) => {
    await tellLooks();
    return call("footprint.list", { limit: 20, ...(cursor === undefined ? {} : { cursor }) });
  });
  useReachBottom(pages.loadMore);
  useViewerChange(pages.reload);
  return (
    <Page title="我的足迹">
      <PullToRefresh onRefresh={pages.reload}>
        <List pages={pages} />
      </PullToRefresh>
    </Page>
  );
}

function List({ pages }: { pages: Pages<Footprint> }) {
  const choosing = useChoosing();
  if (pages.phase === "first") return <KeptSkeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return <LoadFailed refusal={pages.refusal} why="登录后查看足迹" onRetry={() => void pages.reload()} />;
  }
  return (
    <View className="footprints">
      <Remember onChanged={() => void pages.reload()} />
      {pages.items.length === 0 ? (
        <Empty
          drawing="search"
          text="还没有足迹"
          note="看过的商品会按天排在这里，最多 90 天、200 件"
          action={{ text: "去逛逛", onTap: goHome }}
        />
      ) : (
        <>
          <Head pages={pages} choosing={choosing} />
          {byDay(pages.items).map(({ day, items }) => (
            <View key={day}>
              <View className="footprints__day">{dayTitle(day)}</View>
              <View className="footprints__list">
                {items.map((kept) => (
                  <KeptRow
                    key={kept.product_id}
                    kept={kept}
                    choosing={choosing.on}
                    chosen={choosing.chosen.has(kept.product_id)}
                    onChoose={(on) => choosing.choose(kept.product_id, on)}
                  />
                ))}
              </View>
            </View>
          ))}
          <ListEnd pages={pages} end="只保留 90 天、200 件" />
        </>
      )}
      {choosing.on && <RemoveBar pages={pages} choosing={choosing} />}
    </View>
  );
}

/** Newest first, cut where the day changes. */
function byDay(items: readonly Footprint[]): { day: string; items: Footprint[] }[] {
  const days: { day: string; items: Footprint[] }[] = [];
  for (const item of items) {
    const last = days.at(-1);
    if (last?.day === item.day) last.items.push(item);
    else days.push({ day: item.day, items: [item] });
  }
  return days;
}

function Remember({ onChanged }: { onChanged: () => void }) {
  const me = useLoad("me", () => call("customer.me", {}));
  const { run } = useAction();
  const on = me.data?.footprints_on ?? true;
  const change = async (wanted: boolean) => {
    const yes =
      wanted ||
      (await confirm({
        title: "关闭足迹？",
        body: "以后看过的商品不再记录，已有的足迹会清空。",
        yes: "关闭并清空",
        danger: true,
      }));
    if (!yes) return;
    run("switch", async () => {
      await call("footprint.setting", { on: wanted });
      if (!wanted) dropLooks();
      await me.reload();
      onChanged();
      toast(wanted ? "已开启足迹" : "已关闭，足迹已清空", { mood: "good" });
    });
  };
  return (
    <Cells>
      <Cell
        text="记录足迹"
        note="只有您自己能看到"
        value={<Switch on={on} label="记录足迹" onChange={(wanted) => void change(wanted)} />}
      />
    </Cells>
  );
}

function Head({ pages, choosing }: { pages: Pages<Footprint>; choosing: Choosing }) {
  const { busy, run } = useAction();
  const clear = async () => {
    const yes = await confirm({
      title: "清空全部足迹？",
      body: "清空后不能恢复。",
      yes: "清空",
      danger: true,
    });
    if (!yes) return;
    run("clear", async () => {
      await call("footprint.clear", {});
      choosing.stop();
      await pages.reload();
      toast("足迹已清空", { mood: "good" });
    });
  };
  return (
    <View className="kept-head">
      <View>{choosing.on ? `已选 ${choosing.chosen.size} 件` : ""}</View>
      <View className="footprints__ways">
        <Button text="清空" look="plain" size="small" busy={busy !== null} onTap={() => void clear()} />
        <Button
          text={choosing.on ? "完成" : "管理"}
          look="plain"
          size="small"
          onTap={choosing.on ? choosing.stop : choosing.start}
        />
      </View>
    </View>
  );
}

function RemoveBar({ pages, choosing }: { pages: Pages<Footprint>; choosing: Choosing }) {
  const { busy, run } = useAction();
  const all = pages.items.map(({ product_id }) => product_id).slice(0, AT_ONCE);
  const everything = all.length > 0 && all.every((id) => choosing.chosen.has(id));
  const remove = () =>
    run("remove", async () => {
      const product_ids = [...choosing.chosen].slice(0, AT_ONCE);
      const { removed } = await call("footprint.remove", { product_ids });
      choosing.stop();
      await pages.reload();
      toast(`已删除 ${removed} 件`, { mood: "good" });
    });
  return (
    <BottomBar>
      <View className="kept-bar">
        <Checkbox on={everything} onChange={(on) => choosing.chooseAll(on ? all : [])} label="全选">
          全选
        </Checkbox>
        <Button
          text="删除"
          look="primary"
          busy={busy !== null}
          disabled={choosing.chosen.size === 0}
          onTap={remove}
        />
      </View>
    </BottomBar>
  );
}
