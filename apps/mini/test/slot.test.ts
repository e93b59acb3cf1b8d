import { expect, it } from "vitest";
import { createSlot } from "../src/design/slot.ts";

it("an answer that was asked for before something was put does not undo it", () => {
  const slot = createSlot<number>(1);
  const late = slot.asked();
  slot.put(2);
  late(1);
  expect(slot.value()).toBe(2);
});

it("of two that were asked for the later one stays, whichever answer comes first", () => {
  const slot = createSlot<string>();
  const [first, second] = [slot.asked(), slot.asked()];
  first("first");
  expect(slot.value()).toBe("first");
  second("second");
  expect(slot.value()).toBe("second");
  first("first, again");
  expect(slot.value()).toBe("second");
});

it("tells who watches of what is put and not of what comes too late", () => {
  const slot = createSlot<number>();
  const seen: (number | null)[] = [];
  const stop = slot.subscribe(() => seen.push(slot.value()));
  const late = slot.asked();
  slot.put(1);
  late(0);
  slot.put(2);
  stop();
  slot.put(3);
  expect(seen).toEqual([1, 2]);
});
