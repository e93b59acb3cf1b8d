import { describeRule, describeTarget, POSITION_WORDS } from "@banyan/domain";
import { Button, Checkbox, Segmented, Select } from "antd";
import { memo, type ReactElement } from "react";
import { Icon } from "../design/icon.tsx";
import { PercentInput } from "../design/percent-input.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { BASE_POSITIONS, type ExtraRule, type Position, toRule } from "./draft.ts";
import type { Known, NamedThing } from "./names.ts";
import { TargetSelect } from "./target-select.tsx";

const SCOPES = [
  { value: "all", label: "全部商品" },
  { value: "category", label: "分类" },
  { value: "product", label: "商品" },
  { value: "sku", label: "规格" },
] as const;
const ANY_TIER = "";

/** What a row may do to its rule; the same functions for every row and every render. */
export interface RowActions {
  edit: (id: string, changes: Partial<ExtraRule>, key?: string) => void;
  /** A thing was picked for the rule to speak of. */
  name: (id: string, scope: Exclude<ExtraRule["scope"], "all">, thing: NamedThing) => void;
  remove: (id: string) => void;
  choose: (id: string, chosen: boolean) => void;
  open: (id: string | null) => void;
}

interface RowProps {
  rule: ExtraRule;
  number: number;
  known: Known;
  actions: RowActions;
  chosen: boolean;
  opened: boolean;
  problem: string | undefined;
  /** Why the rule gives nothing now; null where it does. */
  idle: string | null;
}

function Amount({ rule, number, actions }: Pick<RowProps, "rule" | "number" | "actions">): ReactElement {
  const key = `amount ${rule.id}`;
  return rule.unit === "rate" ? (
    <PercentInput
      beyond
      label={`第 ${number} 条的比例`}
      value={rule.rate_bps}
      placeholder="10"
      onChange={(rate_bps) => actions.edit(rule.id, { rate_bps }, key)}
    />
  ) : (
    <YuanInput
      label={`第 ${number} 条的金额`}
      value={rule.fixed_fen}
      placeholder="5.00"
      onChange={(fixed_fen) => actions.edit(rule.id, { fixed_fen }, key)}
    />
  );
}

/** All of a rule at once, below its line. */
function RuleForm({ rule, known, actions }: Pick<RowProps, "rule" | "known" | "actions">): ReactElement {
  const edit = (changes: Partial<ExtraRule>) => actions.edit(rule.id, changes);
  const { scope } = rule;
  return (
    <div className="by-rule-form">
      <Select
        aria-label="范围"
        value={scope}
        options={[...SCOPES]}
        onChange={(next: ExtraRule["scope"]) => edit({ scope: next, target: null })}
      />
      {scope !== "all" && (
        <TargetSelect
          scope={scope}
          value={rule.target}
          known={known}
          pick={(thing) => actions.name(rule.id, scope, thing)}
        />
      )}
      <Select
        aria-label="位置"
        value={rule.position}
        options={BASE_POSITIONS.map((value) => ({ value, label: POSITION_WORDS[value] }))}
        onChange={(position: Position) => edit({ position })}
      />
      <Select
        aria-label="等级"
        value={rule.tier ?? ANY_TIER}
        options={[
          { value: ANY_TIER, label: "所有等级" },
          ...known.all.tiers.flatMap(({ id, name, gone }) =>
            gone && id !== rule.tier ? [] : [{ value: id, label: gone ? `${name}（已停用）` : name }],
          ),
        ]}
        onChange={(tier: string) => edit({ tier: tier === ANY_TIER ? null : tier })}
      />
      <Segmented
        value={rule.unit}
        options={[
          { value: "rate" as const, label: "按比例" },
          { value: "fixed" as const, label: "每件固定" },
        ]}
        onChange={(unit) => edit({ unit, rate_bps: null, fixed_fen: null })}
      />
    </div>
  );
}

/** One rule: what it speaks of, its amount to change in place, itself as a sentence, and what stands against it. */
export const RuleRow = memo(function RuleRow(props: RowProps): ReactElement {
  const { rule, number, known, actions, chosen, opened, problem, idle } = props;
  const said = toRule(rule);
  const finished = rule.scope === "all" || rule.target !== null;
  return (
    <li
      id={`rule-${rule.id}`}
      className={`by-rule ${problem ? "is-wrong" : ""} ${opened ? "is-open" : ""} ${chosen ? "is-chosen" : ""}`}
    >
      <div className="by-rule-line">
        <Checkbox
          aria-label={`选择第 ${number} 条`}
          checked={chosen}
          onChange={(event) => actions.choose(rule.id, event.target.checked)}
        />
        <span className="by-rule-number num">{number}</span>
        <button
          type="button"
          className="by-rule-target"
          onClick={() => actions.open(opened ? null : rule.id)}
        >
          {finished ? describeTarget(said, known) : <span className="by-secondary">还没有选择对象</span>}
        </button>
        <span>{POSITION_WORDS[rule.position]}</span>
        <span className="by-ellipsis">{rule.tier === null ? "所有等级" : known.tier(rule.tier)}</span>
        <Amount rule={rule} number={number} actions={actions} />
        <Button
          type="text"
          aria-label={`修改第 ${number} 条`}
          aria-expanded={opened}
          icon={<Icon name={opened ? "up" : "edit"} size={16} />}
          onClick={() => actions.open(opened ? null : rule.id)}
        />
        <Button
          type="text"
          aria-label={`删除第 ${number} 条`}
          icon={<Icon name="trash" size={16} />}
          onClick={() => actions.remove(rule.id)}
        />
      </div>
      {opened && <RuleForm rule={rule} known={known} actions={actions} />}
      <p className="by-rule-said">
        {problem ? <span role="alert">{problem}</span> : finished && describeRule(said, known)}
        {!problem && idle && <em>{idle}</em>}
      </p>
    </li>
  );
});
