import {
  AFTERSALE_STATES,
  APPLICATION_STATES,
  EDITION_STATES,
  ORDER_STATES,
  PAYMENT_STATES,
  PAYOUT_STATES,
  PLAN_STATES,
  PROMOTER_STATES,
  REFUND_STATES,
  SIMULATION_STATES,
  WITHDRAWAL_STATES,
} from "@banyan/kernel";
import { describe, expect, test } from "vitest";
import {
  AFTERSALE_TRANSITIONS,
  APPLICATION_TRANSITIONS,
  EDITION_TRANSITIONS,
  mayBecome,
  mayBecomeAftersale,
  mayBecomeApplication,
  mayBecomeEdition,
  mayBecomePayment,
  mayBecomePayout,
  mayBecomePlan,
  mayBecomePromoter,
  mayBecomeRefund,
  mayBecomeSimulation,
  mayBecomeWithdrawal,
  ORDER_TRANSITIONS,
  PAYMENT_TRANSITIONS,
  PAYOUT_TRANSITIONS,
  PLAN_TRANSITIONS,
  PROMOTER_TRANSITIONS,
  REFUND_TRANSITIONS,
  SIMULATION_TRANSITIONS,
  WITHDRAWAL_TRANSITIONS,
} from "../src/index.ts";

/** Every allowed step, written out. What is not in the list must be refused. */
const MACHINES = [
  {
    name: "edition",
    states: EDITION_STATES as readonly string[],
    may: mayBecomeEdition as (from: string, to: string) => boolean,
    table: EDITION_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["kept", "withdrawn"],
    steps: ["scheduled > published", "scheduled > withdrawn", "published > withdrawn"],
  },
  {
    name: "simulation",
    states: SIMULATION_STATES as readonly string[],
    may: mayBecomeSimulation as (from: string, to: string) => boolean,
    table: SIMULATION_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["done", "failed", "cancelled"],
    steps: [
      "queued > running",
      "queued > cancelled",
      "running > queued",
      "running > done",
      "running > failed",
      "running > cancelled",
    ],
  },
  {
    name: "order",
    states: ORDER_STATES as readonly string[],
    may: mayBecome as (from: string, to: string) => boolean,
    table: ORDER_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["closed", "refunded"],
    steps: [
      "awaiting_payment > closing",
      "awaiting_payment > awaiting_shipment",
      "closing > closed",
      "closing > awaiting_shipment",
      "awaiting_shipment > awaiting_receipt",
      "awaiting_shipment > refunded",
      "awaiting_receipt > completed",
      "awaiting_receipt > refunded",
      "completed > refunded",
    ],
  },
  {
    name: "payment attempt",
    states: PAYMENT_STATES as readonly string[],
    may: mayBecomePayment as (from: string, to: string) => boolean,
    table: PAYMENT_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["paid", "late"],
    steps: [
      "created > open",
      "created > paid",
      "created > late",
      "created > closed",
      "open > paid",
      "open > late",
      "open > closed",
      "closed > paid",
      "closed > late",
    ],
  },
  {
    name: "after-sale case",
    states: AFTERSALE_STATES as readonly string[],
    may: mayBecomeAftersale as (from: string, to: string) => boolean,
    table: AFTERSALE_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["refunded", "rejected", "cancelled"],
    steps: [
      "requested > refunding",
      "requested > rejected",
      "requested > cancelled",
      "refunding > refunded",
      "refunding > rejected",
    ],
  },
  {
    name: "refund",
    states: REFUND_STATES as readonly string[],
    may: mayBecomeRefund as (from: string, to: string) => boolean,
    table: REFUND_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["success", "closed"],
    steps: [
      "created > processing",
      "created > success",
      "created > abnormal",
      "created > closed",
      "processing > success",
      "processing > abnormal",
      "processing > closed",
      "abnormal > processing",
      "abnormal > success",
      "abnormal > closed",
    ],
  },
  {
    name: "application",
    states: APPLICATION_STATES as readonly string[],
    may: mayBecomeApplication as (from: string, to: string) => boolean,
    table: APPLICATION_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["approved", "refused", "cancelled"],
    steps: ["requested > approved", "requested > refused", "requested > cancelled"],
  },
  {
    name: "promoter",
    states: PROMOTER_STATES as readonly string[],
    may: mayBecomePromoter as (from: string, to: string) => boolean,
    table: PROMOTER_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: [],
    steps: ["active > frozen", "active > closed", "frozen > active", "frozen > closed", "closed > active"],
  },
  {
    name: "plan",
    states: PLAN_STATES as readonly string[],
    may: mayBecomePlan as (from: string, to: string) => boolean,
    table: PLAN_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["retired"],
    steps: [
      "draft > scheduled",
      "draft > active",
      "scheduled > draft",
      "scheduled > active",
      "active > retired",
    ],
  },
  {
    name: "withdrawal",
    states: WITHDRAWAL_STATES as readonly string[],
    may: mayBecomeWithdrawal as (from: string, to: string) => boolean,
    table: WITHDRAWAL_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["paid", "refused", "cancelled", "failed", "expired"],
    steps: [
      "reviewing > checked",
      "reviewing > sending",
      "reviewing > refused",
      "reviewing > cancelled",
      "checked > sending",
      "checked > refused",
      "checked > cancelled",
      "sending > confirming",
      "sending > cancelling",
      "sending > paid",
      "sending > failed",
      "sending > expired",
      "sending > cancelled",
      "confirming > cancelling",
      "confirming > paid",
      "confirming > failed",
      "confirming > expired",
      "confirming > cancelled",
      "cancelling > paid",
      "cancelling > failed",
      "cancelling > expired",
      "cancelling > cancelled",
    ],
  },
  {
    name: "payout",
    states: PAYOUT_STATES as readonly string[],
    may: mayBecomePayout as (from: string, to: string) => boolean,
    table: PAYOUT_TRANSITIONS as Readonly<Record<string, readonly string[]>>,
    finals: ["success", "fail", "cancelled"],
    steps: [
      "created > accepted",
      "created > processing",
      "created > confirming",
      "created > transferring",
      "created > cancelling",
      "created > success",
      "created > fail",
      "created > cancelled",
      "accepted > processing",
      "accepted > confirming",
      "accepted > transferring",
      "accepted > cancelling",
      "accepted > success",
      "accepted > fail",
      "accepted > cancelled",
      "processing > confirming",
      "processing > transferring",
      "processing > cancelling",
      "processing > success",
      "processing > fail",
      "processing > cancelled",
      "confirming > transferring",
      "confirming > cancelling",
      "confirming > success",
      "confirming > fail",
      "confirming > cancelled",
      "transferring > cancelling",
      "transferring > success",
      "transferring > fail",
      "transferring > cancelled",
      "cancelling > success",
      "cancelling > fail",
      "cancelling > cancelled",
    ],
  },
];

describe.each(MACHINES)("life of $name", ({ states, may, table, finals, steps }) => {
  test("allows exactly these steps", () => {
    const allowed = states.flatMap((from) =>
      states.filter((to) => may(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(allowed.sort()).toEqual([...steps].sort());
  });

  test("names every state and only known ones", () => {
    expect(Object.keys(table).sort()).toEqual([...states].sort());
    for (const followers of Object.values(table))
      expect(states).toEqual(expect.arrayContaining([...followers]));
  });

  test("final states never change", () => {
    expect(states.filter((state) => table[state]?.length === 0).sort()).toEqual([...finals].sort());
  });

  test("a final state can be reached from every state", () => {
    for (const start of states) {
      const seen = new Set([start]);
      for (const state of seen) for (const next of table[state] ?? []) seen.add(next);
      // A promoter's life has no end: from everywhere there is a way back to its beginning.
      const ends = finals.length > 0 ? finals : states.slice(0, 1);
      expect(ends.some((end) => seen.has(end))).toBe(true);
    }
  });
});
