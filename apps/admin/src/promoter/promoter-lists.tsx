import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { COMMISSION_TONE, positionText } from "../commission/words.ts";
import { Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { dayText, timeText } from "../design/time.ts";
import { MoreRows } from "../list/more-rows.tsx";
import { WITHDRAWAL_WORD } from "../withdrawal/words.ts";
import { PersonCell } from "./person.tsx";
import { PROMOTER_WORD } from "./words.ts";

const AT_ONCE = 5;
const after = (last: { next_cursor: string | null }) => last.next_cursor ?? undefined;
const placeOf = (cursor: string | undefined) => ({ limit: AT_ONCE, ...(cursor ? { cursor } : {}) });

/** Customers whose standing relation names this promoter. */
export function CustomersCard({ id, count }: { id: string; count: number }): ReactElement {
  const customers = useInfiniteQuery(
    api.console.referral.customers.infiniteOptions({
      input: (cursor: string | undefined) => ({ customer_id: id, ...placeOf(cursor) }),
      initialPageParam: undefined,
      getNextPageParam: after,
    }),
  );
  return (
    <Card title="顾客" note={`${count} 位`} flush>
      <MoreRows
        query={customers}
        head={["顾客", "关系有效期", "订单", "销售"]}
        emptyText="还没有绑定的顾客"
        row={(row) => (
          <tr key={row.customer.id}>
            <td>
              <Link to={`/customers/${row.customer.id}`}>
                <PersonCell person={row.customer} size={32} />
              </Link>
            </td>
            <td className="num">
              {dayText(row.bound_at)} 至 {dayText(row.expires_at)}
              {row.expired && <small className="by-block">已到期</small>}
            </td>
            <td className="num">{row.order_count}</td>
            <td>
              <Money fen={row.sales_fen} />
            </td>
          </tr>
        )}
      />
    </Card>
  );
}

/** Promoters whom this one invited. */
export function PartnersCard({ id, count }: { id: string; count: number }): ReactElement {
  const partners = useInfiniteQuery(
    api.console.promoter.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ inviter_id: id, ...placeOf(cursor) }),
      initialPageParam: undefined,
      getNextPageParam: after,
    }),
  );
  return (
    <Card
      title="邀请的伙伴"
      note={`${count} 位`}
      flush
      extra={
        <Link className="by-link" to={`/promoters?inviter_id=${id}`}>
          在列表中查看
        </Link>
      }
    >
      <MoreRows
        query={partners}
        head={["伙伴", "状态", "顾客", "可提现", "加入时间"]}
        emptyText="还没有邀请伙伴"
        row={(row) => (
          <tr key={row.customer.id}>
            <td>
              <Link to={`/promoters/${row.customer.id}`}>
                <PersonCell person={row.customer} note={row.tier.name} size={32} />
              </Link>
            </td>
            <td>
              <StateTag tone={PROMOTER_WORD[row.state]?.tone ?? "grey"}>
                {PROMOTER_WORD[row.state]?.text ?? "其他"}
              </StateTag>
            </td>
            <td className="num">{row.customer_count}</td>
            <td>
              <Money fen={row.balances.available_fen} />
            </td>
            <td className="num">{timeText(row.approved_at)}</td>
          </tr>
        )}
      />
    </Card>
  );
}

export function CommissionsCard({ id }: { id: string }): ReactElement {
  const commissions = useInfiniteQuery(
    api.console.commission.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ promoter_id: id, ...placeOf(cursor) }),
      initialPageParam: undefined,
      getNextPageParam: after,
    }),
  );
  return (
    <Card
      title="最近的佣金"
      flush
      extra={
        <Link className="by-link" to={`/commissions?promoter_id=${id}`}>
          全部佣金
        </Link>
      }
    >
      <MoreRows
        query={commissions}
        head={["商品", "来源", "佣金", "状态", "付款时间"]}
        emptyText="还没有佣金"
        row={(row) => (
          <tr key={row.key}>
            <td>
              <Link className="by-link by-clamp" to={`/commissions/${row.promoter.id}/${row.key}`}>
                {row.product_name}
              </Link>
            </td>
            <td>{positionText(row)}</td>
            <td>
              <Money fen={row.kept_fen} tone="earn" />
            </td>
            <td>
              <StateTag tone={COMMISSION_TONE[row.state] ?? "grey"}>{row.state_text}</StateTag>
            </td>
            <td className="num">{timeText(row.event_at)}</td>
          </tr>
        )}
      />
    </Card>
  );
}

export function WithdrawalsCard({ id }: { id: string }): ReactElement {
  const withdrawals = useInfiniteQuery(
    api.console.withdrawal.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ promoter_id: id, ...placeOf(cursor) }),
      initialPageParam: undefined,
      getNextPageParam: after,
    }),
  );
  return (
    <Card
      title="提现"
      flush
      extra={
        <Link className="by-link" to={`/withdrawals?promoter_id=${id}&state=all`}>
          全部提现
        </Link>
      }
    >
      <MoreRows
        query={withdrawals}
        head={["提现单号", "金额", "状态", "申请时间"]}
        emptyText="还没有提现"
        row={(row) => (
          <tr key={row.no}>
            <td>
              <Link className="by-link by-mono" to={`/withdrawals/${row.no}`}>
                {row.no}
              </Link>
            </td>
            <td>
              <Money fen={row.amount_fen} />
            </td>
            <td>
              <StateTag tone={WITHDRAWAL_WORD[row.state]?.tone ?? "grey"}>{row.state_text}</StateTag>
            </td>
            <td className="num">{timeText(row.requested_at)}</td>
          </tr>
        )}
      />
    </Card>
  );
}
