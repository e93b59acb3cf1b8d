import { describe, expect, test } from "vitest";
import { diffBlocks, type EditionSpan, liveEdition, nextSwitch, sameValue } from "../src/index.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour));
const span = (no: number, from: number, to: number | null = null): EditionSpan => ({
  no,
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
});

describe("the edition that customers see", () => {
  const base = span(1, 0);
  const festival = span(2, 10, 14);
  const flash = span(3, 12, 13);
  const all = [flash, base, festival];
  test.each([
    ["before all", all, -1, null, 0],
    ["the base alone", all, 9, 1, 10],
    ["from its first instant", all, 10, 2, 12],
    ["of two that overlap the one that began last", all, 12, 3, 13],
    ["back to the one that still runs", all, 13, 2, 14],
    ["back to the base at the last instant", all, 14, 1, null],
    ["what is published meanwhile stands, since it began later", [...all, span(4, 11)], 12.5, 3, 13],
    ["and stays when the others have ended", [...all, span(4, 11)], 15, 4, null],
    ["of two that begin at once the higher number", [span(5, 3), span(6, 3)], 4, 6, null],
    ["nothing when all have ended", [festival], 20, null, null],
  ] as const)("%s", (_, editions, hour, live, next) => {
    expect(liveEdition(editions, at(hour))?.no ?? null).toBe(live);
    expect(nextSwitch(editions, at(hour))).toEqual(next === null ? null : at(next));
  });
});

describe("what was done to a page", () => {
  const block = (id: string, text = "") => ({ id, kind: "title", text });
  const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((id) => block(id)) as [
    never,
    never,
    never,
    never,
    never,
  ];
  const told = (before: ReturnType<typeof block>[], after: ReturnType<typeof block>[]) =>
    diffBlocks(before, after).map(({ what, block: one, place, from }) =>
      [what, one.id, place, ...(from === undefined ? [] : [from])].join(" "),
    );
  test.each([
    ["nothing", [a, b, c], [a, b, c], []],
    ["added in the middle: the others have not moved", [a, b], [a, c, b], ["added c 2"]],
    ["removed", [a, b, c], [a, c], ["removed b 2"]],
    ["one moved up is one that moved", [a, b, c, d], [d, a, b, c], ["moved d 1 4"]],
    ["one moved down too", [a, b, c, d], [b, c, d, a], ["moved a 4 1"]],
    ["two that changed places", [a, b], [b, a], ["moved a 2 1"]],
    ["changed", [a, b], [a, block("b", "新")], ["changed b 2"]],
    ["moved and changed is told twice", [a, b, c], [block("c", "新"), a, b], ["moved c 1 3", "changed c 1"]],
    [
      "all at once",
      [a, b, c, d],
      [d, block("a", "新"), e, c],
      ["removed b 2", "moved d 1 4", "changed a 2", "added e 3"],
    ],
  ] as const)("%s", (_, before, after, changes) => {
    expect(told([...before], [...after])).toEqual(changes);
  });
});

test.each([
  [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [[1, 2], [2, 1], false],
  [null, {}, false],
  [[], {}, false],
  ["1", 1, false],
])("%j and %j are the same: %s", (a, b, same) => {
  expect(sameValue(a, b)).toBe(same);
});
