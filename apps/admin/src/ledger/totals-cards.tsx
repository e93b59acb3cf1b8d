import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { ErrorState } from "../design/empty.tsx";
import { Figures } from "../design/figures.tsx";
import { Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { Card } from "../design/page.tsx";

function Difference({ fen }: { fen: number }): ReactElement {
  if (fen === 0)
    return (
      <Note icon="check">
        所有账户合计 <Money fen={0} />
        ：账是平的。
      </Note>
    );
  return (
    <Note tone="red" icon="warning">
      所有账户合计 <Money fen={fen} />
      ，应为 ¥0.00。请马上{" "}
      <Link className="by-link" to="/ledger/checks">
        查看对账检查
      </Link>
      。
    </Note>
  );
}

/** The whole of the books: what promoters have and owe, the shop's side, and their difference, which is always 0. */
export function TotalsCards(): ReactElement {
  const totals = useQuery(api.console.ledger.totals.queryOptions());
  if (totals.isPending)
    return (
      <Card>
        <Skeleton active paragraph={{ rows: 3 }} />
      </Card>
    );
  if (totals.isError)
    return (
      <Card>
        <ErrorState error={totals.error} retry={() => void totals.refetch()} />
      </Card>
    );
  const { promoters, shop, difference_fen } = totals.data;
  return (
    <>
      <Difference fen={difference_fen} />
      <div className="by-ledger-totals">
        <Card title="分销员账户" note="全部分销员合计">
          <Figures
            items={[
              { label: "可提现", fen: promoters.available_fen, tone: "earn", note: "店铺应付" },
              { label: "预估", fen: promoters.estimated_fen, note: "等待结算" },
              { label: "冻结", fen: promoters.held_fen, note: "等待解冻或追回" },
              { label: "提现中", fen: promoters.withdrawing_fen, note: "等待到账" },
              { label: "欠款", fen: promoters.debt_fen, tone: "price", note: "由之后的结算抵扣" },
            ]}
          />
        </Card>
        <Card title="店铺账户" note="由全部流水汇总，支出为负">
          <Figures
            items={[
              { label: "佣金支出", fen: shop.commission_expense_fen, note: "计提减追回" },
              { label: "奖励支出", fen: shop.reward_expense_fen, note: "审批通过的奖励" },
              { label: "调整", fen: shop.adjustment_fen, note: "补发、扣减与核销" },
              { label: "打款清算", fen: shop.payout_clearing_fen, note: "已由微信付出" },
              { label: "手续费收入", fen: shop.fee_income_fen, note: "提现手续费" },
            ]}
          />
        </Card>
      </div>
    </>
  );
}
