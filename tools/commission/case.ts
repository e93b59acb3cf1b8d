/** One line of input, `{plan, line, buyer, chain, refunded_fen}`, checked and made into what the engine takes. */
import {
  type Buyer,
  type CommissionLine,
  type LineInput,
  type Member,
  type Plan,
  type PlanRule,
  type PlanTarget,
  type Position,
  preparePlan,
  tiedRules,
} from "@banyan/domain";
import { CaseError, type Place, Reader } from "./reader.ts";

export interface Case {
  input: LineInput;
  refundedFen: readonly bigint[];
  /** Ids that came as numbers, to be echoed so. */
  givenRules: ReadonlyMap<string, number>;
  givenPromoters: ReadonlyMap<string, number>;
}

const RATE_MAX = 10_000;
const SETTINGS = ["none", "share", "share_and_self"] as const;

/**
 * Reads a case. Keys it does not know are ignored. Throws a CaseError, in this order: bad_shape, out_of_range, rule_tie,
 * duplicate_member; `refund_over_base` needs the base and comes later.
 */
export function readCase(value: unknown): Case {
  const reader = new Reader();
  const givenRules = new Map<string, number>();
  const givenPromoters = new Map<string, number>();
  const place = reader.top(value);
  const plan = readPlan(reader, reader.object(place, "plan"), givenRules);
  const line = readLine(reader, reader.object(place, "line"));
  const buyer = readBuyer(reader, reader.object(place, "buyer"), givenPromoters);
  const chain = reader.objects(place, "chain", (member) => readMember(reader, member, givenPromoters));
  const refunded = place.holder["refunded_fen"] === undefined ? [] : reader.integers(place, "refunded_fen");
  reader.finish();
  refuseTies(plan.rules);
  refuseDuplicates(buyer, chain);
  return {
    input: { plan: preparePlan(plan), line, buyer, chain },
    refundedFen: refunded.map(BigInt),
    givenRules,
    givenPromoters,
  };
}

function readPlan(reader: Reader, place: Place, given: Map<string, number>): Plan {
  const seen = new Set<string>();
  const { holder } = place;
  return {
    depth: reader.integer(place, "depth", 1, 3) as Plan["depth"],
    self_purchase: reader.word(place, "self_purchase", ["none", "rebate", "discount"]),
    cap_bps: reader.integer(place, "cap_bps", 0, RATE_MAX),
    rules: reader.objects(place, "rules", (rule) => readRule(reader, rule, given, seen)),
    exclude:
      holder["exclude"] === undefined ? [] : reader.objects(place, "exclude", (e) => readTarget(reader, e)),
    promotions: readPromotions(reader, place),
    team_bonus: readTeamBonus(reader, place),
  };
}

function readRule(reader: Reader, place: Place, given: Map<string, number>, seen: Set<string>): PlanRule {
  const { holder, path } = place;
  const id = reader.id(place, "id", given);
  if (seen.has(id)) throw new CaseError("bad_shape", `${path}.id`, `规则编号 ${id} 重复`);
  seen.add(id);
  const { scope, target } = readTarget(reader, place);
  const position = readPosition(reader, place);
  const tier = reader.optionalText(place, "tier");
  const hasRate = holder["rate_bps"] !== undefined;
  if (hasRate === (holder["fixed_fen"] !== undefined))
    throw new CaseError("bad_shape", path, "rate_bps 与 fixed_fen 必须有且只有一个");
  return hasRate
    ? { id, scope, target, position, tier, rate_bps: reader.integer(place, "rate_bps", 0, RATE_MAX) }
    : { id, scope, target, position, tier, fixed_fen: reader.integer(place, "fixed_fen", 0) };
}

/** A target is only read where the scope needs one. */
function readTarget(reader: Reader, place: Place): PlanTarget {
  const scope = reader.word(place, "scope", ["all", "category", "product", "sku"]);
  return scope === "all" ? { scope } : { scope, target: reader.text(place, "target") };
}

function readPosition(reader: Reader, place: Place): Position {
  const value = place.holder["position"];
  if (typeof value === "number") return reader.integer(place, "position", 1, 3) as Position;
  return reader.word(place, "position", ["self"]);
}

function readPromotions(reader: Reader, plan: Place): Plan["promotions"] {
  if (plan.holder["promotions"] === undefined)
    return { flash_sale: "share_and_self", group_buy: "share_and_self" };
  const place = reader.object(plan, "promotions");
  return {
    flash_sale: reader.word(place, "flash_sale", SETTINGS),
    group_buy: reader.word(place, "group_buy", SETTINGS),
  };
}

function readTeamBonus(reader: Reader, plan: Place): Plan["team_bonus"] {
  if (plan.holder["team_bonus"] === null) return null;
  const rates = reader.object(reader.object(plan, "team_bonus"), "rates");
  const read = (tier: string) => [tier, reader.integer(rates, tier, 0, RATE_MAX)] as const;
  return { rates: Object.fromEntries(Object.keys(rates.holder).map(read)) };
}

function readLine(reader: Reader, place: Place): CommissionLine {
  return {
    sku: reader.id(place, "sku"),
    product: reader.id(place, "product"),
    categories: reader.ids(place, "categories"),
    quantity: reader.integer(place, "quantity", 1),
    netFen: BigInt(reader.integer(place, "net_fen", 0)),
    promotion:
      place.holder["promotion"] === null
        ? null
        : reader.word(place, "promotion", ["flash_sale", "group_buy"]),
  };
}

function readBuyer(reader: Reader, place: Place, given: Map<string, number>): Buyer {
  const promoter = place.holder["promoter"];
  if (promoter === undefined || promoter === null) return { promoter: null };
  return { promoter: readMember(reader, reader.object(place, "promoter"), given) };
}

function readMember(reader: Reader, place: Place, given: Map<string, number>): Member {
  return {
    id: reader.id(place, "id", given),
    tier: reader.text(place, "tier"),
    active: reader.flag(place, "active"),
  };
}

function refuseTies(rules: readonly PlanRule[]): void {
  const [tie] = tiedRules(rules);
  if (tie === undefined) return;
  const [earlier, later] = tie;
  const names = `${rules[earlier]?.id} 与 ${rules[later]?.id}`;
  throw new CaseError("rule_tie", `plan.rules[${later}]`, `规则 ${names} 不分先后：范围、位置、等级都相同`);
}

function refuseDuplicates({ promoter }: Buyer, chain: readonly Member[]): void {
  const seen = new Set(promoter === null ? [] : [promoter.id]);
  for (const [index, { id }] of chain.entries()) {
    if (seen.has(id)) {
      const who = id === promoter?.id ? "买家自己也在推荐链里" : "在推荐链里出现两次";
      throw new CaseError("duplicate_member", `chain[${index}].id`, `分销员 ${id} ${who}`);
    }
    seen.add(id);
  }
}
