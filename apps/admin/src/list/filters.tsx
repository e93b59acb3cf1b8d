import { businessDate } from "@banyan/kernel";
import { DatePicker, Input, type InputRef, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactElement, type RefObject, useEffect, useState } from "react";
import { businessNow } from "../api/clock.ts";
import { Icon } from "../design/icon.tsx";
import type { ListFilter, ListQuery } from "./definition.ts";

const DAY = "YYYY-MM-DD";
const MOST_LETTERS = 60;

function today(): Dayjs {
  return dayjs(businessDate(new Date(businessNow())));
}

const PRESETS: { label: string; value: () => [Dayjs, Dayjs] }[] = [
  { label: "今天", value: () => [today(), today()] },
  { label: "昨天", value: () => [today().subtract(1, "day"), today().subtract(1, "day")] },
  { label: "近 7 天", value: () => [today().subtract(6, "day"), today()] },
  { label: "近 30 天", value: () => [today().subtract(29, "day"), today()] },
  { label: "本月", value: () => [today().startOf("month"), today()] },
];

/** A box that asks on Enter or when it is emptied; typing alone fetches nothing. */
function AskBox({
  value,
  placeholder,
  width,
  box,
  ask,
}: {
  value: string;
  placeholder: string;
  width: number;
  box?: RefObject<InputRef | null>;
  ask: (value: string) => void;
}): ReactElement {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <Input
      {...(box ? { ref: box } : {})}
      style={{ width }}
      allowClear
      maxLength={MOST_LETTERS}
      prefix={<Icon name="search" size={16} />}
      suffix={box && typed === "" ? <span className="by-kbd">/</span> : undefined}
      placeholder={placeholder}
      aria-label={placeholder}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value === "" && value !== "") ask("");
      }}
      onPressEnter={() => ask(typed.trim())}
      onBlur={() => {
        if (typed.trim() !== value) ask(typed.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.blur();
      }}
    />
  );
}

function FilterControl({
  filter,
  query,
  ask,
}: {
  filter: ListFilter;
  query: ListQuery;
  ask: (changes: Record<string, string>) => void;
}): ReactElement | null {
  if (filter.kind === "choice") {
    return (
      <Select
        style={{ minWidth: 124 }}
        popupMatchSelectWidth={false}
        allowClear
        placeholder={filter.label}
        aria-label={filter.label}
        value={query[filter.key] ?? null}
        options={[...filter.options]}
        {...(filter.search ? { showSearch: { optionFilterProp: "label" } } : {})}
        onChange={(value: string | null | undefined) => ask({ [filter.key]: value ?? "" })}
      />
    );
  }
  if (filter.kind === "days") {
    const from = query[filter.from];
    const to = query[filter.to];
    return (
      <DatePicker.RangePicker
        style={{ width: 246 }}
        allowEmpty
        presets={PRESETS}
        placeholder={[`${filter.label}起`, "止"]}
        value={from || to ? [from ? dayjs(from) : null, to ? dayjs(to) : null] : null}
        onChange={(days) =>
          ask({ [filter.from]: days?.[0]?.format(DAY) ?? "", [filter.to]: days?.[1]?.format(DAY) ?? "" })
        }
      />
    );
  }
  if (filter.kind === "text") {
    return (
      <AskBox
        width={224}
        value={query[filter.key] ?? ""}
        placeholder={filter.label}
        ask={(value) => ask({ [filter.key]: value })}
      />
    );
  }
  if (!query[filter.key]) return null;
  return (
    <span className="by-given">
      {filter.label} {filter.shown ?? query[filter.key]}
      <button type="button" aria-label={`取消筛选 ${filter.label}`} onClick={() => ask({ [filter.key]: "" })}>
        <Icon name="close" size={13} />
      </button>
    </span>
  );
}

/** Search box and filters of a list. */
export function Filters({
  filters,
  query,
  ask,
  searchPlaceholder,
  box,
}: {
  filters: readonly ListFilter[];
  query: ListQuery;
  ask: (changes: Record<string, string>) => void;
  searchPlaceholder: string | undefined;
  box: RefObject<InputRef | null>;
}): ReactElement {
  return (
    <>
      {searchPlaceholder && (
        <AskBox
          width={252}
          value={query.q ?? ""}
          placeholder={searchPlaceholder}
          box={box}
          ask={(q) => ask({ q })}
        />
      )}
      {filters.map((filter) => (
        <FilterControl
          key={filter.kind === "days" ? filter.from : filter.key}
          filter={filter}
          query={query}
          ask={ask}
        />
      ))}
    </>
  );
}
