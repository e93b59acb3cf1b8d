import { createSlot, useSlot } from "../design/slot.ts";

/** How the shop calls its people; the operator may choose other words. */
export interface Words {
  shown_name: string;
  partner_name: string;
}
const DEFAULTS: Words = { shown_name: "分销员", partner_name: "伙伴" };
const wordsSlot = createSlot<Words>(DEFAULTS);

/** Learns the shop's words from an answer that carries them. */
export function learnWords({ shown_name, partner_name }: Words): void {
  wordsSlot.put({ shown_name, partner_name });
}

export function useWords(): Words {
  return useSlot(wordsSlot) ?? DEFAULTS;
}
