/** Stock holds decided for many at once: exact by the order they came, whatever other processes do and wherever this one dies. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { adoptHolds, expireHolds } from "@banyan/server/stock/group-store.ts";
import type { Answer } from "@banyan/server/stock/hold-desk.ts";
import { sellHolds } from "@banyan/server/stock/hold-store.ts";
import { lockStock, moveStock } from "@banyan/server/stock/store.ts";
import { inRoot } from "@banyan/tools/launch/paths.ts";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { until } from "../support/child.ts";
import { randomOf } from "../support/random.ts";
import { openShelf, type Shelf } from "../support/shelf.ts";

let shelf: Shelf;
let numbers = 0;
const newNo = () => {
  numbers += 1;
  return `DTEST${numbers}`;
};
const one = (skuId: bigint, quantity = 1) => [{ skuId, quantity }];
const kinds = (answers: readonly Answer[]) => {
  const counts: Record<string, number> = {};
  for (const { kind } of answers) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};
const stockOf = async (skuId: bigint) =>
  (await shelf.sql("SELECT on_hand, held FROM sku_stock WHERE sku_id = $1", [String(skuId)]))[0];
const lapse = (no: string) =>
  shelf.sql("UPDATE stock_hold SET expires_at = now() - interval '1 second' WHERE order_no = $1", [no]);
const sweep = () => shelf.doors[1].database.transact((tx) => expireHolds(tx, 1_000));

beforeAll(async () => {
  shelf = await openShelf("hold_desk");
});
afterAll(async () => {
  expect(await shelf.offences()).toEqual([]);
  await shelf.close();
});

describe("many at once", () => {
  test("two processes, 300 asks, 120 units: exactly 120, and the others hear that nothing is left", async () => {
    const skuId = await shelf.sku(120);
    const before = shelf.doors.map(({ desk }) => desk.counts.groups + desk.counts.looks);
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, at) =>
        shelf.doors[at % 2 === 0 ? 0 : 1].desk.hold(newNo(), one(skuId)),
      ),
    );
    expect(kinds(answers)).toEqual({ held: 120, short: 180 });
    expect(answers.flatMap((answer) => (answer.kind === "short" ? [answer.left.get(skuId)] : []))).toEqual(
      Array(180).fill(0),
    );
    expect(await stockOf(skuId)).toEqual({ on_hand: 120, held: 120 });
    const statements = shelf.doors.map(
      ({ desk }, at) => desk.counts.groups + desk.counts.looks - (before[at] ?? 0),
    );
    // A statement for each group, not for each ask.
    for (const some of statements) expect(some).toBeLessThan(12);
  });

  test("by the order they came, as a plain counter decides: one SKU or a basket, any quantities", async () => {
    const seed = 20_261_130;
    const next = randomOf(seed);
    const upTo = (most: number) => 1 + Math.trunc(next() * most);
    for (let round = 0; round < 25; round += 1) {
      const basket = await Promise.all(
        Array.from({ length: upTo(3) }, () => shelf.sku(Math.trunc(next() * 30) + 1)),
      );
      const left = new Map(
        await Promise.all(
          basket.map(async (id) => [id, (await stockOf(id))?.["on_hand"] as number] as const),
        ),
      );
      const asks = Array.from({ length: upTo(25) }, () =>
        basket.map((skuId) => ({ skuId, quantity: upTo(5) })),
      );
      const plain = asks.map((wants) => {
        if (wants.some(({ skuId, quantity }) => (left.get(skuId) ?? 0) < quantity)) return "short";
        for (const { skuId, quantity } of wants) left.set(skuId, (left.get(skuId) ?? 0) - quantity);
        return "held";
      });
      const answers = await Promise.all(asks.map((wants) => shelf.doors[0].desk.hold(newNo(), wants)));
      expect(
        answers.map(({ kind }) => kind),
        `seed ${seed} round ${round}`,
      ).toEqual(plain);
    }
  });

  test("baskets that cross, in two processes: all of a basket or nothing, and no deadlock is seen", async () => {
    const skus = await Promise.all([40, 35, 60].map((units) => shelf.sku(units)));
    const [a, b, c] = skus as [bigint, bigint, bigint];
    const baskets = [[a, b], [b, c], [c, a], [b, a], [a], [c, b, a]];
    const asked = Array.from({ length: 180 }, (_, at) => ({
      no: newNo(),
      wants: (baskets[at % baskets.length] ?? []).map((skuId) => ({ skuId, quantity: 1 })),
      desk: shelf.doors[at % 2 === 0 ? 0 : 1].desk,
    }));
    const answers = await Promise.all(asked.map(({ no, wants, desk }) => desk.hold(no, wants)));
    const rows = await shelf.sql<{ order_no: string; rows: number }>(
      "SELECT order_no, count(*)::int AS rows FROM stock_hold WHERE order_no = ANY ($1) GROUP BY 1",
      [asked.map(({ no }) => no)],
    );
    const held = new Map(rows.map((row) => [row.order_no, row.rows]));
    for (const [at, { no, wants }] of asked.entries())
      expect(held.get(no) ?? 0).toBe(answers[at]?.kind === "held" ? wants.length : 0);
    // Of one of the SKUs nothing is left, or somebody would have got it.
    const stocks = await Promise.all(skus.map(stockOf));
    expect(stocks.some((stock) => stock?.["on_hand"] === stock?.["held"])).toBe(true);
  });
});

describe("a no", () => {
  test("is never said to somebody who comes after a unit came back, however fresh the last no is", async () => {
    const skuId = await shelf.sku(1);
    const [{ desk }, other] = shelf.doors;
    const first = newNo();
    expect((await desk.hold(first, one(skuId))).kind).toBe("held");
    for (let round = 0; round < 20; round += 1) {
      expect((await desk.hold(newNo(), one(skuId))).kind).toBe("short");
      await shelf.sql("UPDATE stock_hold SET expires_at = now() - interval '1 s' WHERE sku_id = $1", [
        String(skuId),
      ]);
      await other.database.transact((tx) => expireHolds(tx, 10));
      expect((await desk.hold(newNo(), one(skuId))).kind).toBe("held");
    }
  });

  test("costs a look and no lock once everybody knows, and 100 share it", async () => {
    const skuId = await shelf.sku(1);
    const [{ desk }] = shelf.doors;
    await Promise.all([desk.hold(newNo(), one(skuId)), desk.hold(newNo(), one(skuId))]);
    const before = { ...desk.counts };
    const answers = await Promise.all(Array.from({ length: 100 }, () => desk.hold(newNo(), one(skuId))));
    expect(kinds(answers)).toEqual({ short: 100 });
    expect({ ...desk.counts }).toEqual({
      asks: before.asks + 100,
      groups: before.groups,
      looks: before.looks + 1,
    });
  });

  test("for a SKU without stock, or one that is not there", async () => {
    const [{ desk }] = shelf.doors;
    const skuId = await shelf.sku(3);
    expect(await desk.hold(newNo(), one(987_654_321n))).toMatchObject({ kind: "short" });
    expect(await desk.hold(newNo(), [...one(skuId), ...one(987_654_321n)])).toMatchObject({ kind: "short" });
    expect(await stockOf(skuId)).toEqual({ on_hand: 3, held: 0 });
  });
});

describe("by number", () => {
  test("the same order ten times, in both processes at once, is one hold", async () => {
    for (let round = 0; round < 10; round += 1) {
      const skuId = await shelf.sku(round === 0 ? 1 : 5);
      const no = newNo();
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, at) => shelf.doors[at % 2 === 0 ? 0 : 1].desk.hold(no, one(skuId))),
      );
      expect(kinds(answers)).toEqual({ held: 10 });
      expect(await stockOf(skuId)).toMatchObject({ held: 1 });
    }
  });

  test("one that was given back cannot be adopted, and its number holds no more", async () => {
    const skuId = await shelf.sku(5);
    const [{ desk, database }] = shelf.doors;
    const no = newNo();
    await desk.hold(no, one(skuId));
    await lapse(no);
    expect(await sweep()).toEqual({ freed: 1, refilled: 0 });
    expect(await database.transact((tx) => adoptHolds(tx, no, one(skuId)))).toBe(false);
    expect((await desk.hold(no, one(skuId))).kind).toBe("lapsed");
    expect(await stockOf(skuId)).toEqual({ on_hand: 5, held: 0 });
  });

  test("adopting against the sweep: each hold belongs to its order or is back, never both", async () => {
    const skuId = await shelf.sku(40);
    const [{ desk, database }] = shelf.doors;
    const nos = Array.from({ length: 40 }, newNo);
    await Promise.all(nos.map((no) => desk.hold(no, one(skuId))));
    await shelf.sql("UPDATE stock_hold SET expires_at = now() - interval '1 s' WHERE order_no = ANY ($1)", [
      nos,
    ]);
    const [adopted] = await Promise.all([
      Promise.all(nos.map((no) => database.transact((tx) => adoptHolds(tx, no, one(skuId))))),
      sweep(),
      sweep(),
    ]);
    const mine = adopted.filter(Boolean).length;
    expect(await stockOf(skuId)).toEqual({ on_hand: 40, held: mine });
    const [{ kept = -1 } = {}] = await shelf.sql<{ kept: number }>(
      "SELECT count(*)::int AS kept FROM stock_hold WHERE order_no = ANY ($1) AND state = 'held' AND expires_at IS NULL",
      [nos],
    );
    expect(kept).toBe(mine);
  });
});

test("holds, sales, adjustments and what is given back, all at once: the log and the holds say what the shelf says", async () => {
  const skuId = await shelf.sku(60);
  const [{ desk, database }, other] = shelf.doors;
  const [staff] = await shelf.sql<{ id: string }>(
    "INSERT INTO staff (name, role) VALUES ('仓', 'operator') RETURNING id",
  );
  const buy = async (at: number) => {
    const no = newNo();
    const answer = await (at % 2 === 0 ? desk : other.desk).hold(no, one(skuId, 1 + (at % 3)));
    if (answer.kind !== "held") return;
    const adopted = await database.transact((tx) => adoptHolds(tx, no, one(skuId)));
    if (adopted && at % 4 === 0) await other.database.transact((tx) => sellHolds(tx, [no]));
  };
  const adjust = (at: number) =>
    other.database.transact(async (tx) => {
      const stock = await lockStock(tx, skuId);
      const delta = at % 2 === 0 ? 2 : -1;
      if (!stock || stock.on_hand + delta < stock.held) return;
      const event = {
        eventKey: `adjust:${at}`,
        delta,
        reason: "count",
        note: "",
        staffId: BigInt(staff?.id ?? 0),
      };
      await moveStock(tx, { skuId, ...event });
    });
  await Promise.all([
    ...Array.from({ length: 80 }, (_, at) => buy(at)),
    ...Array.from({ length: 30 }, (_, at) => adjust(at)),
    ...Array.from({ length: 5 }, () => sweep()),
  ]);
  expect(await shelf.offences()).toEqual([]);
});

test("kill -9 between hold and order: the same order finds its units again, others get them when they have expired", async () => {
  const skuId = await shelf.sku(2);
  const [mine, others] = [newNo(), newNo()];
  const code = `
    const { openDatabase } = await import("@banyan/server/db/database.ts");
    const { createHoldDesk } = await import("@banyan/server/stock/hold-desk.ts");
    const desk = createHoldDesk(openDatabase({ url: process.env.DATABASE_URL }));
    const wants = [{ skuId: ${skuId}n, quantity: 1 }];
    await Promise.all([desk.hold("${mine}", wants), desk.hold("${others}", wants)]);
    console.log("held");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", code], {
    cwd: inRoot("tests"),
    env: { PATH: process.env["PATH"], DATABASE_URL: shelf.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  const [{ desk, database }] = shelf.doors;
  expect((await desk.hold(newNo(), one(skuId))).kind).toBe("short");
  expect((await desk.hold(mine, one(skuId))).kind).toBe("held");
  expect(await database.transact((tx) => adoptHolds(tx, mine, one(skuId)))).toBe(true);
  await Promise.all([lapse(others), shelf.sql("SELECT 1")]);
  expect(await sweep()).toEqual({ freed: 1, refilled: 1 });
  expect((await desk.hold(newNo(), one(skuId))).kind).toBe("held");
  expect(await stockOf(skuId)).toEqual({ on_hand: 2, held: 2 });
});

test("a hold that the server cut off is asked for once more: nobody in the group hears of it", async () => {
  const skuId = await shelf.sku(10);
  const [{ desk }] = shelf.doors;
  const asking = async () =>
    kinds(await Promise.all(Array.from({ length: 20 }, () => desk.hold(newNo(), one(skuId)))));
  const blocker = shelf.doors[1].database.transact(async (tx) => {
    await lockStock(tx, skuId);
    const answers = asking();
    await until("the group waits for the row", async () => {
      const [row] = await shelf.sql<{ ended: boolean }>(
        `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%WITH want AS%'`,
      );
      return row?.ended === true;
    });
    return () => answers;
  });
  expect(await (await blocker)()).toEqual({ held: 10, short: 10 });
  expect(await stockOf(skuId)).toEqual({ on_hand: 10, held: 10 });
});
