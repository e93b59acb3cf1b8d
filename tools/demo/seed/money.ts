/** The money of the planned past, lived through once in the order of time: commissions, holds and withdrawals, then rows. */
import type { PastTransfer } from "@banyan/wechat-sim";
import type pg from "pg";
import { adjustmentHappenings, writeAdjustments } from "./adjustments.ts";
import { type Commission, commissionHappenings, commissionRow, type Happening, hold } from "./commissions.ts";
import type { Written } from "./history.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { Desk, Life } from "./payouts.ts";
import type { Promoter } from "./relations.ts";
import { insertRows, type Row, withIds } from "./rows.ts";
import { withdrawalHappenings } from "./withdrawals.ts";

const HOUR_MS = 3_600_000;
/** An operator looks into one that waits and one that was settled. */
const HOLDS = [
  { settled: true, hoursAgo: 52, reason: "收货电话与推荐人相同，核实中" },
  { settled: false, hoursAgo: 28, reason: "同一地址多位新客下单，核实中" },
];

interface Money {
  ledger: Ledger;
  commissions: Commission[];
  lives: Life[];
  adjustments: Row[];
}

/** @returns the bills that WeChat has to know */
export async function writeMoney(
  client: pg.ClientBase,
  p: { desk: Desk; promoters: readonly Promoter[]; written: readonly Written[] },
): Promise<PastTransfer[]> {
  const { ledger, commissions, lives, adjustments } = live(p);
  await insertRows(client, "account", ledger.accounts());
  await insertRows(client, "transfer", await withIds(client, "transfer", ledger.transfers()));
  await insertRows(client, "commission", commissions.map(commissionRow));
  await client.query(
    `INSERT INTO ledger_day SELECT owner_id, business_date, kind, debit, credit, count(*), sum(amount_fen) FROM ledger GROUP BY 1, 2, 3, 4, 5`,
  );
  await writeAdjustments(client, adjustments);
  await insertRows(
    client,
    "withdrawal",
    lives.map((life) => life.row),
  );
  await insertRows(
    client,
    "payout",
    lives.flatMap(({ payout }) => (payout ? [payout] : [])),
  );
  await insertRows(
    client,
    "payout_fact",
    lives.flatMap(({ facts }) => facts),
  );
  const events = lives.flatMap(({ events: own }) => own);
  const byTime = (a: Row, b: Row) => (a["event_at"] as Date).getTime() - (b["event_at"] as Date).getTime();
  await insertRows(
    client,
    "withdrawal_event",
    await withIds(client, "withdrawal_event", [...events].sort(byTime)),
  );
  return lives.flatMap(({ bill }) => bill ?? []);
}

function live(p: { desk: Desk; promoters: readonly Promoter[]; written: readonly Written[] }): Money {
  const { desk, promoters } = p;
  const ledger = createLedger(promoters.map(({ person }) => person.id));
  const commissions: Commission[] = [];
  const lives: Life[] = [];
  const adjustments: Row[] = [];
  const books = { ledger, promoters, commissions };
  const agenda: Happening[] = [];
  const later = (happening: Happening) => {
    const at = agenda.findIndex((one) => one.at > happening.at);
    agenda.splice(at < 0 ? agenda.length : at, 0, happening);
  };
  agenda.push(
    ...commissionHappenings(books, p.written),
    ...withdrawalHappenings({ desk, ledger, promoters, lives, later }),
    ...adjustmentHappenings({ desk, ledger, promoters, rows: adjustments }),
    ...HOLDS.map(({ settled, hoursAgo, reason }) => {
      const at = new Date(desk.now.getTime() - hoursAgo * HOUR_MS);
      return { at, run: () => holdOne(books, settled, at, reason) };
    }),
  );
  agenda.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (let next = agenda.shift(); next; next = agenda.shift()) next.run();
  return { ledger, commissions, lives, adjustments };
}

/** The newest that still has its money where it can be held. */
function holdOne(books: Parameters<typeof hold>[0], settled: boolean, at: Date, reason: string): void {
  const one = books.commissions.findLast(
    ({ settledAt, heldAt, keptFen, ownerId }) =>
      (settledAt !== null) === settled &&
      heldAt === null &&
      keptFen > 0n &&
      (!settled || books.ledger.balances(ownerId).available >= keptFen),
  );
  if (one) hold(books, one, at, reason);
}
