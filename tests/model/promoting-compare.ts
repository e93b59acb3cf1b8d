/** What promoters have in the shop after a step, in the bookkeeper's words, so that the two can be laid side by side. */
import type { Balances, Market } from "@banyan/testkit";
import { MARKET_TIERS } from "@banyan/testkit";
import type { Shop } from "../support/shop.ts";
import type { Driver } from "./driver.ts";
import type { PromotingDriver } from "./promoting-driver.ts";
import type { MarketWorld } from "./promoting-world.ts";

export interface MarketFacts {
  /** Person → tier, inviter, standing. */
  promoters: Record<string, string>;
  /** Person → the five accounts and what was paid out, fen. */
  balances: Record<string, string>;
  /** Customer → whose customer they are now. */
  bindings: Record<string, string>;
  /** Order-line-position-kind → promoter, tier, rule, gross, fen, kept, state. */
  shares: Record<string, string>;
  /** In the order they were asked for: promoter, amount, fee, state. */
  withdrawals: string[];
  /** Person → what has arrived in WeChat, fen; nobody who has nothing. */
  arrived: Record<string, string>;
}

export function expectedOfMarket({ desk }: Market): MarketFacts {
  const { money, now } = desk;
  const people = [...money.promoters.values()];
  const states = money.shares();
  const bound = [...money.people.bindings].filter(([, { until }]) => now < until);
  return {
    promoters: toRecord(people, ({ id, tier, inviter, frozen, agreed }) => [
      id,
      `${tier} ${inviter ?? "none"} ${frozen ? "frozen" : "active"} ${agreed ? "agreed" : "outdated"}`,
    ]),
    balances: toRecord(people, ({ id, balances }) => [id, balanceText(balances)]),
    bindings: toRecord(bound, ([customer, { promoter }]) => [customer, promoter]),
    shares: toRecord([...money.earned.values()], (one) => [
      one.key,
      [
        one.promoter,
        one.tier,
        one.rule ?? "none",
        one.gross_fen,
        one.fen,
        one.keptFen,
        states[one.key]?.state,
      ].join(" "),
    ]),
    withdrawals: [...money.withdrawals.values()].map(
      // The book does not tell what lies between: at rest WeChat waits for the person.
      (one) =>
        `${one.promoter} ${one.amountFen} ${one.feeFen} ${one.state === "sending" ? "confirming" : one.state}`,
    ),
    arrived: toRecord(
      people.filter(({ balances }) => balances.paidOut > 0n),
      ({ id }) => [id, String(netPaidTo(money, id))],
    ),
  };
}

function netPaidTo(money: Market["desk"]["money"], id: string): bigint {
  return [...money.withdrawals.values()]
    .filter((one) => one.promoter === id && one.state === "paid")
    .reduce((sum, one) => sum + one.amountFen - one.feeFen, 0n);
}

function balanceText(b: Balances): string {
  return [b.estimated, b.held, b.available, b.withdrawing, b.debt, b.paidOut].join(" ");
}

interface Row {
  promoters: Record<
    string,
    { tier: string; inviter: string | null; state: string; agreed: boolean; balances: string }
  > | null;
  bindings: Record<string, string> | null;
  shares:
    | (Record<"order" | "rest" | "owner" | "tier" | "rule", string> & { fen: string; state: string })[]
    | null;
  withdrawals: Record<string, string> | null;
}

const SQL = `
  SELECT
    (SELECT jsonb_object_agg(p.owner_id::text, jsonb_build_object('tier', t.name, 'inviter', p.path[1]::text, 'state', p.state,
        'agreed', p.agreement_version = $2, 'balances', concat_ws(' ', a.estimated_fen, a.held_fen, a.available_fen,
          a.withdrawing_fen, a.debt_fen, (SELECT coalesce(sum(amount_fen), 0) FROM ledger x
            WHERE x.owner_id = p.owner_id AND x.kind IN ('payout', 'fee')))))
      FROM promoter p JOIN tier t ON t.id = p.tier_id JOIN account a ON a.owner_id = p.owner_id
      WHERE p.owner_id = ANY ($1::bigint[])) AS promoters,
    (SELECT jsonb_object_agg(b.customer_id::text, b.promoter_id::text) FROM binding b
      WHERE b.customer_id = ANY ($1::bigint[]) AND b.ended_at IS NULL AND b.expires_at > business_now()) AS bindings,
    (SELECT jsonb_agg(jsonb_build_object('order', c.order_no, 'rest', concat_ws('-', c.line_no, c.position, c.kind),
        'owner', c.owner_id::text, 'tier', c.tier, 'rule', coalesce(c.rule, 'none'),
        'fen', concat_ws(' ', c.gross_fen, c.fen, c.kept_fen),
        'state', CASE WHEN c.kept_fen = 0 AND c.fen > 0 THEN 'clawed_back' WHEN c.held_at IS NOT NULL THEN 'held'
          WHEN c.settled_at IS NOT NULL THEN 'settled' ELSE 'estimated' END))
      FROM commission c WHERE c.owner_id = ANY ($1::bigint[])) AS shares,
    (SELECT jsonb_object_agg(w.no, concat_ws(' ', w.amount_fen, w.fee_fen, w.state))
      FROM withdrawal w WHERE w.owner_id = ANY ($1::bigint[])) AS withdrawals`;

/** @param agreement the current version */
export async function factsOfMarket(
  shop: Shop,
  world: MarketWorld,
  drivers: { orders: Driver; promoting: PromotingDriver },
  agreement: number,
): Promise<MarketFacts> {
  const ids = world.buyers.map((buyer) => buyer.id);
  const person = (id: string | null) => (id === null ? "none" : String(ids.indexOf(id)));
  const tierName = (id: string) => MARKET_TIERS.find((name) => world.tiers.get(name) === id) ?? id;
  const nos = drivers.orders.orders.map((order) => order.no);
  const [row] = await shop.sql<Row & object>(SQL, [ids, agreement]);
  const promoters = Object.entries(row?.promoters ?? {});
  const rows = row?.withdrawals ?? {};
  const asked = drivers.promoting.withdrawals.map(
    ({ no, buyer }) => `${person(buyer.id)} ${rows[no] ?? "missing"}`,
  );
  const known = new Set(drivers.promoting.withdrawals.map(({ no }) => no));
  const { transfers } = await shop.simulator.control.state();
  const arrived = new Map<string, number>();
  for (const { openid, state, amount } of transfers) {
    const id = world.buyers.find((buyer) => buyer.openid === openid)?.id;
    if (id !== undefined && state === "SUCCESS") arrived.set(id, (arrived.get(id) ?? 0) + amount);
  }
  return {
    promoters: toRecord(promoters, ([id, one]) => [
      person(id),
      `${one.tier} ${person(one.inviter)} ${one.state} ${one.agreed ? "agreed" : "outdated"}`,
    ]),
    balances: toRecord(promoters, ([id, one]) => [person(id), one.balances]),
    bindings: toRecord(Object.entries(row?.bindings ?? {}), ([customer, promoter]) => [
      person(customer),
      person(promoter),
    ]),
    shares: toRecord(row?.shares ?? [], (one) => [
      `${nos.indexOf(one.order)}-${one.rest}`,
      `${person(one.owner)} ${tierName(one.tier)} ${one.rule} ${one.fen} ${one.state}`,
    ]),
    withdrawals: [...asked, ...Object.keys(rows).filter((no) => !known.has(no))],
    arrived: toRecord([...arrived], ([id, fen]) => [person(id), String(fen)]),
  };
}

/** What the pages of these promoters show, where the books have a word for it. */
export async function pagesOf(world: MarketWorld, market: Market): Promise<unknown> {
  const pages: Record<string, unknown> = {};
  for (const id of market.desk.money.promoters.keys()) {
    const { api } = world.buyers[Number(id)] ?? {};
    if (!api) throw new RangeError("a promoter who is not there");
    const { balances } = await api.promoter.center();
    const rows = [];
    let cursor: string | undefined;
    do {
      const page = await api.commission.list({ state: "all", limit: 50, ...(cursor ? { cursor } : {}) });
      rows.push(...page.items.map((one) => `${one.fen} ${one.kept_fen} ${one.state}`));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    pages[id] = { balances, rows: rows.sort() };
  }
  return pages;
}

export function expectedPages({ desk }: Market): unknown {
  const { money } = desk;
  const shares = Object.values(money.shares());
  return toRecord([...money.promoters.values()], ({ id, balances: b }) => [
    id,
    {
      balances: {
        estimated_fen: Number(b.estimated),
        held_fen: Number(b.held),
        available_fen: Number(b.available),
        withdrawing_fen: Number(b.withdrawing),
        debt_fen: Number(b.debt),
        settled_fen: Number(b.available + b.withdrawing + b.paidOut - b.debt),
        paid_out_fen: Number(b.paidOut),
        // Nobody rewards or corrects in these lives.
        adjusted_fen: 0,
      },
      rows: shares
        .filter((one) => one.promoter === id)
        .map((one) => `${one.fen} ${one.kept} ${one.state}`)
        .sort(),
    },
  ]);
}

function toRecord<T, V>(all: readonly T[], entry: (one: T) => readonly [string, V]): Record<string, V> {
  return Object.fromEntries(all.map(entry));
}
