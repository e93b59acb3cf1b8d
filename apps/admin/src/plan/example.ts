import type { PlanBody } from "@banyan/contract";
import {
  computeLine,
  type LineInput,
  type Member,
  type PlanNames,
  preparePlan,
  type Share,
} from "@banyan/domain";
import { fenText } from "../design/money.tsx";
import type { Rule } from "./draft.ts";

export interface Example {
  /** Stable while one types: the case, not its figures. */
  key: string;
  text: string;
}

const EXAMPLE_FEN = 10_000n;
const WHO = ["张三", "邀请人", "邀请人的邀请人"] as const;
const MOST_EXAMPLES = 8;

function money(fen: bigint): string {
  return `¥${fenText(Number(fen))}`;
}

function placeOf({ scope, target = "" }: Pick<Rule, "scope" | "target">): {
  sku: string;
  product: string;
  categories: string[];
} {
  return {
    sku: scope === "sku" ? target : "",
    product: scope === "product" ? target : "",
    categories: scope === "category" ? [target] : [],
  };
}

function fenOf(shares: readonly Share[], member: string): bigint {
  return shares.reduce((sum, share) => (share.promoter === member ? sum + share.fen : sum), 0n);
}

/** One line of ¥100 with everybody at one tier, as the engine computes it. */
function lineOf(body: PlanBody, rule: Pick<Rule, "scope" | "target">, tier: string, own: boolean): LineInput {
  const team: Member[] = WHO.map((_, index) => ({ id: String(index), tier, active: true }));
  const [first = null, ...others] = team;
  return {
    plan: preparePlan(body),
    line: { ...placeOf(rule), quantity: 1, netFen: EXAMPLE_FEN, promotion: null },
    buyer: { promoter: own ? first : null },
    chain: own ? others : team,
  };
}

function saleText(
  body: PlanBody,
  rule: Pick<Rule, "scope" | "target">,
  tier: string,
  goods: string,
  title: string,
): string {
  const { shares, limitFen } = computeLine(lineOf(body, rule, tier, false));
  const said = WHO.slice(0, body.depth).map(
    (who, index) => `${index === 0 ? "得" : `${who}得`} ${money(fenOf(shares, String(index)))}`,
  );
  const cut = shares.some((share) => share.fen < share.grossFen)
    ? `（合计超过上限 ${money(limitFen)}，已削减）`
    : "";
  return `${title}张三 卖出 ¥100.00 的${goods}，${said.join("，")}${cut}`;
}

function ownText(body: PlanBody, tier: string, title: string): string {
  const { discountFen, baseFen, shares } = computeLine(lineOf(body, { scope: "all" }, tier, true));
  const self =
    body.self_purchase === "discount"
      ? `直接少付 ${money(discountFen)}，实付 ${money(baseFen)}`
      : `之后返 ${money(fenOf(shares, "0"))}`;
  const others = WHO.slice(1, body.depth).map(
    (who, index) => `${who}得 ${money(fenOf(shares, String(index + 1)))}`,
  );
  return [`${title}张三 自己买 ¥100.00 的商品，${self}`, ...others].join("，");
}

/** The tiers that rules for own purchases of anything name; "" stands for all others, or for everybody without such a rule. */
function ownTiers({ self_purchase, rules }: PlanBody): string[] {
  if (self_purchase === "none") return [];
  const own = rules.filter((rule) => rule.position === "self" && rule.scope === "all");
  const named = new Set(own.map((rule) => rule.tier ?? ""));
  return named.size === 0 ? [""] : [...named];
}

/**
 * The plan told on sales of ¥100: any goods first, then own purchases, then each special rule. Computed by the same engine
 * that pays.
 */
export function examplesOf(body: PlanBody, names: PlanNames): Example[] {
  const examples: Example[] = [{ key: "all", text: saleText(body, { scope: "all" }, "", "商品", "") }];
  for (const tier of ownTiers(body)) {
    const title = tier === "" ? "" : `都是${names.tier(tier)}时，`;
    examples.push({ key: `self ${tier}`, text: ownText(body, tier, title) });
  }
  const seen = new Set<string>();
  for (const rule of body.rules) {
    const key = JSON.stringify([rule.scope, rule.target ?? "", rule.tier ?? ""]);
    if ((rule.scope === "all" && rule.tier === undefined) || seen.has(key) || rule.position === "self")
      continue;
    if (examples.length >= MOST_EXAMPLES) break;
    seen.add(key);
    const goods = rule.scope === "all" ? "商品" : `“${names.target(rule.scope, rule.target ?? "")}”`;
    const title = rule.tier === undefined ? "" : `都是${names.tier(rule.tier)}时，`;
    examples.push({ key, text: saleText(body, rule, rule.tier ?? "", goods, title) });
  }
  return examples;
}
