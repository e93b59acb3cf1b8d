/** Decides who promotes, what they shared and whose customers came by it. Pure: rows are made of it by relation-rows.ts. */
import type { Member } from "@banyan/domain";
import type { Promoting } from "@banyan/server/commission/snapshot.ts";
import type { CurrentPlan } from "@banyan/server/plan/current.ts";
import {
  type DemoPromoter,
  demoApplications,
  demoPromoters,
  demoRelations,
  demoUnbound,
} from "../catalogue/promoting.ts";
import type { SeededCatalog } from "./catalog.ts";
import type { TierIds } from "./commission-plan.ts";
import type { Person } from "./people.ts";
import type { Dice } from "./random.ts";

export interface Promoter {
  person: Person;
  cast: DemoPromoter;
  tier: string;
  /** Inviter first. */
  path: Promoter[];
  approvedAt: Date;
  frozenAt: Date | null;
  leftAt: Date | null;
}
export interface SeededShare {
  owner: Promoter;
  code: string;
  channel: "card" | "link" | "code" | "invite";
  productId: bigint | null;
  createdAt: Date;
}
export interface SeededBinding {
  customer: Person;
  share: SeededShare;
  boundAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  endReason: "expired" | "by_customer" | "became_promoter" | "promoter_left" | null;
}
export interface Relations {
  promoters: Promoter[];
  shares: SeededShare[];
  bindings: SeededBinding[];
  /** Who may earn on what this person orders then. */
  promotingAt(person: Person, at: Date): Promoting;
}
interface Input {
  dice: Dice;
  catalog: SeededCatalog;
  people: readonly Person[];
  plan: CurrentPlan;
  tiers: TierIds;
  now: Date;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const VALID_DAYS = 30;
/** What 林晓棠 shares in the demo's own instructions: codes that can be read out. */
export const KNOWN_SHARER = "林晓棠";
export const KNOWN_SHARE = { code: "XiaoTang", product: "rose-cake" } as const;
export const KNOWN_INVITE = "YaoQing1";
/** Shared products, the popular ones of every kind. */
const SHARED = ["rose-cake", "golden-needle", "wild-flower-honey", "yiwu-cake", "ham-cake", "mini-tuo"];

export function planRelations(p: Input): Relations {
  const promoters = castPromoters(p);
  const shares = promoters.flatMap((promoter) => sharesOf(p, promoter));
  const pickShare = sharePicker(shares);
  const bindings = [
    ...bindingsOfPromoters(promoters, pickShare),
    ...fixedBindings(p, pickShare),
    ...thrownBindings(p, promoters, pickShare),
  ].sort((a, b) => a.boundAt.getTime() - b.boundAt.getTime());
  return {
    promoters,
    shares,
    bindings,
    promotingAt: (person, at) => promotingAt(p.plan, promoters, bindings, person, at),
  };
}

export function personOf(people: readonly Person[], nickname: string): Person {
  const person = people.find((one) => one.nickname === nickname);
  if (!person) throw new Error(`nobody is called ${nickname}`);
  return person;
}

function castPromoters({ people, tiers, now, dice }: Input): Promoter[] {
  const promoters: Promoter[] = [];
  for (const cast of demoPromoters) {
    const inviter = promoters.find((one) => one.cast.nickname === cast.inviter);
    if (cast.inviter !== null && !inviter) throw new Error(`${cast.inviter} comes after ${cast.nickname}`);
    promoters.push({
      person: personOf(people, cast.nickname),
      cast,
      tier: tiers[cast.tier],
      path: inviter ? [inviter, ...inviter.path] : [],
      approvedAt: new Date(now.getTime() - cast.approvedDaysAgo * DAY_MS + dice.below(6 * HOUR_MS)),
      frozenAt: cast.frozen ? new Date(now.getTime() - cast.frozen.daysAgo * DAY_MS) : null,
      leftAt: cast.left ? new Date(now.getTime() - cast.left.daysAgo * DAY_MS) : null,
    });
  }
  return promoters;
}

/** The shop and the invite card within the hour, products over the days that follow. */
function sharesOf({ dice, catalog, now }: Input, owner: Promoter): SeededShare[] {
  const known = owner.cast.nickname === KNOWN_SHARER;
  const share = (
    channel: SeededShare["channel"],
    product: string | null,
    hours: number,
    code?: string,
  ): SeededShare => ({
    owner,
    code: code ?? dice.letters(8),
    channel,
    productId: product === null ? null : (catalog.products.get(product) as bigint),
    createdAt: new Date(owner.approvedAt.getTime() + hours * HOUR_MS + dice.below(HOUR_MS / 2)),
  });
  const count = owner.cast.weight === 0 ? 1 : 2 + dice.below(SHARED.length - 2);
  const products = SHARED.filter((key) => !known || key !== KNOWN_SHARE.product).slice(0, count);
  return [
    share("card", null, 0),
    share("invite", null, 0.6, known ? KNOWN_INVITE : undefined),
    ...(known ? [share("link", KNOWN_SHARE.product, 1, KNOWN_SHARE.code)] : []),
    ...products.map((key, at) => share(dice.pick(["card", "card", "code", "link"]), key, 1 + at * 60)),
  ].filter((one) => one.createdAt < now);
}

function binding(customer: Person, share: SeededShare, boundAt: Date): SeededBinding {
  const expiresAt = new Date(boundAt.getTime() + VALID_DAYS * DAY_MS);
  return { customer, share, boundAt, expiresAt, endedAt: null, endReason: null };
}

/** One that the promoter had shared by the time the customer came. */
type PickShare = (nickname: string, customer: Person, at: Date) => SeededShare;

/** By turns, so that no share brings all who buy often; the whole shop and the share one can read out bring twice as much. */
function sharePicker(shares: readonly SeededShare[]): PickShare {
  const brought = new Map<SeededShare, number>();
  const load = (share: SeededShare) => {
    const weight = share.productId === null || share.code === KNOWN_SHARE.code ? 2 : 1;
    return (brought.get(share) ?? 0) / weight;
  };
  return (nickname, customer, at) => {
    const own = shares.filter(
      (one) => one.owner.cast.nickname === nickname && one.channel !== "invite" && one.createdAt < at,
    );
    const [share] = own.sort((a, b) => load(a) - load(b));
    if (!share) throw new Error(`${nickname} had shared nothing by ${at.toISOString()}`);
    brought.set(share, (brought.get(share) ?? 0) + 1 + customer.weight);
    return share;
  };
}

/** Customers of their later inviter for some days, until they became promoters themselves. */
function bindingsOfPromoters(promoters: readonly Promoter[], pickShare: PickShare): SeededBinding[] {
  return promoters
    .filter(({ cast }) => cast.by === "binding")
    .map(({ person, cast, approvedAt }) => {
      const boundAt = new Date(approvedAt.getTime() - 5 * DAY_MS);
      const share = pickShare(cast.inviter ?? "", person, boundAt);
      return { ...binding(person, share, boundAt), endedAt: approvedAt, endReason: "became_promoter" };
    });
}

function fixedBindings({ people, now }: Input, pickShare: PickShare): SeededBinding[] {
  return demoRelations.flatMap(({ customer, promoter, daysAgo }) => {
    const boundAt = new Date(now.getTime() - daysAgo * DAY_MS);
    const person = personOf(people, customer);
    return [binding(person, pickShare(promoter, person, boundAt), boundAt)];
  });
}

/** Most customers came by somebody's share, on their first day or some days later; some come again when it has run out. */
function thrownBindings(
  { dice, people, now }: Input,
  promoters: readonly Promoter[],
  pickShare: PickShare,
): SeededBinding[] {
  const settled = new Set([
    ...demoUnbound,
    ...demoPromoters.map((one) => one.nickname),
    ...demoRelations.map((one) => one.customer),
    ...demoApplications.map((one) => one.nickname),
  ]);
  return people
    .filter(({ nickname }) => !settled.has(nickname) && dice.chance(90))
    .flatMap((customer) => {
      const chain: SeededBinding[] = [];
      let from = customer.joinedAt.getTime() + (dice.chance(55) ? 60_000 : dice.below(40 * DAY_MS));
      while (from < now.getTime() - HOUR_MS) {
        const at = new Date(from);
        const sharer = pickSharer(dice, promoters, at);
        if (!sharer) break;
        const previous = chain.at(-1);
        if (previous?.endedAt === null) Object.assign(previous, { endedAt: at, endReason: "expired" });
        const next = binding(customer, pickShare(sharer.cast.nickname, customer, at), at);
        chain.push(next);
        endByCustomer(dice, next, now);
        endByLeaving(next);
        if (next.endedAt !== null || !dice.chance(85)) break;
        from = next.expiresAt.getTime() + HOUR_MS + dice.below(8 * DAY_MS);
      }
      return chain;
    });
}

function pickSharer(dice: Dice, promoters: readonly Promoter[], at: Date): Promoter | null {
  const sharing = promoters
    .filter(
      (one) => one.cast.weight > 0 && one.approvedAt.getTime() + HOUR_MS < at.getTime() && isActive(one, at),
    )
    .map((promoter) => ({ promoter, weight: promoter.cast.weight }));
  return sharing.length === 0 ? null : dice.weighted(sharing).promoter;
}

function isActive({ frozenAt, leftAt }: Promoter, at: Date): boolean {
  return (frozenAt === null || frozenAt > at) && (leftAt === null || leftAt > at);
}

/** Customers of whoever left are nobody's from then on. */
function endByLeaving(one: SeededBinding): void {
  const { leftAt } = one.share.owner;
  if (leftAt === null || one.endedAt !== null || one.expiresAt <= leftAt) return;
  Object.assign(one, { endedAt: leftAt, endReason: "promoter_left" });
}

/** A few take 解除 in their settings. */
function endByCustomer(dice: Dice, one: SeededBinding, now: Date): void {
  if (!dice.chance(7)) return;
  const endedAt = new Date(one.boundAt.getTime() + 2 * DAY_MS + dice.below(20 * DAY_MS));
  if (endedAt < now) Object.assign(one, { endedAt, endReason: "by_customer" });
}

function promotingAt(
  plan: CurrentPlan,
  promoters: readonly Promoter[],
  bindings: readonly SeededBinding[],
  person: Person,
  at: Date,
): Promoting {
  const member = (one: Promoter): Member => ({
    id: String(one.person.id),
    tier: one.tier,
    active: isActive(one, at),
  });
  const nobody = { plan, buyer: null, chain: [], referrer: null, shareCode: null };
  const self = promoters.find((one) => one.person === person && one.approvedAt <= at);
  if (self) return { ...nobody, buyer: member(self), chain: self.path.slice(0, 3).map(member) };
  const bound = bindings.find(
    (one) =>
      one.customer === person &&
      one.boundAt <= at &&
      at < (one.endedAt ?? one.expiresAt) &&
      at < one.expiresAt,
  );
  if (!bound) return nobody;
  const { owner, code } = bound.share;
  return {
    ...nobody,
    chain: [owner, ...owner.path].slice(0, 3).map(member),
    referrer: { id: owner.person.id, name: owner.person.nickname },
    shareCode: code,
  };
}
