import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactElement } from "react";
import { api } from "../api/client.ts";
import { ErrorState } from "../design/empty.tsx";
import { Figures } from "../design/figures.tsx";
import { Note } from "../design/note.tsx";
import { Card } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { monthText } from "./words.ts";
import "./statement.css";

/** The month over all promoters, and whether it is what the books say. */
export function TotalsCard({ month }: { month: string }): ReactElement {
  const totals = useQuery(api.console.statement.totals.queryOptions({ input: { month } }));
  if (totals.isPending)
    return (
      <Card>
        <Skeleton active paragraph={{ rows: 2 }} />
      </Card>
    );
  if (totals.isError)
    return (
      <Card>
        <ErrorState error={totals.error} retry={() => void totals.refetch()} />
      </Card>
    );
  const { sums, opening_worth_fen, closing_worth_fen, adds_up, current, read_at } = totals.data;
  return (
    <Card
      title={`${monthText(month)} 全部分销员合计`}
      note={current ? `截至 ${timeText(read_at)}` : `${timeText(read_at)} 读取`}
    >
      <div className="by-statement-totals">
        <Figures
          items={[
            { label: "期初", fen: opening_worth_fen, note: "应付减欠款" },
            { label: "佣金入账", fen: sums.earned_fen, tone: "earn" },
            { label: "奖励与调整", fen: sums.rewarded_fen + sums.adjusted_fen + sums.written_off_fen },
            { label: "退款追回", fen: sums.clawed_back_fen, tone: "price" },
            { label: "提现到账", fen: sums.paid_out_fen, note: "不含手续费" },
            { label: "手续费", fen: sums.fee_fen },
            { label: "期末", fen: closing_worth_fen, note: "应付减欠款" },
          ]}
        />
      </div>
      {adds_up ? (
        <Note icon="check">期初 + 入账 + 奖励与调整 − 追回 − 到账 − 手续费 = 期末，与账本一致。</Note>
      ) : (
        <Note tone="red" icon="warning">
          期末加上之后的变动，与账户余额不一致。请马上运行对账检查。
        </Note>
      )}
    </Card>
  );
}
