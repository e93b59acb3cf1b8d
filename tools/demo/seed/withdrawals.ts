/** When the demo's promoters withdrew, and what became of it: weeks of it behind them, and one in every state today. */

import type { Happening } from "./commissions.ts";
import type { Balances, Ledger } from "./ledger.ts";
import { type Desk, type Life, liveWithdrawal } from "./payouts.ts";
import { KNOWN_SHARER, type Promoter } from "./relations.ts";
import type { WithdrawalFate } from "./withdrawal-fates.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** More than passes without review, and worth the while. */
const WORTH_FEN = 2_100n;
const MAX_FEN = 50_000n;
const YUAN = 100n;
/** One after the other, whoever it is: every end is seen early, and most arrive. */
const ENDS: readonly WithdrawalFate[] = [
  "paid",
  "expired",
  "refused",
  "failed",
  "taken_back",
  "cancelled",
  "paid",
  "paid",
  "paid",
  "paid",
  "paid",
  "paid",
  "paid",
];
/** What they have saved up for today; everybody else withdraws until three days ago. */
const LAST_DAYS: Readonly<Record<string, number>> = {
  大理的风: 16,
  林晓棠: 13,
  周牧: 12,
  苏以沫: 12,
  老周爱喝茶: 12,
  野生菌爱好者: 12,
  阿茶: 12,
  洱海月: 12,
  小院子: 12,
  竹里馆: 12,
};
interface Open {
  fate: WithdrawalFate;
  /** The first of them who has enough; else anybody. */
  who: readonly string[];
  hoursAgo: number;
  reviewHours: number;
  /** Of what is available. */
  percent: bigint;
}
const TODAY: readonly Open[] = [
  { fate: "checked", who: ["大理的风"], hoursAgo: 26, reviewHours: 4, percent: 100n },
  { fate: "confirming", who: ["野生菌爱好者"], hoursAgo: 24, reviewHours: 3, percent: 100n },
  { fate: "reviewing", who: ["阿茶", "洱海月", "小院子"], hoursAgo: 20, reviewHours: 0, percent: 100n },
  { fate: "confirming", who: ["林晓棠"], hoursAgo: 9, reviewHours: 4, percent: 50n },
  { fate: "cancelling", who: ["老周爱喝茶"], hoursAgo: 7, reviewHours: 6, percent: 80n },
  { fate: "sending", who: ["苏以沫"], hoursAgo: 6, reviewHours: 5.95, percent: 60n },
  { fate: "reviewing", who: ["周牧"], hoursAgo: 3, reviewHours: 0, percent: 70n },
  { fate: "reviewing", who: ["小院子", "竹里馆"], hoursAgo: 1, reviewHours: 0, percent: 100n },
];
/** 墨白 takes out all there is between the settlement of his one order and its refund. */
const BEFORE_DEBT = { nickname: "墨白", daysAgo: 27 };

interface Input {
  desk: Desk;
  ledger: Ledger;
  promoters: readonly Promoter[];
  lives: Life[];
  /** Something that is to happen later. */
  later: (happening: Happening) => void;
}

export function withdrawalHappenings(p: Input): Happening[] {
  const { desk, promoters } = p;
  const ago = (hours: number) => new Date(desk.now.getTime() - hours * HOUR_MS);
  const busy = new Set<Promoter>();
  const debtor = promoters.find(({ cast }) => cast.nickname === BEFORE_DEBT.nickname);
  const emptied = ago(24 * BEFORE_DEBT.daysAgo);
  return [
    ...promoters.filter((one) => one !== debtor).flatMap((promoter) => habit(p, promoter)),
    ...(debtor
      ? [{ at: emptied, run: () => withdraw(p, debtor, emptied, { fate: "paid", percent: 100n }) }]
      : []),
    ...TODAY.map((open) => {
      const at = ago(open.hoursAgo);
      const run = () => {
        const promoter = pickOne(p, open, busy);
        if (promoter === undefined) return;
        busy.add(promoter);
        withdraw(p, promoter, at, open);
      };
      return { at, run };
    }),
  ];
}

/** About every week, at an hour at which somebody decides on the same day. */
function habit(p: Input, promoter: Promoter): Happening[] {
  const { dice, now } = p.desk;
  const { approvedAt, frozenAt, cast } = promoter;
  const last = new Date(now.getTime() - (LAST_DAYS[cast.nickname] ?? 3) * DAY_MS);
  const end = frozenAt !== null && frozenAt < last ? frozenAt : last;
  const happenings: Happening[] = [];
  let day = approvedAt.getTime() + (10 + dice.below(4)) * DAY_MS;
  while (day < end.getTime() - DAY_MS) {
    const midnight = Math.floor((day + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS;
    const at = new Date(midnight + 9 * HOUR_MS + dice.below(8 * HOUR_MS));
    if (at < end) happenings.push({ at, run: () => byHabit(p, promoter, at) });
    day += (5 + dice.below(4)) * DAY_MS;
  }
  return happenings;
}

function byHabit(p: Input, promoter: Promoter, at: Date): void {
  const { available } = p.ledger.balances(promoter.person.id);
  if (available < 10n * YUAN) return;
  withdraw(p, promoter, at, {
    // Whoever a person is to be first has a past without trouble.
    fate: promoter.cast.nickname === KNOWN_SHARER ? "paid" : (ENDS[p.lives.length % ENDS.length] ?? "paid"),
    percent: p.desk.dice.chance(60) ? 100n : 70n,
  });
}

/** At some hours nobody has enough left for one more of a kind; another of it stands, or the demo's own test says so. */
function pickOne(
  { ledger, promoters }: Input,
  open: Open,
  busy: ReadonlySet<Promoter>,
): Promoter | undefined {
  const able = (promoter: Promoter) => {
    const own: Balances = ledger.balances(promoter.person.id);
    return (
      !busy.has(promoter) &&
      promoter.frozenAt === null &&
      promoter.leftAt === null &&
      own.available * open.percent >= WORTH_FEN * 100n
    );
  };
  const wanted = open.who.map((nickname) => promoters.find(({ cast }) => cast.nickname === nickname));
  return [...wanted, ...promoters].find((one) => one !== undefined && able(one));
}

function withdraw(
  p: Input,
  promoter: Promoter,
  at: Date,
  how: { fate: WithdrawalFate; percent: bigint; reviewHours?: number },
): void {
  const { ledger, desk } = p;
  const ownerId = promoter.person.id;
  const { available } = ledger.balances(ownerId);
  const wanted = (available * how.percent) / 100n;
  const amountFen = wanted > MAX_FEN ? MAX_FEN : how.percent === 100n ? wanted : wanted - (wanted % YUAN);
  const reviewMs =
    how.reviewHours === undefined ? HOUR_MS / 2 + desk.dice.below(4 * HOUR_MS) : how.reviewHours * HOUR_MS;
  const life = liveWithdrawal(desk, { person: promoter.person, at, amountFen, fate: how.fate, reviewMs });
  p.lives.push(life);
  const about = { ownerId, ref: life.no };
  ledger.post(at, [
    {
      ...about,
      key: `${life.no}:reserve`,
      debit: "available",
      credit: "withdrawing",
      amountFen,
      kind: "reserve",
    },
  ]);
  const { end } = life;
  if (end === null) return;
  p.later({ at: end.at, run: () => finish(ledger, about, life, end) });
}

function finish(
  ledger: Ledger,
  about: { ownerId: bigint; ref: string },
  { no, amountFen, netFen, feeFen }: Life,
  end: NonNullable<Life["end"]>,
): void {
  const from = { ...about, debit: "withdrawing" } as const;
  ledger.post(
    end.at,
    end.money === "return"
      ? [{ ...from, key: `${no}:return`, credit: "available", amountFen, kind: "return" }]
      : [
          { ...from, key: `${no}:payout`, credit: "payout_clearing", amountFen: netFen, kind: "payout" },
          { ...from, key: `${no}:fee`, credit: "fee_income", amountFen: feeFen, kind: "fee" },
        ],
  );
}
