/** Promoters, applications, shares, visits and relations of the planned past as rows. */
import type pg from "pg";
import { demoApplications } from "../catalogue/promoting.ts";
import { dayOf } from "./heap.ts";
import type { PlannedOrder } from "./order.ts";
import type { Person } from "./people.ts";
import { createDice, type Dice } from "./random.ts";
import { type Promoter, personOf, type Relations, type SeededShare } from "./relations.ts";
import { insertRows, type Row, withIds } from "./rows.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHARE_DAYS = 180;
/** The most visits that one share had, for each point of its promoter's weight. */
const VISITS = 3;
/** Of so many who look, at most one buys. */
const VISITS_PER_ORDER = 3;
/** What is missing to that is thrown by dice of its own: nothing else of the past depends on it. */
const VISIT_SEED = 20_261_131;

interface Input {
  dice: Dice;
  relations: Relations;
  people: readonly Person[];
  orders: readonly PlannedOrder[];
  /** Who decided about the applications. */
  operatorId: bigint;
  now: Date;
}

export async function writeRelations(client: pg.ClientBase, p: Input): Promise<void> {
  const { promoters, shares, bindings } = p.relations;
  const applications = [
    ...promoters.map((promoter) => approved(p, promoter)),
    ...demoApplications.map((one) => open(p, one)),
  ];
  await insertRows(
    client,
    "promoter",
    promoters.map((promoter, at) => promoterRow(p, promoter, applications[at]?.["created_at"] as Date)),
  );
  await insertRows(
    client,
    "promoter_application",
    await withIds(client, "promoter_application", inOrder(applications, "created_at")),
  );
  await insertRows(
    client,
    "share_code",
    shares.map(({ code, owner }) => ({ code, owner_id: owner.person.id })),
  );
  await insertRows(
    client,
    "share",
    shares.map(({ owner, code, channel, productId, createdAt }) => ({
      owner_id: owner.person.id,
      code,
      channel,
      product_id: productId,
      picture: null,
      created_at: createdAt,
      expires_at: new Date(createdAt.getTime() + SHARE_DAYS * DAY_MS),
    })),
  );
  await insertRows(client, "touch", touches(p));
  await insertRows(
    client,
    "binding",
    await withIds(
      client,
      "binding",
      bindings.map(({ customer, share, boundAt, expiresAt, endedAt, endReason }) => ({
        customer_id: customer.id,
        promoter_id: share.owner.person.id,
        share_code: share.code,
        bound_at: boundAt,
        expires_at: expiresAt,
        ended_at: endedAt,
        end_reason: endReason,
        staff_id: null,
      })),
    ),
  );
}

function inOrder(rows: readonly Row[], column: string): Row[] {
  return [...rows].sort((a, b) => (a[column] as Date).getTime() - (b[column] as Date).getTime());
}

function inviteCode(relations: Relations, nickname: string | null): string | null {
  const card = relations.shares.find(
    (share) => share.channel === "invite" && share.owner.cast.nickname === nickname,
  );
  return card?.code ?? null;
}

function approved({ dice, relations, operatorId }: Input, { person, cast, path, approvedAt }: Promoter): Row {
  const byCard = cast.by === "card";
  return {
    owner_id: person.id,
    state: "approved",
    inviter_id: byCard ? (path[0]?.person.id ?? null) : null,
    invite_code: byCard ? inviteCode(relations, cast.inviter) : null,
    reason: cast.reason,
    agreement_version: 1,
    request_key: `seed-${person.id}`,
    staff_id: operatorId,
    decision_note: "",
    created_at: new Date(approvedAt.getTime() - 2 * HOUR_MS - dice.below(16 * HOUR_MS)),
    decided_at: approvedAt,
  };
}

function open(p: Input, one: (typeof demoApplications)[number]): Row {
  const person = personOf(p.people, one.nickname);
  const inviter = p.relations.promoters.find(({ cast }) => cast.nickname === one.inviteOf);
  const at = new Date(p.now.getTime() - one.hoursAgo * HOUR_MS);
  return {
    owner_id: person.id,
    state: one.state,
    inviter_id: inviter?.person.id ?? null,
    invite_code: inviteCode(p.relations, one.inviteOf),
    reason: one.reason,
    agreement_version: 1,
    request_key: `seed-${person.id}`,
    staff_id: one.state === "refused" ? p.operatorId : null,
    decision_note: one.note,
    created_at: at,
    decided_at: one.state === "requested" ? null : new Date(at.getTime() + 5 * HOUR_MS),
  };
}

function promoterRow({ operatorId }: Input, promoter: Promoter, agreedAt: Date): Row {
  const { person, cast, tier, path, approvedAt, leftAt } = promoter;
  return {
    owner_id: person.id,
    state: leftAt ? "closed" : cast.frozen ? "frozen" : "active",
    closed_at: leftAt,
    closed_reason: "",
    tier_id: tier,
    path: path.map((one) => one.person.id),
    agreement_version: 1,
    agreed_at: agreedAt,
    approved_at: approvedAt,
    approved_date: dayOf(approvedAt),
    approved_by: operatorId,
    welcomed_at: new Date(approvedAt.getTime() + HOUR_MS),
    frozen_reason: cast.frozen?.reason ?? "",
  };
}

/** The visits that made a relation, and many that made none: strangers who only looked, and customers who came back. */
function touches(p: Input): Row[] {
  const made = p.relations.bindings.map(({ share, customer, boundAt }) =>
    touch(p.dice, share, boundAt, customer.id),
  );
  const looked = p.relations.shares.flatMap((share) => {
    const life = p.now.getTime() - share.createdAt.getTime();
    const visits = 1 + p.dice.below(1 + VISITS * share.owner.cast.weight);
    return Array.from({ length: visits }, () => look(p, share, life));
  });
  const visits = [...made, ...looked];
  return [...visits, ...moreVisits(p, visits)];
}

function look(p: Input, share: SeededShare, lifeMs: number): Row {
  const at = new Date(share.createdAt.getTime() + p.dice.below(lifeMs));
  const back = p.dice.chance(25) ? somebodyBound(p, at) : null;
  return touch(p.dice, share, at, back);
}

/** A share that sold a lot was looked at a lot. */
function moreVisits(input: Input, visits: readonly Row[]): Row[] {
  const p = { ...input, dice: createDice(VISIT_SEED) };
  return p.relations.shares.flatMap((share) => {
    const { code, createdAt } = share;
    const sold = p.orders.filter(({ paidAt, promoting }) => paidAt !== null && promoting.shareCode === code);
    const had = visits.filter((visit) => visit["share_code"] === code).length;
    const wanted = sold.length * VISITS_PER_ORDER + p.dice.below(1 + 2 * sold.length);
    return Array.from({ length: Math.max(0, wanted - had) }, () =>
      look(p, share, p.now.getTime() - createdAt.getTime()),
    );
  });
}

/** A customer whose relation stands then, so that the visit changed nothing. */
function somebodyBound({ dice, relations }: Input, at: Date): bigint | null {
  const bound = relations.bindings.filter(
    (one) => one.boundAt < at && at < one.expiresAt && at < (one.endedAt ?? one.expiresAt),
  );
  return bound.length === 0 ? null : dice.pick(bound).customer.id;
}

function touch(dice: Dice, share: SeededShare, at: Date, visitorId: bigint | null): Row {
  return {
    owner_id: share.owner.person.id,
    share_code: share.code,
    visitor_key: dice.letters(20),
    business_date: dayOf(at),
    visitor_id: visitorId,
    event_at: at,
  };
}
