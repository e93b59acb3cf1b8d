import { ORPCError } from "@orpc/client";
import { describe, expect, it } from "vitest";
import { errorFromEnvelope, failureOf } from "../src/api/failure.ts";
import { diff } from "../src/audit/diff.ts";
import { pageOfTarget } from "../src/audit/target.ts";
import { fieldPath } from "../src/design/field-errors.ts";
import { timeText } from "../src/design/time.ts";
import { safePlace } from "../src/session/safe-place.ts";

describe("failures", () => {
  const envelope = { code: "out_of_stock", message: "库存不足", field: "lines.0.quantity", request_id: "r1" };

  it("keeps the server's envelope whole", () => {
    expect(failureOf(errorFromEnvelope(envelope, 409))).toEqual({ ...envelope, status: 409 });
  });

  it("has a sentence for a proxy's page, silence and a broken answer", () => {
    expect(errorFromEnvelope("<html>", 502)).toBeNull();
    expect(failureOf(new ORPCError("BAD_GATEWAY", { status: 502 }))).toMatchObject({
      code: "unreadable",
      status: 502,
    });
    expect(failureOf(new TypeError("fetch failed"))).toMatchObject({
      code: "offline",
      status: 0,
      request_id: "",
    });
  });

  it.each([
    ["phone", ["phone"]],
    ["lines.0.amount_fen", ["lines", 0, "amount_fen"]],
    ["skus[2].code", ["skus", 2, "code"]],
  ])("finds the field %j", (field, path) => {
    expect(fieldPath(field)).toEqual(path);
  });
});

describe("places", () => {
  it.each([
    ["/orders?tab=completed", "/orders?tab=completed"],
    [null, "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["/login?from=/login", "/"],
  ])("returns after sign-in from %j to %j", (from, place) => {
    expect(safePlace(from)).toBe(place);
  });

  it("leads from an audit row to the thing it names", () => {
    expect(pageOfTarget("order:D26")).toBe("/orders/D26");
    expect(pageOfTarget("review:V26")).toBe("/reviews?review=V26");
    expect(pageOfTarget("review")).toBe("/reviews");
    expect(pageOfTarget("setting:freight")).toBe("/settings?part=freight");
    expect(pageOfTarget("moon:1")).toBeNull();
  });

  it("shows every instant in the shop's time", () => {
    expect(timeText("2026-11-23T16:30:00Z")).toBe("2026-11-24 00:30");
    expect(timeText(null)).toBe("—");
  });
});

describe("before and after", () => {
  it("puts changed leaves first and tells an added one from an emptied one", () => {
    expect(diff({ a: 1, b: { c: "x" } }, { a: 1, b: { c: null }, d: true })).toEqual([
      { path: "b.c", before: "x", after: "空", changed: true },
      { path: "d", before: "", after: "是", changed: true },
      { path: "a", before: "1", after: "1", changed: false },
    ]);
    expect(diff(null, null)).toEqual([]);
  });
});
