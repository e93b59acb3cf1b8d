/** The demo's movable clock: business time of the shop and of WeChat, forward only and together. Real time, and with it signatures, stays. */
import { Refusal } from "@banyan/server/http/refusal.ts";
import type { Services } from "@banyan/server/services.ts";
import { connectControl, type SimulatorControl } from "@banyan/wechat-sim";
import pg from "pg";

/** What one move takes: a year, and the deadlines behind it. */
const MAX_ADVANCE_MS = 400 * 86_400_000;

export interface ClockReading {
  /** Business time. */
  now: string;
  /** How far it runs ahead of real time. */
  offset_ms: number;
  /** The nearest deadline of each kind that time alone brings about. */
  upcoming: { kind: string; at: string }[];
}
export interface DemoClock {
  read(): Promise<ClockReading>;
  /** @throws Refusal invalid_input at advance_ms, busy (WeChat's clock did not move, so neither did the shop's) */
  advance(advanceMs: unknown): Promise<ClockReading>;
}

export function createDemoClock(services: Services, simulatorUrl: string): DemoClock {
  const simulator = connectControl(simulatorUrl);
  const inDatabase = <Result>(work: (client: pg.Client) => Promise<Result>) =>
    connected(services.config.databaseUrl, work);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    read: () => inDatabase(read),
    advance: (advanceMs) => {
      const ms = checked(advanceMs);
      // One after the other: two moves at once would each reckon from the same time.
      const moved = queue.then(() =>
        inDatabase(async (client) => {
          await moveSimulator(simulator, new Date((await read(client)).now).getTime() + ms);
          await client.query("UPDATE business_clock SET offset_ms = offset_ms + $1", [ms]);
          await services.versions.refresh();
          return read(client);
        }),
      );
      queue = moved.catch(() => undefined);
      return moved;
    },
  };
}

function checked(advanceMs: unknown): number {
  const wrong = (message: string) => new Refusal("invalid_input", { field: "advance_ms", message });
  if (typeof advanceMs !== "number" || !Number.isSafeInteger(advanceMs))
    throw wrong("请填写要快进多少毫秒，须为整数");
  if (advanceMs <= 0) throw wrong("业务时间只能向前");
  if (advanceMs > MAX_ADVANCE_MS) throw wrong("一次最多快进 400 天");
  return advanceMs;
}

/** To a point in time and not by a distance: a move that broke off half-way is made up for by the next one. */
async function moveSimulator(simulator: SimulatorControl, targetMs: number): Promise<void> {
  try {
    const { now_ms } = await simulator.advanceClock(0);
    if (targetMs > now_ms) await simulator.advanceClock(targetMs - now_ms);
  } catch {
    throw new Refusal("busy", { message: "微信模拟没有响应，业务时间没有变化，请再试一次" });
  }
}

/** A connection for the moment: the clock is rarely looked at, and never by the product. */
async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const UPCOMING = `
  SELECT kind, at FROM (
    SELECT '未付款订单关闭' AS kind, min(close_due_at) AS at FROM orders WHERE state = 'awaiting_payment'
    UNION ALL SELECT '自动确认收货', min(receive_due_at) FROM orders WHERE state = 'awaiting_receipt' AND NOT aftersale_open
    UNION ALL SELECT '佣金结算', min(settle_due_at) FROM orders
      WHERE settled_at IS NULL AND state = 'completed' AND NOT aftersale_open
    UNION ALL SELECT '待确认的提现过期', min(confirm_until) FROM payout WHERE state = 'confirming') AS due
  WHERE at IS NOT NULL ORDER BY at`;

async function read(client: pg.Client): Promise<ClockReading> {
  const clock = await client.query<{ now: Date; offset_ms: string }>(
    "SELECT date_trunc('milliseconds', business_now()) AS now, offset_ms FROM business_clock",
  );
  const upcoming = await client.query<{ kind: string; at: Date }>(UPCOMING);
  const row = clock.rows[0];
  if (!row) throw new Error("business_clock is empty");
  return {
    now: row.now.toISOString(),
    offset_ms: Number(row.offset_ms),
    upcoming: upcoming.rows.map(({ kind, at }) => ({ kind, at: at.toISOString() })),
  };
}
