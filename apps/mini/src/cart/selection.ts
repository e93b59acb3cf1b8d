import { createSlot, useSlot } from "@/design/slot.ts";

/** SKUs the person has unticked. What is put into the cart is ticked until then, on this phone and until the next launch. */
const untickedSlot = createSlot<ReadonlySet<string>>(new Set());

export const selection = {
  has: (skuId: string): boolean => !(untickedSlot.value()?.has(skuId) ?? false),
  set: (skuIds: readonly string[], on: boolean): void => {
    const unticked = new Set(untickedSlot.value());
    for (const skuId of skuIds) {
      if (on) unticked.delete(skuId);
      else unticked.add(skuId);
    }
    untickedSlot.put(unticked);
  },
};

/** Follows the ticks. */
export function useSelection(): (skuId: string) => boolean {
  const unticked = useSlot(untickedSlot);
  return (skuId) => !(unticked?.has(skuId) ?? false);
}
