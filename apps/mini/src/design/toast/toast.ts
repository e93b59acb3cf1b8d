import { createSlot } from "../slot.ts";

export interface ToastOptions {
  mood?: "good" | "bad";
  /** One way on or back: 撤销, 去看看. */
  action?: { text: string; onTap: () => void };
  /** 2000 unless told, 5000 with an action. */
  ms?: number;
}
export interface Toasted extends ToastOptions {
  text: string;
  id: number;
}

export const toastSlot = createSlot<Toasted>();
let count = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** One short sentence at the bottom of the page that is showing. A new one takes the place of the old. */
export function toast(text: string, options: ToastOptions = {}): void {
  count += 1;
  toastSlot.put({ ...options, text, id: count });
  clearTimeout(timer);
  timer = setTimeout(() => toastSlot.put(null), options.ms ?? (options.action === undefined ? 2000 : 5000));
}
