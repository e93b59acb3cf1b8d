import type { PlanScope } from "@banyan/domain";
import { Select } from "antd";
import { type ReactElement, useState } from "react";
import type { Known, NamedThing } from "./names.ts";
import { useTargets } from "./names.ts";

const PLACEHOLDER = {
  category: "选择分类",
  product: "按名称查找商品",
  sku: "按商品名或编码查找规格",
} as const;

interface Props {
  scope: Exclude<PlanScope, "all">;
  value: string | null;
  known: Known;
  /** The thing that was picked, with its name. */
  pick: (thing: NamedThing) => void;
}

function GoodsSelect({ scope, value, known, pick }: Props & { scope: "product" | "sku" }): ReactElement {
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(false);
  const found = useTargets(scope, words, open);
  const options = (found.data?.targets ?? []).map(({ id, name, note }) => ({ value: id, label: name, note }));
  const shown = value !== null && !options.some((option) => option.value === value);
  return (
    <Select
      className="by-plan-target"
      aria-label={PLACEHOLDER[scope]}
      showSearch={{ filterOption: false, onSearch: (typed) => setWords(typed.trim().slice(0, 60)) }}
      placeholder={PLACEHOLDER[scope]}
      loading={found.isFetching}
      popupMatchSelectWidth={320}
      value={value}
      options={shown ? [{ value, label: known.target(scope, value), note: "" }, ...options] : options}
      optionRender={({ data }) => (
        <span className="by-plan-option">
          <span className="by-ellipsis">{data.label}</span>
          <small className="num">{data.note}</small>
        </span>
      )}
      onOpenChange={setOpen}
      onChange={(id: string) => {
        const picked = options.find((option) => option.value === id);
        pick({ id, name: picked?.label ?? known.target(scope, id), gone: false });
      }}
    />
  );
}

/** Picks the category, product or SKU that a rule speaks of. */
export function TargetSelect({ scope, value, known, pick }: Props): ReactElement {
  if (scope !== "category")
    return <GoodsSelect key={scope} scope={scope} value={value} known={known} pick={pick} />;
  return (
    <Select
      className="by-plan-target"
      aria-label={PLACEHOLDER.category}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={PLACEHOLDER.category}
      popupMatchSelectWidth={240}
      value={value}
      options={known.all.categories.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: string) => pick({ id, name: known.target("category", id), gone: false })}
    />
  );
}
