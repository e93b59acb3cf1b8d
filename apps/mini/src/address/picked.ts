import type { Address } from "@banyan/contract";
import { createSlot } from "../design/slot.ts";

/** The address that was chosen on the list page for the page that opened it; taken once. */
export const pickedSlot = createSlot<Address>();

/** Where an address is chosen; `now` is marked as the present one. Without any there is nothing to choose from: the form of the first. */
export function pickPath(now: string | null): string {
  return now === null ? formPath({ first: true, picking: true }) : `/address/list/index?pick=1&now=${now}`;
}

/** The form of a new address. `first` of the book: the default without being asked. `picking`: chosen once it is saved. */
export function formPath({ first, picking }: { first: boolean; picking: boolean }): string {
  const asked = [...(picking ? ["pick=1"] : []), ...(first ? ["first=1"] : [])].join("&");
  return `/address/edit/index${asked === "" ? "" : `?${asked}`}`;
}
