import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type ReactElement, useState } from "react";
import { api } from "../api/client.ts";
import { useCategoryFilter } from "../catalog/categories.ts";
import type { Target } from "./draft.ts";

interface Props {
  value?: Target[];
  onChange?: (targets: Target[]) => void;
  id?: string;
  disabled?: boolean;
}
const FOUND_AT_ONCE = 20;

/** Categories; a first-level one stands for everything below it. */
export function CategoriesPicker({ value = [], onChange, id, disabled = false }: Props): ReactElement {
  const options = useCategoryFilter();
  const nameOf = (key: string) =>
    options.find((option) => option.value === key)?.label ?? value.find((one) => one.id === key)?.name ?? key;
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      disabled={disabled}
      placeholder="选择分类，选一级分类就包含它下面的全部"
      showSearch={{ optionFilterProp: "label" }}
      value={value.map((one) => one.id)}
      options={options}
      labelRender={({ value: key }) => nameOf(String(key))}
      onChange={(ids: string[]) => onChange?.(ids.map((key) => ({ id: key, name: nameOf(key) })))}
    />
  );
}

/** Products, found by name or code. */
export function ProductsPicker({ value = [], onChange, id, disabled = false }: Props): ReactElement {
  const [words, setWords] = useState("");
  const found = useQuery(
    api.console.catalog.list.queryOptions({
      input: { limit: FOUND_AT_ONCE, ...(words ? { q: words } : {}) },
      placeholderData: (before) => before,
    }),
  );
  const rows = found.data?.items ?? [];
  const nameOf = (key: string) =>
    value.find((one) => one.id === key)?.name ?? rows.find((row) => row.id === key)?.name ?? key;
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      disabled={disabled}
      placeholder="按名称查找商品"
      showSearch={{ filterOption: false, onSearch: (typed) => setWords(typed.trim().slice(0, 60)) }}
      loading={found.isFetching}
      notFoundContent={found.isPending ? "正在查找…" : "没有找到商品"}
      value={value.map((one) => one.id)}
      options={rows.map((row) => ({ value: row.id, label: row.name }))}
      labelRender={({ value: key }) => nameOf(String(key))}
      onChange={(ids: string[]) => onChange?.(ids.map((key) => ({ id: key, name: nameOf(key) })))}
    />
  );
}
