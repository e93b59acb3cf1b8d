import type { PlanBody } from "@banyan/contract";
import { comparePlans, describeRule, ruleAmount } from "@banyan/domain";
import { type ReactElement, useMemo, useState } from "react";
import type { Known } from "./names.ts";

/** Rows of each part that show at first. */
const FEW = 20;

function Rows({ items, render }: { items: readonly string[]; render: (item: string) => ReactElement }) {
  const [all, setAll] = useState(false);
  return (
    <>
      {(all ? items : items.slice(0, FEW)).map(render)}
      {!all && items.length > FEW && (
        <li>
          <button type="button" className="by-link" onClick={() => setAll(true)}>
            还有 {items.length - FEW} 条
          </button>
        </li>
      )}
    </>
  );
}

function Part({
  title,
  mark,
  sentences,
}: {
  title: string;
  mark: "+" | "−" | "→";
  sentences: readonly string[];
}): ReactElement | null {
  if (sentences.length === 0) return null;
  const tone = { "+": "is-added", "−": "is-removed", "→": "is-altered" }[mark];
  return (
    <div className={`by-difference-part ${tone}`}>
      <h3>
        {title} <span className="num">{sentences.length} 条</span>
      </h3>
      <ul>
        <Rows
          items={sentences}
          render={(sentence) => (
            <li key={sentence}>
              <i aria-hidden="true">{mark}</i>
              {sentence}
            </li>
          )}
        />
      </ul>
    </div>
  );
}

/** What two plans say differently, in words. */
export function Difference({
  before,
  after,
  known,
  titles,
}: {
  before: PlanBody;
  after: PlanBody;
  known: Known;
  titles: { before: string; after: string };
}): ReactElement {
  const found = useMemo(() => comparePlans(before, after, known), [before, after, known]);
  const { frame, added, removed, changed } = found;
  if (frame.length + added.length + removed.length + changed.length === 0)
    return <p className="by-secondary">两个方案说的完全相同</p>;
  return (
    <div className="by-difference">
      {frame.length > 0 && (
        <table className="by-table by-plan-compare">
          <thead>
            <tr>
              <th>项目</th>
              <th>{titles.before}</th>
              <th>{titles.after}</th>
            </tr>
          </thead>
          <tbody>
            {frame.map((row) => (
              <tr key={row.label} className="is-changed">
                <td>{row.label}</td>
                <td className="num">{row.before}</td>
                <td className="num">{row.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Part
        title="改了佣金"
        mark="→"
        sentences={changed.map((one) => `${describeRule(one.before, known)} → ${ruleAmount(one.after)}`)}
      />
      <Part title="新增规则" mark="+" sentences={added.map((rule) => describeRule(rule, known))} />
      <Part title="去掉规则" mark="−" sentences={removed.map((rule) => describeRule(rule, known))} />
    </div>
  );
}
