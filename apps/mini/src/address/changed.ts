import { createSlot } from "../design/slot.ts";

/** Counts changes made from outside the address book's page, such as an undo, so that the page looks again. */
export const bookSlot = createSlot<number>(0);

export function tellBook(): void {
  bookSlot.put((bookSlot.value() ?? 0) + 1);
}
