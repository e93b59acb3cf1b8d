import type { Favourite } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom } from "@tarojs/taro";
import { Dropped, KeptRow, KeptSkeleton } from "@/catalog/kept-row.tsx";
import { type Choosing, useChoosing } from "@/catalog/use-choosing.ts";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Checkbox } from "@/design/choice/choice.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { type Pages, usePages } from "@/http/use-pages.ts";
import { goHome } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { useViewerChange } from "@/session/use-viewer-change.ts";

/** What a call of remove takes at most. */
const AT_ONCE = 100;

/** What was put aside, with a word where it costs less than then. */
export default function Favourites() {
  const pages = usePages("favourites", (cursor) =>
    call("favourite.list", { limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  useViewerChange(pages.reload);
  return (
    <Page title="我的收藏">
      <PullToRefresh onRefresh={pages.reload}>
        <List pages={pages} />
      </PullToRefresh>
    </Page>
  );
}

function List({ pages }: { pages: Pages<Favourite> }) {
  const choosing = useChoosing();
  if (pages.phase === "first") return <KeptSkeleton />;
  if (pages.items.length === 0 && pages.refusal !== null) {
    return <LoadFailed refusal={pages.refusal} why="登录后查看收藏" onRetry={() => void pages.reload()} />;
  }
  if (pages.items.length === 0) {
    return (
      <Empty
        drawing="cart"
        text="还没有收藏"
        note="在商品页点一下星标，降价时这里会告诉您"
        action={{ text: "去逛逛", onTap: goHome }}
      />
    );
  }
  return (
    <View>
      <View className="kept-head">
        <View>{choosing.on ? `已选 ${choosing.chosen.size} 件` : "按收藏时间排列"}</View>
        <Button
          text={choosing.on ? "完成" : "管理"}
          look="plain"
          size="small"
          onTap={choosing.on ? choosing.stop : choosing.start}
        />
      </View>
      <View className="kept-list">
        {pages.items.map((kept) => (
          <KeptRow
            key={kept.product_id}
            kept={kept}
            note={kept.dropped_fen !== null && <Dropped text={`比收藏时降 ¥${yuan(kept.dropped_fen)}`} />}
            choosing={choosing.on}
            chosen={choosing.chosen.has(kept.product_id)}
            onChoose={(on) => choosing.choose(kept.product_id, on)}
          />
        ))}
      </View>
      <ListEnd pages={pages} />
      {choosing.on && <RemoveBar pages={pages} choosing={choosing} />}
    </View>
  );
}

function RemoveBar({ pages, choosing }: { pages: Pages<Favourite>; choosing: Choosing }) {
  const { busy, run } = useAction();
  const all = pages.items.map(({ product_id }) => product_id).slice(0, AT_ONCE);
  const everything = all.length > 0 && all.every((id) => choosing.chosen.has(id));
  const restore = (product_ids: string[]) => {
    call("favourite.restore", { product_ids })
      .then(() => pages.reload())
      .then(() => toast("已恢复", { mood: "good" }))
      .catch(() => toast("没有恢复成功，请再收藏一次", { mood: "bad" }));
  };
  const remove = () =>
    run("remove", async () => {
      const product_ids = [...choosing.chosen].slice(0, AT_ONCE);
      const { removed } = await call("favourite.remove", { product_ids });
      choosing.stop();
      await pages.reload();
      toast(`已取消收藏 ${removed} 件`, { action: { text: "撤销", onTap: () => restore(product_ids) } });
    });
  return (
    <BottomBar>
      <View className="kept-bar">
        <Checkbox on={everything} onChange={(on) => choosing.chooseAll(on ? all : [])} label="全选">
          全选
        </Checkbox>
        <Button
          text="取消收藏"
          look="primary"
          busy={busy !== null}
          disabled={choosing.chosen.size === 0}
          onTap={remove}
        />
      </View>
    </BottomBar>
  );
}
