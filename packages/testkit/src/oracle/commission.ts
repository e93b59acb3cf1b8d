/**
 * What one order line brings to whom, worked out the slow way from the written rules (docs/COMMISSION.md): every rule is looked at
 * for every seat, nothing is prepared and nothing is indexed. The domain is checked against this, so it shares no code with it.
 */

export type BookPosition = "self" | 1 | 2 | 3;
export type BookScope = "all" | "category" | "product" | "sku";
export type BookPromotion = "flash_sale" | "group_buy";

export interface BookTarget {
  scope: BookScope;
  target?: string;
}

export interface BookRule extends BookTarget {
  id: string;
  position: BookPosition;
  tier?: string;
  rate_bps?: number;
  fixed_fen?: number;
}

export interface BookPlan {
  depth: 1 | 2 | 3;
  self_purchase: "none" | "rebate" | "discount";
  cap_bps: number;
  rules: readonly BookRule[];
  exclude: readonly BookTarget[];
  promotions: Readonly<Record<BookPromotion, "none" | "share" | "share_and_self">>;
  team_bonus: { rates: Readonly<Record<string, number>> } | null;
}

/** `net_fen` is a whole number of fen before 自购省. */
export interface BookCommissionLine {
  sku: string;
  product: string;
  categories: readonly string[];
  quantity: number;
  net_fen: number;
  promotion: BookPromotion | null;
}

export interface BookMember {
  id: string;
  tier: string;
  active: boolean;
}

export interface BookLineInput {
  plan: BookPlan;
  line: BookCommissionLine;
  buyer: { promoter?: BookMember };
  chain: readonly BookMember[];
}

export interface BookShare {
  position: BookPosition;
  kind: "self" | "referral" | "team";
  promoter: string;
  tier: string;
  rule: string | null;
  gross_fen: bigint;
  fen: bigint;
}

/** Amounts in fen. */
export interface BookLineResult {
  discount_fen: bigint;
  base_fen: bigint;
  shares: BookShare[];
}

/** Who sits where on this line. */
interface Seat {
  position: BookPosition;
  member: BookMember;
}

/** The line's discount, base and shares. */
export function bookLine(input: BookLineInput): BookLineResult {
  const { plan, line } = input;
  const net = BigInt(line.net_fen);
  const most = percent(net, plan.cap_bps);
  const setting = line.promotion === null ? "share_and_self" : plan.promotions[line.promotion];
  if (setting === "none" || plan.exclude.some((one) => speaksOf(one, line))) {
    return { discount_fen: 0n, base_fen: net, shares: [] };
  }
  const seats = seatsOf(input);
  const discount = setting === "share_and_self" ? discountOf(plan, line, seats, most) : 0n;
  const base = net - discount;

  const shares: BookShare[] = [];
  for (const seat of seats) {
    const own = seat.position === "self";
    const earns = !own || (plan.self_purchase === "rebate" && setting === "share_and_self");
    if (earns) shares.push(...referral(plan, line, seat, base));
    if (seat.position === 2 || seat.position === 3) shares.push(...bonus(plan, seats, seat, base));
  }
  cut(shares, most - discount);
  return { discount_fen: discount, base_fen: base, shares };
}

/** What is left of a share after so much of the base went back in all. */
export function bookKeep(fen: bigint, baseFen: bigint, refundedFen: bigint): bigint {
  if (baseFen === 0n) return 0n;
  return whole(fen * (baseFen - refundedFen), baseFen);
}

function seatsOf({ plan, buyer, chain }: BookLineInput): Seat[] {
  const row: BookMember[] = [...chain];
  const own = plan.self_purchase !== "none" && buyer.promoter !== undefined;
  if (own && buyer.promoter !== undefined) row.unshift(buyer.promoter);
  const seats: Seat[] = [];
  for (const place of [1, 2, 3] as const) {
    const member = row[place - 1];
    if (place > plan.depth || member === undefined) break;
    seats.push({ position: place === 1 && own ? "self" : place, member });
  }
  return seats;
}

function discountOf(plan: BookPlan, line: BookCommissionLine, seats: readonly Seat[], most: bigint): bigint {
  const first = seats[0];
  if (plan.self_purchase !== "discount" || first?.position !== "self" || !first.member.active) return 0n;
  const rule = ruleFor(plan, line, first);
  if (rule === null) return 0n;
  const wished = worth(rule, BigInt(line.net_fen), line.quantity);
  return wished > most ? most : wished;
}

function referral(plan: BookPlan, line: BookCommissionLine, seat: Seat, base: bigint): BookShare[] {
  const rule = ruleFor(plan, line, seat);
  if (!seat.member.active || rule === null) return [];
  const kind = seat.position === "self" ? "self" : "referral";
  return share(seat, kind, rule.id, worth(rule, base, line.quantity));
}

/** The seat's own rate less the best rate of anybody before it. */
function bonus(plan: BookPlan, seats: readonly Seat[], seat: Seat, base: bigint): BookShare[] {
  const rates = plan.team_bonus?.rates;
  if (rates === undefined || !seat.member.active) return [];
  const rateOf = (tier: string) => (Object.hasOwn(rates, tier) ? (rates[tier] ?? 0) : 0);
  let best = 0;
  for (const before of seats.slice(0, seats.indexOf(seat))) {
    best = Math.max(best, rateOf(before.member.tier));
  }
  const more = rateOf(seat.member.tier) - best;
  return more <= 0 ? [] : share(seat, "team", null, percent(base, more));
}

function share(seat: Seat, kind: BookShare["kind"], rule: string | null, fen: bigint): BookShare[] {
  if (fen === 0n) return [];
  const { id: promoter, tier } = seat.member;
  return [{ position: seat.position, kind, promoter, tier, rule, gross_fen: fen, fen }];
}

/** From the narrowest place that a rule may speak of to the widest; at each the tier by name, then any tier. */
function ruleFor(plan: BookPlan, line: BookCommissionLine, seat: Seat): BookRule | null {
  const places: { scope: BookScope; target: string | null }[] = [
    { scope: "sku", target: line.sku },
    { scope: "product", target: line.product },
    ...line.categories.map((target) => ({ scope: "category" as const, target })),
    { scope: "all", target: null },
  ];
  for (const place of places) {
    for (const tier of [seat.member.tier, undefined]) {
      for (const rule of plan.rules) {
        const here = rule.scope === place.scope && (place.target === null || rule.target === place.target);
        if (here && rule.position === seat.position && rule.tier === tier) return rule;
      }
    }
  }
  return null;
}

function speaksOf(one: BookTarget, line: BookCommissionLine): boolean {
  if (one.scope === "all") return true;
  if (one.scope === "sku") return one.target === line.sku;
  if (one.scope === "product") return one.target === line.product;
  return line.categories.some((category) => category === one.target);
}

function worth(rule: BookRule, x: bigint, quantity: number): bigint {
  if (rule.rate_bps !== undefined) return percent(x, rule.rate_bps);
  let fen = 0n;
  for (let unit = 0; unit < quantity; unit += 1) fen += BigInt(rule.fixed_fen ?? 0);
  return fen > x ? x : fen;
}

/** Takes away whatever is too much: team bonus at 3, at 2; then the others at 3, at 2, at 1 or self. */
function cut(shares: readonly BookShare[], most: bigint): void {
  const bonuses = shares.filter((one) => one.kind === "team").reverse();
  const others = shares.filter((one) => one.kind !== "team").reverse();
  for (const one of [...bonuses, ...others]) {
    let given = 0n;
    for (const each of shares) given += each.fen;
    const over = given - most;
    if (over <= 0n) return;
    one.fen = over > one.fen ? 0n : one.fen - over;
  }
}

function percent(x: bigint, bps: number): bigint {
  return whole(x * BigInt(bps), 10_000n);
}

/** How often the divisor goes in: the rest stays with the shop. */
function whole(x: bigint, divisor: bigint): bigint {
  return (x - (x % divisor)) / divisor;
}
