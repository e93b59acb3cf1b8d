/** A simulation ends whatever happens to it: queue, cancel, workers that die, lines that cannot be read. */
import { readdirSync, readFileSync } from "node:fs";
import type { Envelope, SimulationRow } from "@banyan/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { driveSimulations, endSimulations } from "../src/simulation/drive.ts";
import { newKey } from "./open-shop.ts";
import { openSimulations, type Simulations } from "./simulation.ts";

let all: Simulations;
beforeAll(async () => {
  all = await openSimulations("simulation_run");
});
afterAll(() => all.shop.close());
beforeEach(() => all.clear());

type Answer = SimulationRow & Envelope;

test("whoever may not read plans neither asks nor sees", async () => {
  const service = await all.shop.staff("service");
  const { body } = await all.start();
  expect((await all.start({}, service)).body.code).toBe("not_allowed");
  for (const [method, path] of [
    ["GET", "/console/simulations"],
    ["GET", `/console/simulations/${body.id}`],
    ["POST", `/console/simulations/${body.id}/cancel`],
  ] as const)
    expect((await service.call(method, path)).body).toMatchObject({ code: "not_allowed" });
  const finance = await all.shop.staff("finance");
  expect((await finance.call<Answer>("POST", `/console/simulations/${body.id}/cancel`)).body.state).toBe(
    "cancelled",
  );
});

test("a repeated request is the same simulation, another one under its key is refused", async () => {
  const request_key = newKey();
  const first = await all.start({ request_key });
  expect((await all.start({ request_key })).body.id).toBe(first.body.id);
  expect((await all.start({ request_key, period: { days: 30 } })).body.code).toBe("request_key_reused");
  expect(
    await all.shop.sql("SELECT 1 FROM audit WHERE action = 'simulation.start' AND request_key = $1", [
      request_key,
    ]),
  ).toHaveLength(1);
});

test("one after the other, at most five wait", async () => {
  const rows = [];
  for (let n = 0; n < 5; n += 1) rows.push((await all.start()).body);
  expect(rows.map(({ ahead }) => ahead)).toEqual([0, 1, 2, 3, 4]);
  expect((await all.start()).body.code).toBe("simulations_waiting");
  const [first, second] = rows;
  // Two workers at once: one computes, the other finds nothing to take.
  await Promise.all([all.drive(), all.drive()]);
  const states = async () =>
    (
      await all.shop.sql<{ state: string }>("SELECT state FROM simulation WHERE id = ANY ($1) ORDER BY id", [
        [first?.id, second?.id],
      ])
    ).map(({ state }) => state);
  expect((await states())[0]).toBe("done");
  while (await all.drive());
  expect(await states()).toEqual(["done", "done"]);
  const { body } = await all.owner.call<{ items: SimulationRow[]; next_cursor: string }>(
    "GET",
    "/console/simulations?limit=2",
  );
  expect(body.items.map(({ id }) => id)).toEqual(
    rows
      .slice(3)
      .map(({ id }) => id)
      .reverse(),
  );
  expect(body.items[0]?.headline).toMatchObject({ orders: 2, lines: 3, net_fen: 19_999 });
  const next = await all.owner.call<{ items: SimulationRow[] }>(
    "GET",
    `/console/simulations?limit=2&cursor=${body.next_cursor}`,
  );
  expect(next.body.items[0]?.id).toBe(rows[2]?.id);
});

test("cancelled while it waits it is never computed; while it runs its process ends without a result", async () => {
  const waiting = (await all.start()).body;
  const cancel = (id: string) => all.owner.call<Answer>("POST", `/console/simulations/${id}/cancel`);
  expect((await cancel(waiting.id)).body).toMatchObject({
    state: "cancelled",
    finished_at: expect.any(String),
  });
  expect(await all.drive()).toBe(false);
  expect((await cancel(waiting.id)).body.code).toBe("simulation_over");
  expect((await cancel("999999")).body.code).toBe("not_found");
  const running = (await all.start()).body;
  // The table cannot be read until it is cancelled, so the process is surely under way.
  const gate = await holdOrders();
  const driving = all.drive();
  await until(async () => (await all.get(running.id)).simulation.state === "running");
  expect((await cancel(running.id)).body.state).toBe("cancelled");
  await gate();
  await driving;
  expect(await all.get(running.id)).toMatchObject({ simulation: { state: "cancelled" }, result: null });
});

test("a worker that was killed leaves nothing running: it is started anew, and after three attempts it failed", async () => {
  const { id } = (await all.start()).body;
  const vanish = (attempt: number) =>
    all.shop.sql(
      `UPDATE simulation SET state = 'running', attempt = $2, started_at = now(), beat_at = now() - interval '1 minute' WHERE id = $1`,
      [id, attempt],
    );
  await vanish(1);
  await all.drive();
  expect((await all.get(id)).simulation.state).toBe("done");
  const second = (await all.start()).body.id;
  await all.shop.sql(
    "UPDATE simulation SET state = 'running', attempt = 3, started_at = now(), beat_at = now() - interval '1 minute' WHERE id = $1",
    [second],
  );
  expect(await all.drive()).toBe(false);
  expect((await all.get(second)).simulation).toMatchObject({
    state: "failed",
    error: expect.stringContaining("重试"),
  });
});

test("one whose worker speaks is left alone", async () => {
  const { id } = (await all.start()).body;
  await all.shop.sql(
    "UPDATE simulation SET state = 'running', attempt = 1, started_at = now(), beat_at = now() WHERE id = $1",
    [id],
  );
  expect(await all.drive()).toBe(false);
  expect((await all.get(id)).simulation.state).toBe("running");
});

test("a line that cannot be read fails the run with a sentence, and the next one is computed", async () => {
  const broken = `[{"kind": "referral", "fen": "1.5"}]`;
  const of2020 = "order_no IN (SELECT no FROM orders WHERE paid_date = '2020-03-01')";
  const [line] = await all.shop.sql<{ shares: unknown }>(`SELECT shares FROM order_line WHERE ${of2020}`);
  await all.shop.sql(`UPDATE order_line SET shares = $1 WHERE ${of2020}`, [broken]);
  const { simulation } = await all.simulated({ period: { from: "2020-03-01", to: "2020-03-01" } });
  await all.shop.sql(`UPDATE order_line SET shares = $1 WHERE ${of2020}`, [JSON.stringify(line?.shares)]);
  expect(simulation).toMatchObject({
    state: "failed",
    error: "试算没有完成，请重试；仍不成功请联系技术人员",
    headline: null,
  });
  expect((await all.simulated()).simulation.state).toBe("done");
});

test("a worker that is told to end puts back what it computes", async () => {
  const { id } = (await all.start()).body;
  const services = { ...all.shop.services };
  const gate = await holdOrders();
  const driving = driveSimulations(services);
  await until(async () => (await all.get(id)).simulation.state === "running");
  endSimulations(services);
  expect(await driving).toBe(false);
  await gate();
  expect((await all.get(id)).simulation).toMatchObject({ state: "queued", finished_at: null });
  await all.drive();
  expect((await all.get(id)).simulation.state).toBe("done");
});

test.runIf(process.platform === "linux")("a process that is killed fails the run at once", async () => {
  const { id } = (await all.start()).body;
  const gate = await holdOrders();
  const driving = all.drive();
  await until(async () => computing().length === 1);
  for (const pid of computing()) process.kill(pid, "SIGKILL");
  await driving;
  await gate();
  expect((await all.get(id)).simulation).toMatchObject({
    state: "failed",
    error: "试算进程意外结束，请重试",
  });
});

/** Processes of simulations that this test's worker has started. */
function computing(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const ours = readFileSync(`/proc/${name}/status`, "utf8").includes(`PPid:\t${process.pid}\n`);
        return ours && readFileSync(`/proc/${name}/cmdline`, "utf8").includes("/simulation/main.ts");
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Nobody reads orders until the answer is called. */
async function holdOrders(): Promise<() => Promise<void>> {
  await all.shop.sql("BEGIN");
  await all.shop.sql("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
  return async () => void (await all.shop.sql("COMMIT"));
}

async function until(held: () => Promise<boolean>): Promise<void> {
  while (!(await held())) await new Promise((resolve) => setTimeout(resolve, 20));
}
