import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Card } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { dayText, timeText } from "../design/time.ts";
import { usePromoterOf } from "../promoter/names.ts";
import { PersonChip } from "../promoter/person.tsx";
import { BINDING_END } from "../promoter/words.ts";
import { useMay } from "../session/session.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { type Binding, standing } from "./standing.ts";

function Row({ binding, now }: { binding: Binding; now: number }): ReactElement {
  const stands = standing([binding], now) !== null;
  const how = binding.by_staff
    ? `${binding.by_staff} 在后台指定`
    : binding.share_code
      ? "来自分享"
      : "自动绑定";
  return (
    <li>
      <div>
        <PersonChip person={binding.promoter} />
        {stands ? (
          <StateTag tone="green">有效</StateTag>
        ) : (
          <StateTag tone="grey">
            {binding.ended_at ? (BINDING_END[binding.end_reason ?? ""] ?? "已结束") : "已到期"}
          </StateTag>
        )}
      </div>
      <small className="num">
        {timeText(binding.bound_at)} 绑定，{how}
        {stands
          ? `，${dayText(binding.expires_at)} 到期`
          : `，${timeText(binding.ended_at ?? binding.expires_at)} 结束`}
      </small>
    </li>
  );
}

/** Whose recommendation this customer's orders carry, and carried before. */
export function RelationCard({ customer }: { customer: { id: string; nickname: string } }): ReactElement {
  const may = useMay();
  const [moving, setMoving] = useState(false);
  const history = useQuery(
    api.console.referral.history.queryOptions({ input: { customer_id: customer.id } }),
  );
  const promoter = usePromoterOf(customer.id);
  const bindings = history.data?.bindings ?? [];
  const now = businessNow();
  return (
    <Card
      title="客户关系"
      extra={
        may("promoter.write") &&
        history.data &&
        promoter === null && (
          <Button size="small" onClick={() => setMoving(true)}>
            调整
          </Button>
        )
      }
    >
      {history.isPending && <RowsSkeleton rows={2} />}
      {history.isError && <ErrorState error={history.error} retry={() => void history.refetch()} />}
      {promoter && (
        <p className="by-relation-promoter">
          这位顾客是{promoter.tier.name}，没有客户关系；自己购买时按邀请关系计佣。
          <Link className="by-link" to={`/promoters/${promoter.customer.id}`}>
            查看分销员
          </Link>
        </p>
      )}
      {history.data && bindings.length === 0 && promoter === null && (
        <p className="by-secondary">没有客户关系，下单不计佣金</p>
      )}
      {bindings.length > 0 && (
        <ul className="by-binding">
          {bindings.map((binding) => (
            <Row key={binding.id} binding={binding} now={now} />
          ))}
        </ul>
      )}
      {moving && (
        <MoveDialog customer={customer} current={standing(bindings, now)} close={() => setMoving(false)} />
      )}
    </Card>
  );
}
