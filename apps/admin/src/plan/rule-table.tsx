import { POSITION_WORDS } from "@banyan/domain";
import { Button, Checkbox, Input, Pagination, Select, Switch } from "antd";
import { type ReactElement, useCallback, useEffect, useMemo, useState } from "react";
import { Icon } from "../design/icon.tsx";
import { Card } from "../design/page.tsx";
import { BulkRules } from "./bulk-rules.tsx";
import {
  BASE_POSITIONS,
  baseCount,
  blankRule,
  type Draft,
  type ExtraRule,
  freshRuleIds,
  shownPositions,
} from "./draft.ts";
import type { Undoable } from "./history.ts";
import type { Known, NamedThing } from "./names.ts";
import type { ProblemsByPlace } from "./problems.ts";
import { ANY_RULE, filterRules, type NumberedRule, type RuleFilter } from "./rule-filter.ts";
import { type RowActions, RuleRow } from "./rule-row.tsx";
import "./rule.css";

/** Rows at once: of 2,000 rules so many are drawn that typing stays light. */
const PAGE = 50;

function Filters({
  filter,
  narrow,
  known,
  wrong,
}: {
  filter: RuleFilter;
  narrow: (changes: Partial<RuleFilter>) => void;
  known: Known;
  wrong: number;
}): ReactElement {
  return (
    <div className="by-rule-filters">
      <Input
        allowClear
        maxLength={60}
        prefix={<Icon name="search" size={16} />}
        placeholder="商品、分类、等级"
        aria-label="查找规则"
        value={filter.words}
        onChange={(event) => narrow({ words: event.target.value })}
      />
      <Select
        allowClear
        aria-label="按范围筛选"
        placeholder="范围"
        value={filter.scope || null}
        options={[
          { value: "all", label: "全部商品" },
          { value: "category", label: "分类" },
          { value: "product", label: "商品" },
          { value: "sku", label: "规格" },
        ]}
        onChange={(scope: ExtraRule["scope"] | null | undefined) => narrow({ scope: scope ?? "" })}
      />
      <Select
        allowClear
        aria-label="按位置筛选"
        placeholder="位置"
        value={filter.position || null}
        options={BASE_POSITIONS.map((position) => ({
          value: String(position),
          label: POSITION_WORDS[position],
        }))}
        onChange={(position: string | null | undefined) => narrow({ position: position ?? "" })}
      />
      <Select
        allowClear
        aria-label="按等级筛选"
        placeholder="等级"
        value={filter.tier || null}
        options={[
          { value: "none", label: "所有等级" },
          ...known.all.tiers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(tier: string | null | undefined) => narrow({ tier: tier ?? "" })}
      />
      {(wrong > 0 || filter.wrong) && (
        <span className="by-rule-wrong">
          <Switch
            size="small"
            aria-label="只看要改的"
            checked={filter.wrong}
            onChange={(checked) => narrow({ wrong: checked })}
          />
          只看要改的 {wrong} 条
        </span>
      )}
    </div>
  );
}

function useRowActions(
  edit: Undoable<Draft>["edit"],
  learn: (scope: Exclude<ExtraRule["scope"], "all">, thing: NamedThing) => void,
  setChosen: (next: (now: ReadonlySet<string>) => ReadonlySet<string>) => void,
  open: (id: string | null) => void,
): RowActions {
  return useMemo(() => {
    const change = (id: string, changes: Partial<ExtraRule>, key?: string) =>
      edit(
        (draft) => ({
          ...draft,
          extra: draft.extra.map((rule) => (rule.id === id ? { ...rule, ...changes } : rule)),
        }),
        key,
      );
    return {
      edit: change,
      name: (id, scope, thing) => {
        learn(scope, thing);
        change(id, { target: thing.id });
      },
      remove: (id) => edit((draft) => ({ ...draft, extra: draft.extra.filter((rule) => rule.id !== id) })),
      choose: (id, chosen) =>
        setChosen((now) => {
          const next = new Set(now);
          if (chosen) next.add(id);
          else next.delete(id);
          return next;
        }),
      open,
    };
  }, [edit, learn, setChosen, open]);
}

/** What is chosen, shown and searched for: none of it is part of the plan. */
function useView(draft: Draft, jump: { id: string } | null) {
  const [filter, setFilter] = useState<RuleFilter>(ANY_RULE);
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string | null>(null);
  const [shown, setShown] = useState<{ id: string } | null>(null);
  const narrow = useCallback((changes: Partial<RuleFilter>) => {
    setFilter((now) => ({ ...now, ...changes }));
    setPage(1);
  }, []);
  const show = useCallback((id: string, index: number) => {
    setFilter(ANY_RULE);
    setPage(Math.floor(index / PAGE) + 1);
    setOpened(id);
    setShown({ id });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking is answered once, with the rules of that moment
  useEffect(() => {
    const index = jump === null ? -1 : draft.extra.findIndex(({ id }) => id === jump.id);
    if (jump !== null && index >= 0) show(jump.id, index);
  }, [jump]);
  useEffect(() => {
    if (shown !== null) document.getElementById(`rule-${shown.id}`)?.scrollIntoView({ block: "center" });
  }, [shown]);
  return { filter, narrow, page, setPage, chosen, setChosen, opened, setOpened, show };
}

type View = ReturnType<typeof useView>;

/** One page of rules with a box for all of them. */
function Rows({
  rows,
  view,
  picked,
  row,
}: {
  rows: readonly NumberedRule[];
  view: View;
  picked: ReadonlySet<string>;
  row: (rule: NumberedRule) => ReactElement;
}): ReactElement {
  const at = Math.min(view.page, Math.max(1, Math.ceil(rows.length / PAGE)));
  return (
    <>
      <div className="by-rule-head">
        <Checkbox
          aria-label="选择全部符合条件的规则"
          checked={picked.size > 0 && picked.size === rows.length}
          indeterminate={picked.size > 0 && picked.size < rows.length}
          onChange={(event) =>
            view.setChosen(new Set(event.target.checked ? rows.map(({ rule }) => rule.id) : []))
          }
        />
        <span>#</span>
        <span>对象</span>
        <span>位置</span>
        <span>等级</span>
        <span>佣金</span>
      </div>
      <ul className="by-rules">{rows.slice((at - 1) * PAGE, at * PAGE).map(row)}</ul>
      {rows.length === 0 && (
        <p className="by-secondary">
          没有符合条件的规则{" "}
          <button type="button" className="by-link" onClick={() => view.narrow(ANY_RULE)}>
            清空筛选
          </button>
        </p>
      )}
      {rows.length > PAGE && (
        <Pagination
          className="by-rule-pages"
          size="small"
          showSizeChanger={false}
          pageSize={PAGE}
          total={rows.length}
          current={at}
          showTotal={(total) => `共 ${total} 条`}
          onChange={view.setPage}
        />
      )}
    </>
  );
}

/** Rules for some goods or tiers, which go before the rates for everything: found, changed one by one or many at once. */
export function RuleTable({
  draft,
  edit,
  known,
  learn,
  problems,
  jump,
  extra,
}: {
  draft: Draft;
  edit: Undoable<Draft>["edit"];
  known: Known;
  learn: (scope: Exclude<ExtraRule["scope"], "all">, thing: NamedThing) => void;
  problems: ProblemsByPlace;
  /** A rule to show; a new object each time it is asked for. */
  jump: { id: string } | null;
  extra: ReactElement;
}): ReactElement {
  const view = useView(draft, jump);
  const { filter, narrow, chosen, setChosen, opened } = view;
  const rows = filterRules(draft, baseCount(draft), filter, known, problems);
  const actions = useRowActions(edit, learn, setChosen, view.setOpened);
  const picked = new Set(rows.flatMap(({ rule }) => (chosen.has(rule.id) ? [rule.id] : [])));
  const usable = shownPositions(draft);
  const wrong = [...problems.keys()].filter((place) => place.startsWith("extra ")).length;
  const add = () => {
    const id = freshRuleIds(draft)();
    edit((now) => ({ ...now, extra: [...now.extra, blankRule(id)] }));
    view.show(id, draft.extra.length);
  };
  const row = ({ rule, number }: NumberedRule) => (
    <RuleRow
      key={rule.id}
      rule={rule}
      number={number}
      known={known}
      actions={actions}
      chosen={chosen.has(rule.id)}
      opened={opened === rule.id}
      problem={problems.get(`extra ${rule.id}`)}
      idle={usable.includes(rule.position) ? null : "这个位置现在不分佣，规则不起作用"}
    />
  );
  return (
    <Card
      title="其他规则"
      note={`${draft.extra.length} 条 · 范围小的优先，指定等级的优先`}
      extra={
        <>
          {extra}
          <Button size="small" type="primary" ghost icon={<Icon name="plus" size={14} />} onClick={add}>
            添加规则
          </Button>
        </>
      }
    >
      {draft.extra.length === 0 ? (
        <p className="by-secondary">没有其他规则，全部商品按基本规则</p>
      ) : (
        <>
          {picked.size > 0 ? (
            <BulkRules
              draft={draft}
              edit={edit}
              known={known}
              chosen={picked}
              clear={() => setChosen(new Set())}
            />
          ) : (
            <Filters filter={filter} narrow={narrow} known={known} wrong={wrong} />
          )}
          <Rows rows={rows} view={view} picked={picked} row={row} />
        </>
      )}
    </Card>
  );
}
