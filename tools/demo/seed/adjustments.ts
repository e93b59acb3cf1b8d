/** Rewards, corrections and forgiven debt of the planned past: one of each in each state, posted as adjustment/decide.ts would. */
import { ADJUSTMENT_POSTING } from "@banyan/domain";
import { type AdjustmentKind, type AdjustmentState, businessDate, makeNumber } from "@banyan/kernel";
import type pg from "pg";
import type { Happening } from "./commissions.ts";
import { dayOf } from "./heap.ts";
import type { Ledger } from "./ledger.ts";
import type { Desk } from "./payouts.ts";
import type { Promoter } from "./relations.ts";
import { freshIds, insertRows, type Row } from "./rows.ts";

const HOUR_MS = 3_600_000;

interface Planned {
  nickname: string;
  kind: AdjustmentKind;
  /** In percent of what is owed, for forgiven debt. */
  fen: bigint;
  state: AdjustmentState;
  reason: string;
  note?: string;
  hoursAgo: number;
  /** Rows of one sheet. */
  sheet?: string;
}

/** 财务 asks and 店主 decides; what waits today waits for 店主 or for another 财务. */
const PLAN: readonly Planned[] = [
  {
    nickname: "苏以沫",
    kind: "reward",
    fen: 5_000n,
    state: "approved",
    reason: "十月推广之星",
    hoursAgo: 600,
  },
  {
    nickname: "周牧",
    kind: "reward",
    fen: 3_000n,
    state: "approved",
    reason: "双十一活动奖励",
    hoursAgo: 260,
    sheet: "双十一活动奖励",
  },
  {
    nickname: "林晓棠",
    kind: "reward",
    fen: 2_000n,
    state: "approved",
    reason: "双十一活动奖励",
    hoursAgo: 260,
    sheet: "双十一活动奖励",
  },
  {
    nickname: "洱海月",
    kind: "reward",
    fen: 1_500n,
    state: "approved",
    reason: "双十一活动奖励",
    hoursAgo: 260,
    sheet: "双十一活动奖励",
  },
  {
    nickname: "胖丁妈妈",
    kind: "plus",
    fen: 320n,
    state: "approved",
    reason: "换货期间少算的一笔，补发",
    note: "已核对订单",
    hoursAgo: 140,
  },
  {
    nickname: "胖丁妈妈",
    kind: "minus",
    fen: 120n,
    state: "approved",
    reason: "补发金额多算，扣回",
    hoursAgo: 118,
  },
  {
    nickname: "墨白",
    kind: "write_off",
    fen: 50n,
    state: "approved",
    reason: "顾客退货由物流损坏引起，免去一半",
    hoursAgo: 96,
  },
  {
    nickname: "阿茶",
    kind: "reward",
    fen: 8_000n,
    state: "refused",
    reason: "十一月推广之星",
    note: "活动还没有结束，月底再发",
    hoursAgo: 75,
  },
  { nickname: "竹里馆", kind: "plus", fen: 500n, state: "cancelled", reason: "运费误扣", hoursAgo: 51 },
  {
    nickname: "野生菌爱好者",
    kind: "reward",
    fen: 6_800n,
    state: "requested",
    reason: "菌子季图文投稿奖励",
    hoursAgo: 7,
  },
  {
    nickname: "小院子",
    kind: "reward",
    fen: 1_000n,
    state: "requested",
    reason: "十二月新品试写",
    hoursAgo: 4,
    sheet: "十二月新品试写",
  },
  {
    nickname: "竹里馆",
    kind: "reward",
    fen: 1_000n,
    state: "requested",
    reason: "十二月新品试写",
    hoursAgo: 4,
    sheet: "十二月新品试写",
  },
  {
    nickname: "墨白",
    kind: "write_off",
    fen: 100n,
    state: "requested",
    reason: "余下的欠款一并免去",
    hoursAgo: 2,
  },
];

interface Input {
  desk: Desk;
  ledger: Ledger;
  promoters: readonly Promoter[];
  /** Rows of `adjustment`, filled while the past is lived; `sheet` stands for the batch's id until it has one. */
  rows: Row[];
}

export function adjustmentHappenings(p: Input): Happening[] {
  const asked = (one: Planned) => new Date(p.desk.now.getTime() - one.hoursAgo * HOUR_MS);
  return PLAN.map((one) => {
    const at = asked(one);
    const decidedAt = new Date(at.getTime() + HOUR_MS);
    return { at: decidedAt, run: () => happen(p, one, at, decidedAt) };
  });
}

function happen({ desk, ledger, promoters, rows }: Input, one: Planned, at: Date, decidedAt: Date): void {
  const promoter = promoters.find(({ cast }) => cast.nickname === one.nickname);
  if (!promoter) throw new Error(`${one.nickname} promotes nothing`);
  const ownerId = promoter.person.id;
  const amountFen = one.kind === "write_off" ? (ledger.balances(ownerId).debt * one.fen) / 100n : one.fen;
  if (amountFen === 0n) return;
  const no = makeNumber("adjustment", ownerId, businessDate(at), (length) =>
    desk.dice.letters(length).toUpperCase(),
  );
  const waits = one.state === "requested";
  const decided = one.state === "approved" || one.state === "refused";
  rows.push({
    owner_id: ownerId,
    no,
    kind: one.kind,
    state: one.state,
    amount_fen: amountFen,
    reason: one.reason,
    ref: "",
    batch_id: null,
    sheet: one.sheet ?? null,
    requested_by: desk.staff.financeId,
    requested_at: at,
    decided_by: decided ? desk.staff.ownerId : null,
    decided_at: waits ? null : decidedAt,
    decided_date: waits ? null : dayOf(decidedAt),
    decision_note: one.note ?? "",
  });
  if (one.state !== "approved") return;
  const posting = ADJUSTMENT_POSTING[one.kind];
  ledger.post(decidedAt, [{ ownerId, key: `${no}:${posting.kind}`, ...posting, amountFen, ref: no }]);
}

/** Sheets get their rows, days their sums. */
export async function writeAdjustments(client: pg.ClientBase, rows: readonly Row[]): Promise<void> {
  const sheets = [...new Set(rows.map((row) => row["sheet"]))].filter((sheet) => sheet !== null);
  const ids = await freshIds(client, "adjustment_batch", sheets.length);
  const idOf = new Map<unknown, bigint | undefined>(sheets.map((sheet, at) => [sheet, ids[at]]));
  await insertRows(
    client,
    "adjustment_batch",
    sheets.map((sheet) => {
      const own = rows.filter((row) => row["sheet"] === sheet);
      const [first] = own;
      return {
        id: idOf.get(sheet),
        state: first?.["state"],
        rows: own.length,
        total_fen: own.reduce((sum, row) => sum + (row["amount_fen"] as bigint), 0n),
        reason: sheet,
        requested_by: first?.["requested_by"],
        requested_at: first?.["requested_at"],
      };
    }),
  );
  await insertRows(
    client,
    "adjustment",
    rows.map(({ sheet, ...row }) => ({ ...row, batch_id: idOf.get(sheet) ?? null })),
  );
  await client.query(
    `INSERT INTO adjustment_day SELECT decided_date, sum(amount_fen) FROM adjustment WHERE state = 'approved' GROUP BY decided_date`,
  );
}
