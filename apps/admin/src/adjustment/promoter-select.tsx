import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type ReactElement, useState } from "react";
import { api } from "../api/client.ts";
import { nameOf } from "../promoter/person.tsx";
import { PROMOTER_WORD } from "../promoter/words.ts";

const FOUND_AT_ONCE = 20;

/** A promoter in whatever state, found by nickname or number. */
export function PromoterSelect({
  value,
  onChange,
}: {
  value?: string | undefined;
  onChange?: (id: string) => void;
}): ReactElement {
  const [words, setWords] = useState("");
  const byNumber = /^[1-9][0-9]{0,17}$/.test(words);
  const found = useQuery(
    api.console.promoter.list.queryOptions({
      input: { limit: FOUND_AT_ONCE, ...(byNumber ? { customer_id: words } : words ? { q: words } : {}) },
      placeholderData: (before) => before,
    }),
  );
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: (typed) => setWords(typed.trim().slice(0, 40)) }}
      placeholder="按昵称或编号查找分销员"
      value={value ?? null}
      loading={found.isFetching}
      notFoundContent={found.isPending ? "正在查找…" : "没有找到分销员"}
      options={(found.data?.items ?? []).map((row) => ({
        value: row.customer.id,
        label: `${nameOf(row.customer)} · ${row.tier.name}${row.state === "active" ? "" : ` · ${PROMOTER_WORD[row.state]?.text ?? "其他"}`} · ${row.customer.id}`,
      }))}
      onChange={(id: string) => onChange?.(id)}
    />
  );
}
