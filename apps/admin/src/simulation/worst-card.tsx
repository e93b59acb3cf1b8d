import type { SimulationResult, SimulationRow, SimulationWorstLine } from "@banyan/contract";
import { goodsText } from "@banyan/kernel";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { fenText, Money } from "../design/money.tsx";
import { Card } from "../design/page.tsx";
import { nameOf } from "../promoter/person.tsx";
import { PLAN_COLORS, planRole, planTitle, wholePercent } from "./words.ts";
import "./worst.css";

type UnderPlan = SimulationWorstLine["plans"][number];
const POSITION_TEXT = { self: "自购", "1": "第 1 位", "2": "第 2 位", "3": "第 3 位" } as const;

/** 「让出毛利的 82%」: of nothing no part can be told. */
export function eatenText(costFen: number, marginFen: number): string {
  if (marginFen <= 0) return "本来就没有毛利";
  const percent = wholePercent(costFen, marginFen);
  return percent >= 100 ? `让出毛利的 ${percent}%，亏本` : `让出毛利的 ${percent}%`;
}

function Step({ title, notes, fen }: { title: string; notes: readonly string[]; fen: number }): ReactElement {
  return (
    <li>
      <span>
        {title}
        {notes.map((note) => (
          <small key={note} className="num">
            {note}
          </small>
        ))}
      </span>
      <Money fen={fen} />
    </li>
  );
}

/** The rule, the formula with its figures, and what the cap took. */
function notesOf(share: UnderPlan["shares"][number]): string[] {
  const cut = share.gross_fen - share.fen;
  return [share.rule_text, share.formula, ...(cut > 0 ? [`上限裁去 ¥${fenText(cut)}`] : [])];
}

function Under({ line, plan }: { line: SimulationWorstLine; plan: UnderPlan }): ReactElement {
  return (
    <>
      <ul className="by-sim-steps">
        <Step title="最多让出" notes={["销售额 × 单行上限"]} fen={plan.limit_fen} />
        {plan.discount_fen > 0 && <Step title="自购省" notes={["下单时直接减"]} fen={plan.discount_fen} />}
        <Step title="计佣金额" notes={["销售额 − 自购省"]} fen={plan.base_fen} />
        {plan.shares.map((share) => (
          <Step
            key={`${share.position}-${share.kind}`}
            title={`${POSITION_TEXT[share.position]} ${nameOf(share.promoter)}（${share.tier_name}）`}
            notes={notesOf(share)}
            fen={share.fen}
          />
        ))}
      </ul>
      <p className="by-sim-under-total">
        <span>
          合计让出
          <small className={plan.total_fen > line.margin_fen ? "is-bad" : ""}>
            {eatenText(plan.total_fen, line.margin_fen)}
          </small>
        </span>
        <Money fen={plan.total_fen} size={18} tone={plan.total_fen > line.margin_fen ? "price" : "ink"} />
      </p>
    </>
  );
}

function Line({ line, plans }: { line: SimulationWorstLine; plans: SimulationRow["plans"] }): ReactElement {
  const whose = line.worst_of.map((index) => planRole(index, plans.length)).join("、");
  return (
    <section className="by-sim-worst">
      <header>
        <div>
          <h3>
            {goodsText(line.product_name, line.spec)} × {line.quantity}
          </h3>
          <Link className="by-link by-mono" to={`/orders/${line.order_no}`}>
            {line.order_no}
          </Link>
          <span className="by-secondary">{whose}之下让利占毛利最多</span>
        </div>
        <dl className="num">
          <div>
            <dt>销售额</dt>
            <dd>
              <Money fen={line.net_fen} />
            </dd>
          </div>
          <div>
            <dt>成本</dt>
            <dd>
              <Money fen={line.goods_fen} />
            </dd>
          </div>
          <div>
            <dt>毛利</dt>
            <dd>
              <Money fen={line.margin_fen} tone={line.margin_fen <= 0 ? "price" : "ink"} />
            </dd>
          </div>
        </dl>
      </header>
      <div className="by-sim-unders" data-plans={line.plans.length}>
        {line.plans.map((plan, index) => (
          <div key={String(index)}>
            <h4>
              <i style={{ background: PLAN_COLORS[index] }} />
              {planRole(index, plans.length)}
              <small className="by-ellipsis">{plans[index] && planTitle(plans[index])}</small>
            </h4>
            <Under line={line} plan={plan} />
          </div>
        ))}
      </div>
    </section>
  );
}

/** The line on which each plan eats most of the margin, computed step by step under every plan. */
export function WorstCard({
  plans,
  result,
}: {
  plans: SimulationRow["plans"];
  result: SimulationResult;
}): ReactElement | null {
  if (result.worst.length === 0) return null;
  return (
    <Card title="最坏的一行" note="怎么算的，在每个方案下">
      {result.worst.map((line) => (
        <Line key={`${line.order_no}-${line.line_no}`} line={line} plans={plans} />
      ))}
    </Card>
  );
}
