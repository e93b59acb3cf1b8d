import { useSlot } from "../design/slot.ts";
import { arrivalSlot } from "./arrival.ts";

/** The share by which a friend came and that may bring what is for friends; null for the sharer and where nobody shared. */
export function useFriendShare(): string | null {
  const arrival = useSlot(arrivalSlot);
  return arrival !== null && arrival.promoter !== null && arrival.result !== "own" ? arrival.code : null;
}
