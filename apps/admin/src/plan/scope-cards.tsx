import { describeTarget, type PlanScope } from "@banyan/domain";
import { Button, Form, Segmented, Switch } from "antd";
import { memo, type ReactElement, useState } from "react";
import { Icon } from "../design/icon.tsx";
import { Card } from "../design/page.tsx";
import { PercentInput } from "../design/percent-input.tsx";
import type { Draft } from "./draft.ts";
import { type Change, sameFields } from "./frame-card.tsx";
import type { Known, NamedThing } from "./names.ts";
import type { ProblemsByPlace } from "./problems.ts";
import { TargetSelect } from "./target-select.tsx";

type Scope = Exclude<PlanScope, "all">;
const SCOPES = [
  { value: "category" as const, label: "分类" },
  { value: "product" as const, label: "商品" },
  { value: "sku" as const, label: "规格" },
];

interface Props {
  draft: Draft;
  change: Change;
  known: Known;
  problems: ProblemsByPlace;
}

/** 不参与分佣: goods of which nothing is given away. */
export const ExcludeCard = memo(function ExcludeCard({
  draft,
  change,
  known,
  learn,
  problems,
}: Props & { learn: (scope: Scope, thing: NamedThing) => void }): ReactElement {
  const [scope, setScope] = useState<Scope>("category");
  const problem = problems.get("exclude");
  const add = (thing: NamedThing) => {
    learn(scope, thing);
    const known_ = draft.exclude.some((one) => one.scope === scope && one.target === thing.id);
    if (!known_) change({ exclude: [...draft.exclude, { scope, target: thing.id }] });
  };
  return (
    <Card title="不参与分佣" note="这些商品不给佣金，也没有自购省">
      <Form.Item {...(problem ? { validateStatus: "error", help: problem } : {})}>
        <ul className="by-plan-excluded">
          {draft.exclude.map((one, index) => (
            <li key={`${one.scope} ${one.target}`}>
              {describeTarget(one, known)}
              <button
                type="button"
                aria-label={`让${describeTarget(one, known)}重新参与分佣`}
                onClick={() => change({ exclude: draft.exclude.filter((_, other) => other !== index) })}
              >
                <Icon name="close" size={13} />
              </button>
            </li>
          ))}
        </ul>
        <div className="by-plan-pick">
          <Segmented value={scope} options={SCOPES} onChange={setScope} />
          <TargetSelect scope={scope} value={null} known={known} pick={add} />
        </div>
      </Form.Item>
    </Card>
  );
}, sameFields("exclude"));

/** 团队管理奖, paid by difference: rates by tier. */
export const BonusCard = memo(function BonusCard({ draft, change, known, problems }: Props): ReactElement {
  const { bonus } = draft;
  const problem = problems.get("bonus");
  const tiers = known.all.tiers.filter(({ id, gone }) => !gone || bonus?.[id] !== undefined);
  return (
    <Card
      title="团队奖"
      note="按等级差额发给第 2、3 位，需要店主确认合规提示"
      extra={
        <Switch
          aria-label="启用团队奖"
          checked={bonus !== null}
          onChange={(on) => change({ bonus: on ? {} : null })}
        />
      }
    >
      {bonus === null ? (
        <p className="by-secondary">没有启用</p>
      ) : (
        <Form.Item {...(problem ? { validateStatus: "error", help: problem } : {})}>
          <div className="by-plan-bonus">
            {tiers.map(({ id, name, gone }) => (
              <div key={id}>
                <span className="by-ellipsis">{gone ? `${name}（已停用）` : name}</span>
                <PercentInput
                  label={`${name}的团队奖比例`}
                  placeholder="没有"
                  value={bonus[id] ?? null}
                  onChange={(bps) => change({ bonus: { ...bonus, [id]: bps } }, `bonus ${id}`)}
                />
                {gone && (
                  <Button
                    type="text"
                    aria-label={`去掉${name}`}
                    icon={<Icon name="trash" size={16} />}
                    onClick={() => change({ bonus: { ...bonus, [id]: null } })}
                  />
                )}
              </div>
            ))}
          </div>
        </Form.Item>
      )}
    </Card>
  );
}, sameFields("bonus"));
