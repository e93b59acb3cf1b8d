import type { ConsoleSimulation, SimulationRow } from "@banyan/contract";
import { Collapse } from "antd";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Card, Facts } from "../design/page.tsx";
import { summaryOf } from "../plan/draft.ts";
import { planRole, planTitle } from "./words.ts";

const MOST_SENTENCES = 200;

type Body = ConsoleSimulation["bodies"][number];

function Body({ body, version }: { body: Body; version: number | null }): ReactElement {
  const more = body.sentences.length - MOST_SENTENCES;
  return (
    <>
      <Facts columns={2} rows={summaryOf(body.body)} />
      {body.sentences.length === 0 && <p className="by-sim-rules">没有规则，谁都不得佣金</p>}
      <ol className="by-sim-rules num">
        {body.sentences.slice(0, MOST_SENTENCES).map((sentence, index) => (
          <li key={body.body.rules[index]?.id ?? String(index)}>{sentence}</li>
        ))}
      </ol>
      {more > 0 && <p className="by-secondary num">另有 {more} 条</p>}
      {version !== null && (
        <Link className="by-link" to={`/plans?version=${version}`}>
          打开这一版
        </Link>
      )}
    </>
  );
}

/** What was simulated, rule by rule, as it was when it was asked for. */
export function PlansCard({
  plans,
  bodies,
}: {
  plans: SimulationRow["plans"];
  bodies: ConsoleSimulation["bodies"];
}): ReactElement {
  return (
    <Card title="试算时的方案" note="之后再改的草稿不影响这里" flush>
      <Collapse
        bordered={false}
        ghost
        items={bodies.map((body, index) => ({
          key: String(index),
          label: `${planRole(index, plans.length)} · ${plans[index] ? planTitle(plans[index]) : ""}（${body.sentences.length} 条规则）`,
          children: <Body body={body} version={plans[index]?.version ?? null} />,
        }))}
      />
    </Card>
  );
}
