import type { PRODUCT_STATES } from "@banyan/contract";
import type { Tone } from "../design/state-tag.tsx";

export type ProductState = (typeof PRODUCT_STATES)[number];

export const PRODUCT_WORD: Record<ProductState, { text: string; tone: Tone }> = {
  listed: { text: "在售", tone: "green" },
  unlisted: { text: "已下架", tone: "grey" },
  recycled: { text: "回收站", tone: "red" },
};
