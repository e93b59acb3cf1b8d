import { Button, Form, Input, Segmented, Select } from "antd";
import { type ReactElement, useEffect, useState } from "react";
import { useCategoryFilter } from "../catalog/categories.ts";
import { Icon } from "../design/icon.tsx";
import { Card } from "../design/page.tsx";
import { PercentInput } from "../design/percent-input.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { useTiers } from "../promoter/names.ts";
import { type Draft, type ExtraRule, freshRuleId, type Position, shownPositions } from "./draft.ts";
import { useProductName, useProductOptions } from "./names.ts";
import type { ProblemsByPlace } from "./use-check.ts";

const SCOPES = [
  { value: "all", label: "全部商品" },
  { value: "category", label: "分类" },
  { value: "product", label: "商品" },
  { value: "sku", label: "规格" },
] as const;
const ANY_TIER = "";

interface TargetProps {
  value: string | null;
  change: (target: string | null) => void;
}

function ProductTarget({
  value,
  change,
  named,
}: TargetProps & { named: (id: string, name: string) => void }): ReactElement {
  const [words, setWords] = useState("");
  const { options, loading } = useProductOptions(words);
  const name = useProductName(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each name that is found
  useEffect(() => {
    if (value && name) named(value, name);
  }, [value, name]);
  const shown = value && !options.some((option) => option.value === value);
  return (
    <Select
      className="by-plan-target"
      aria-label="商品"
      showSearch={{ filterOption: false, onSearch: (typed) => setWords(typed.trim().slice(0, 60)) }}
      placeholder="按名称查找商品"
      loading={loading}
      value={value}
      options={shown ? [{ value, label: name ?? `商品 ${value}` }, ...options] : options}
      onChange={(id: string) => change(id)}
    />
  );
}

function Target({
  rule,
  edit,
  named,
}: {
  rule: ExtraRule;
  edit: (changes: Partial<ExtraRule>) => void;
  named: (id: string, name: string) => void;
}): ReactElement | null {
  const categories = useCategoryFilter();
  const change = (target: string | null) => edit({ target });
  if (rule.scope === "all") return null;
  if (rule.scope === "product") return <ProductTarget value={rule.target} change={change} named={named} />;
  if (rule.scope === "category")
    return (
      <Select
        className="by-plan-target"
        aria-label="分类"
        showSearch={{ optionFilterProp: "label" }}
        placeholder="选择分类"
        value={rule.target}
        options={categories}
        onChange={change}
      />
    );
  return (
    <Input
      aria-label="规格编号"
      className="by-mono by-plan-target"
      inputMode="numeric"
      maxLength={18}
      placeholder="规格编号"
      value={rule.target ?? ""}
      onChange={(event) => change(event.target.value.trim() || null)}
    />
  );
}

function positionLabel(position: Position): string {
  return position === "self" ? "自购" : `第 ${position} 位`;
}

function RuleRow({
  rule,
  draft,
  problem,
  edit,
  remove,
  named,
}: {
  rule: ExtraRule;
  draft: Draft;
  problem: string | undefined;
  edit: (changes: Partial<ExtraRule>) => void;
  remove: () => void;
  named: (id: string, name: string) => void;
}): ReactElement {
  const tiers = useTiers().data?.tiers ?? [];
  const shown = shownPositions(draft);
  const unused = !shown.includes(rule.position);
  const positions = unused ? [...shown, rule.position] : shown;
  const help = problem ?? (unused ? "这个位置现在不分佣，规则不起作用" : undefined);
  return (
    <li>
      <Form.Item {...(help ? { validateStatus: problem ? "error" : "warning", help } : {})}>
        <div className="by-plan-rule">
          <Select
            aria-label="范围"
            value={rule.scope}
            options={[...SCOPES]}
            onChange={(scope: ExtraRule["scope"]) => edit({ scope, target: null })}
          />
          <Target rule={rule} edit={edit} named={named} />
          <Select
            aria-label="位置"
            value={rule.position}
            options={positions.map((position) => ({ value: position, label: positionLabel(position) }))}
            onChange={(position: Position) => edit({ position })}
          />
          <Select
            aria-label="等级"
            value={rule.tier ?? ANY_TIER}
            options={[
              { value: ANY_TIER, label: "所有等级" },
              ...tiers.map((tier) => ({ value: tier.id, label: tier.name })),
            ]}
            onChange={(tier: string) => edit({ tier: tier === ANY_TIER ? null : tier })}
          />
          <Segmented
            value={rule.unit}
            options={[
              { value: "rate" as const, label: "比例" },
              { value: "fixed" as const, label: "每件" },
            ]}
            onChange={(unit) => edit({ unit })}
          />
          {rule.unit === "rate" ? (
            <PercentInput
              label="佣金比例"
              value={rule.rate_bps}
              placeholder="10"
              onChange={(rate_bps) => edit({ rate_bps })}
            />
          ) : (
            <YuanInput
              value={rule.fixed_fen}
              placeholder="5.00"
              onChange={(fixed_fen) => edit({ fixed_fen })}
            />
          )}
          <Button
            type="text"
            aria-label="删除这条规则"
            icon={<Icon name="trash" size={17} />}
            onClick={remove}
          />
        </div>
      </Form.Item>
    </li>
  );
}

/** Rules for some goods or tiers, which go before the rates for everything. */
export function RulesCard({
  draft,
  change,
  problems,
  named,
}: {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  problems: ProblemsByPlace;
  named: (id: string, name: string) => void;
}): ReactElement {
  const add = () =>
    change({
      extra: [
        ...draft.extra,
        {
          id: freshRuleId(draft),
          scope: "category",
          target: null,
          position: 1,
          tier: null,
          unit: "rate",
          rate_bps: null,
          fixed_fen: null,
        },
      ],
    });
  return (
    <Card
      title="其他规则"
      note="范围小的优先：规格、商品、分类、全部；指定等级的优先于所有等级"
      extra={
        <Button size="small" icon={<Icon name="plus" size={14} />} onClick={add}>
          添加规则
        </Button>
      }
    >
      {draft.extra.length === 0 && <p className="by-secondary">没有其他规则，全部商品按基本规则</p>}
      <ul className="by-plan-rules">
        {draft.extra.map((rule) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            draft={draft}
            problem={problems.get(`extra ${rule.id}`)}
            named={named}
            edit={(changes) =>
              change({
                extra: draft.extra.map((other) => (other.id === rule.id ? { ...other, ...changes } : other)),
              })
            }
            remove={() => change({ extra: draft.extra.filter((other) => other.id !== rule.id) })}
          />
        ))}
      </ul>
    </Card>
  );
}
