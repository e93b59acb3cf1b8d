import type { SimulationResult, SimulationRow } from "@banyan/contract";
import { percent } from "@banyan/domain";
import type { ReactElement, ReactNode } from "react";
import { Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { Card } from "../design/page.tsx";
import { Difference } from "./difference.tsx";
import { type Measure, measuresOf } from "./measures.ts";
import { PLAN_COLORS, planRole, planTitle } from "./words.ts";

const COUNT = new Intl.NumberFormat("en-US");

function Value({
  unit,
  value,
  strong,
}: {
  unit: Measure["unit"];
  value: number;
  strong: boolean;
}): ReactElement {
  if (unit === "fen") return <Money fen={value} size={strong ? 17 : 14} tone={value < 0 ? "price" : "ink"} />;
  const text = unit === "bps" ? percent(value) : COUNT.format(value);
  return <span className="num">{text}</span>;
}

function Row({ measure }: { measure: Measure }): ReactElement {
  const { label, note, unit, goodWhen, granted, plans } = measure;
  const strong = measure.strong === true;
  const active = plans[0] ?? 0;
  return (
    <tr className={strong ? "is-strong" : ""}>
      <th scope="row">
        {label}
        {note && <small>{note}</small>}
      </th>
      <td className="by-secondary">
        {granted === null ? "—" : <Value unit={unit} value={granted} strong={false} />}
      </td>
      {plans.map((value, index) => (
        <td key={String(index)}>
          <Value unit={unit} value={value} strong={strong} />
          {index > 0 && <Difference now={value} before={active} unit={unit} goodWhen={goodWhen} />}
        </td>
      ))}
    </tr>
  );
}

function Head({ plans }: { plans: SimulationRow["plans"] }): ReactElement {
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="by-visually-hidden">项目</span>
        </th>
        <th scope="col">
          实际发放
          <small>当时的方案</small>
        </th>
        {plans.map((plan, index) => (
          <th key={String(index)} scope="col">
            <i style={{ background: PLAN_COLORS[index] }} />
            {planRole(index, plans.length)}
            <small className="by-ellipsis">{planTitle(plan)}</small>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Sales({ result }: { result: SimulationResult }): ReactElement {
  const items: [string, ReactNode][] = [
    ["订单", COUNT.format(result.orders)],
    ["订单行", COUNT.format(result.lines)],
    ["销售额", <Money key="net" fen={result.net_fen} size={19} />],
    ["退款后", <Money key="kept" fen={result.net_kept_fen} size={19} />],
  ];
  return (
    <dl className="by-sim-sales">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The plans side by side, each candidate with its difference from the active plan. */
export function SummaryCard({
  plans,
  result,
}: {
  plans: SimulationRow["plans"];
  result: SimulationResult;
}): ReactElement {
  const uncosted = result.lines - result.costed.lines;
  return (
    <Card title="并排看" note="销售额按自购省之前、优惠券之后计，不含运费" flush>
      <Sales result={result} />
      <div className="by-scroll">
        <table className="by-sim-summary">
          <Head plans={plans} />
          <tbody>
            {measuresOf(result).map((measure) => (
              <Row key={measure.key} measure={measure} />
            ))}
          </tbody>
        </table>
      </div>
      {uncosted > 0 && (
        <div className="by-sim-foot">
          <Note tone="amber" icon="warning">
            {result.costed.lines === 0
              ? "这些商品都没有填成本，算不出毛利。在商品里填写成本价后，新订单就能算。"
              : `${COUNT.format(uncosted)} 行没有填成本，毛利与亏本只按其余 ${COUNT.format(result.costed.lines)} 行计算。`}
          </Note>
        </div>
      )}
    </Card>
  );
}
