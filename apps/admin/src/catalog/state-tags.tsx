import type { ConsoleProductRow } from "@banyan/contract";
import type { ReactElement } from "react";
import { StateTag } from "../design/state-tag.tsx";
import { timeTextShort } from "../design/time.ts";
import { PRODUCT_WORD } from "./words.ts";

/** The state in a word, and what will change it by itself. */
export function StateTags({
  product,
}: {
  product: Pick<ConsoleProductRow, "state" | "list_at" | "unlist_at">;
}): ReactElement {
  const { state, list_at, unlist_at } = product;
  const { tone, text } = PRODUCT_WORD[state];
  return (
    <span className="by-state-tags">
      {list_at ? (
        <StateTag tone="blue">{timeTextShort(list_at)} 上架</StateTag>
      ) : (
        <StateTag tone={tone}>{text}</StateTag>
      )}
      {unlist_at && <StateTag tone="amber">{timeTextShort(unlist_at)} 下架</StateTag>}
    </span>
  );
}

/** Days until it is gone for good, the last one begun counting as one. @param now ms */
export function daysLeft(until: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 86_400_000));
}
