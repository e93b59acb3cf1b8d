import type { Statement } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useReachBottom, useRouter } from "@tarojs/taro";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { type FileType, openFile } from "@/http/open-file.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { usePages } from "@/http/use-pages.ts";
import { param } from "@/navigation.ts";
import { PromoterFailed } from "@/promoter/promoter-failed.tsx";
import { Accounts, Movements } from "./cards.tsx";
import { Head } from "./head.tsx";
import { LineRow } from "./line-row.tsx";
import "./month.scss";
import { MonthSkeleton } from "./month-skeleton.tsx";

const isH5 = process.env.TARO_ENV === "h5";

/** One month: what stood before, what moved, what stands after, and every transfer. */
export default function StatementMonth() {
  const month = param(useRouter().params, "month");
  const { data, refusal, reload } = useLoad(month === "" ? null : month, () =>
    call("statement.get", { month }),
  );
  return (
    <Page title="月度对账单">
      {data !== null ? (
        <Month statement={data} onRefresh={reload} />
      ) : refusal !== null ? (
        <PromoterFailed
          refusal={refusal}
          why="登录后查看对账单"
          missing="没有这个月的对账单"
          onRetry={() => void reload()}
        />
      ) : (
        <MonthSkeleton />
      )}
    </Page>
  );
}

function Month({ statement, onRefresh }: { statement: Statement; onRefresh: () => Promise<void> }) {
  const { month, lines } = statement;
  const pages = usePages(month, (cursor) =>
    call("statement.lines", { month, limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(pages.loadMore);
  const refresh = async () => {
    await Promise.all([onRefresh(), pages.reload()]);
  };
  return (
    <View className="statement">
      <PullToRefresh onRefresh={refresh}>
        <Head statement={statement} />
        <Accounts statement={statement} />
        <Movements movements={statement.movements} />
        {lines > 0 && (
          <Card title="明细" aside={<View className="statement__count">共 {lines} 笔</View>}>
            {pages.items.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are added at the end and never move
              <LineRow key={at} line={line} />
            ))}
            <ListEnd pages={pages} />
          </Card>
        )}
      </PullToRefresh>
      <Files month={month} />
    </View>
  );
}

/** The same month as a file: to keep, and to send on. */
function Files({ month }: { month: string }) {
  const { busy, run } = useAction();
  const get = (type: FileType) =>
    run(type, async () => {
      await openFile("statement.file", { month, format: type }, { name: `对账单-${month}`, type });
      if (isH5) toast("已下载", { mood: "good" });
    });
  return (
    <BottomBar>
      <View className="statement-files">
        <Button
          text={isH5 ? "下载表格" : "打开表格"}
          look="outline-green"
          size="large"
          busy={busy === "xlsx"}
          className="statement-files__one"
          onTap={() => get("xlsx")}
        />
        <Button
          text={isH5 ? "下载 PDF" : "打开 PDF"}
          look="primary"
          size="large"
          busy={busy === "pdf"}
          className="statement-files__one"
          onTap={() => get("pdf")}
        />
      </View>
    </BottomBar>
  );
}
