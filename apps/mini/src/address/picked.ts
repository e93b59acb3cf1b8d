import type { Address } from "@banyan/contract";
import { createSlot } from "../design/slot.ts";

/** The address that was chosen on the list page for the page that opened it; taken once. */
export const pickedSlot = createSlot<Address>();

/** Where an address is chosen; `now` is marked as the present one. */
export function pickPath(now: string | null): string {
  return `/address/list/index?pick=1${now === null ? "" : `&now=${now}`}`;
}
