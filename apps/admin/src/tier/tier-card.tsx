import type { PromoterTier, TierGoal } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { api } from "../api/client.ts";
import { ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Note } from "../design/note.tsx";
import { Card } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { amountText, MEASURE_TEXT } from "./words.ts";
import "./tier.css";

function Goal({ title, note, goal }: { title: string; note: string; goal: TierGoal }): ReactElement {
  return (
    <section className="by-tier-goal">
      <h3>{title}</h3>
      <p className="num">{note}</p>
      {goal.match === "any" && goal.steps.length > 1 && <p>满足任一项即可</p>}
      {goal.steps.map((step) => (
        <div key={step.measure} className="by-tier-step num">
          <div>
            <span>{MEASURE_TEXT[step.measure]}</span>
            <span>
              {amountText(step.measure, step.have)} / {amountText(step.measure, step.need)}
            </span>
          </div>
          <span className="by-tier-bar">
            <span style={{ transform: `scaleX(${Math.min(1, step.have / step.need)})` }} />
          </span>
        </div>
      ))}
    </section>
  );
}

function Terms({ tier }: { tier: PromoterTier }): ReactElement | null {
  if (tier.until === null) return null;
  return (
    <div style={{ marginBottom: 14 }}>
      <Note tone="blue" icon="lock">
        {tier.mode === "seed"
          ? `种子等级到 ${timeText(tier.until)}，期满转为${tier.fallback_name ?? ""}；之前不升不降。`
          : `锁定到 ${timeText(tier.until)}，之前不升不降。`}
      </Note>
    </div>
  );
}

/** The last changes; all of them are behind the card's link. */
function Recent({ customerId }: { customerId: string }): ReactElement | null {
  const changes = useQuery(
    api.console.tier.changes.queryOptions({ input: { customer_id: customerId, limit: 3 } }),
  );
  if (!changes.data || changes.data.items.length === 0) return null;
  return (
    <section className="by-tier-goal">
      <h3>最近变动</h3>
      <ol className="by-timeline">
        {changes.data.items.map((one) => (
          <li key={one.id}>
            <strong>
              {one.from_name === one.to_name ? one.to_name : `${one.from_name} → ${one.to_name}`}
            </strong>
            <time className="num">{timeText(one.at)}</time>
            <p>{[one.text, one.note, one.staff_name].filter(Boolean).join("；")}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Where a promoter stands on the ladder, and how far the next tier is. */
export function TierCard({ customerId }: { customerId: string }): ReactElement {
  const progress = useQuery(api.console.tier.progress.queryOptions({ input: { customer_id: customerId } }));
  const tier = progress.data;
  return (
    <Card
      title="等级"
      extra={
        <Link className="by-link" to={`/tier-changes?customer_id=${customerId}`}>
          变动记录
        </Link>
      }
    >
      {progress.isPending && <RowsSkeleton rows={2} />}
      {progress.isError && <ErrorState error={progress.error} retry={() => void progress.refetch()} />}
      {tier && (
        <>
          <Terms tier={tier} />
          <p className="by-tier-here num">
            <b className="by-tier">{tier.tier.name}</b>
            <span className="by-secondary"> 自 {timeText(tier.since)}</span>
          </p>
          {tier.next && (
            <Goal
              title={`升到${tier.next.tier.name}`}
              note={`统计 ${tier.next.goal.from} 至 ${tier.next.goal.to}`}
              goal={tier.next.goal}
            />
          )}
          {tier.keep && (
            <Goal
              title="保级"
              note={`${tier.keep.test_on} 检查 ${tier.keep.goal.from} 至 ${tier.keep.goal.to}，未达到转为${tier.keep.otherwise}`}
              goal={tier.keep.goal}
            />
          )}
          {!tier.next && !tier.keep && <p className="by-secondary">没有升级和保级规则</p>}
          <Recent customerId={customerId} />
        </>
      )}
    </Card>
  );
}
