/**
 * Scenes for the bookkeeper of promoting, one step a phrase: the day, what happens, and after "!" the word it is answered with
 * unless that is ok. "9 withdraw w 小禾 800; 9 refund o r 1:10000; 10 withdraw v 小禾 100 ! has_debt"
 */
import { DAY_MS } from "@banyan/kernel";
import { expect } from "vitest";
import {
  type BookCommissionLine,
  type BookPlan,
  PromotingBook,
  type PromotingFact,
  type PromotingRules,
} from "../src/index.ts";

export const RULES: PromotingRules = {
  aftersaleMs: 7 * DAY_MS,
  withdrawalOpen: true,
  minFen: 100n,
  maxFen: 20_000n,
  perDay: 3,
  feeBps: 0,
};

const base: BookPlan = {
  depth: 2,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [
    { id: "near", scope: "all", position: 1, rate_bps: 1000 },
    { id: "far", scope: "all", position: 2, rate_bps: 300 },
  ],
  exclude: [],
  promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
  team_bonus: null,
};
const own = { id: "own", scope: "all", position: "self", rate_bps: 500 } as const;
const PLANS: Readonly<Record<string, BookPlan>> = {
  base,
  rebate: { ...base, self_purchase: "rebate", rules: [...base.rules, own] },
  fixed: { ...base, rules: [{ id: "each", scope: "all", position: 1, fixed_fen: 50 }] },
};

/** 阿嫂 invited 小禾; 客 is 小禾's customer for 30 days. */
export const PEOPLE = "0 approve 阿嫂 代理商; 0 approve 小禾 推广员 阿嫂; 0 bind 客 小禾 30";
/** An order of ¥100, received on day 1: 小禾 estimates 1000 and 阿嫂 300 … */
export const BOUGHT = `${PEOPLE}; 1 submit o 10000; 1 pay o; 1 receive o`;
/** … which are available from day 8. */
export const SETTLED = `${BOUGHT}; 8 settle`;

/** Plays a scene. A step that is not ok must leave every balance as it was. */
export function play(scene: string, rules: Partial<PromotingRules> = {}): PromotingBook {
  const book = new PromotingBook({ ...RULES, ...rules });
  for (const phrase of scene.replace(/\s+/g, " ").split(";")) {
    const [said = "", word = "ok"] = phrase.split("!").map((part) => part.trim());
    const [day, verb = "", ...rest] = said.split(" ");
    const before = book.balances();
    const words = book.take({ ...factOf(verb, rest), at: Number(day) * DAY_MS });
    expect(words, said).toContain(word);
    if (words[0] !== "ok") expect(book.balances(), said).toEqual(before);
  }
  return book;
}

/** Every balance that is not 0: "available 200, withdrawing 800". */
export function purse(book: PromotingBook, who = "小禾"): string {
  return Object.entries(book.balances()[who] ?? {})
    .filter(([, fen]) => fen !== 0n)
    .map(([pocket, fen]) => `${pocket} ${fen}`)
    .join(", ");
}

/** "666 estimated", by key. */
export function shares(book: PromotingBook): Record<string, string> {
  const all = Object.entries(book.shares());
  return Object.fromEntries(all.map(([key, { kept, state }]) => [key, `${kept} ${state}`]));
}

type Said = PromotingFact extends infer F ? (F extends PromotingFact ? Omit<F, "at"> : never) : never;

const ORDER_VERBS = {
  pay: "order_paid",
  close: "order_closed",
  late: "paid_late",
  receive: "received",
  open: "aftersale_opened",
  shut: "aftersale_closed",
} as const;
const WITHDRAWAL_VERBS = {
  sent: "withdrawal_sent",
  refused: "withdrawal_refused",
  cancelled: "withdrawal_cancelled",
  failed: "withdrawal_failed",
  expired: "withdrawal_expired",
  paid: "withdrawal_paid",
} as const;
const PROMOTER_VERBS = { freeze: "frozen", unfreeze: "unfrozen", agree: "agreed" } as const;

function factOf(verb: string, [a = "", b = "", c = "", d = ""]: readonly string[]): Said {
  if (verb in ORDER_VERBS) return { kind: ORDER_VERBS[verb as keyof typeof ORDER_VERBS], order: a };
  if (verb in WITHDRAWAL_VERBS)
    return { kind: WITHDRAWAL_VERBS[verb as keyof typeof WITHDRAWAL_VERBS], no: a };
  if (verb in PROMOTER_VERBS) return { kind: PROMOTER_VERBS[verb as keyof typeof PROMOTER_VERBS], id: a };
  switch (verb) {
    case "approve":
      return { kind: "promoter_approved", id: a, tier: b, inviter: c || null };
    case "tier":
      return { kind: "tier_changed", id: a, tier: b };
    case "outdate":
      return { kind: "agreement_outdated" };
    case "bind":
      return { kind: "bound", customer: a, promoter: b, until: Number(c) * DAY_MS };
    case "unbind":
      return { kind: "unbound", customer: a };
    case "submit":
      return { kind: "order_submitted", order: a, buyer: c || "客", plan: planOf(d), lines: linesOf(b) };
    case "refund":
      return { kind: "refund_succeeded", order: a, refund: b, lines: partsOf(c) };
    case "settle":
      return { kind: "settled" };
    case "hold":
    case "release":
      return { kind: verb, share: a };
    case "withdraw":
      return { kind: "withdrawal_requested", no: a, promoter: b, amountFen: BigInt(c) };
    default:
      throw new RangeError(`a scene does not know "${verb}"`);
  }
}

function planOf(name: string): BookPlan {
  return PLANS[name] ?? base;
}

/** "9999,5x1200": one unit for 9999 fen, five for 1200 in all. */
function linesOf(text: string): { lineNo: number; line: BookCommissionLine }[] {
  return text.split(",").map((part, index) => {
    const [net = "0", quantity = "1"] = part.split("x").reverse();
    const place = { sku: "1", product: "1", categories: [], promotion: null };
    return { lineNo: index + 1, line: { ...place, quantity: Number(quantity), net_fen: Number(net) } };
  });
}

/** "1:3333,2:500": fen of lines. */
function partsOf(text: string): { lineNo: number; amountFen: bigint }[] {
  return text.split(",").map((part) => {
    const [lineNo, fen = "0"] = part.split(":");
    return { lineNo: Number(lineNo), amountFen: BigInt(fen) };
  });
}
