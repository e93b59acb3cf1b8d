/** An export that is being made while its worker is taken for dead, or its person leaves. */
import { CLOSING_WORDS } from "@banyan/contract";
import { listFiles } from "@banyan/server/customer/export-files.ts";
import { planOf } from "@banyan/server/worker/worker.ts";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Buyer, newKey } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { entriesOf } from "../support/zip.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "race_export", worker: false });
});
afterAll(async () => {
  expect(shop.errors).toEqual([]);
  await shop.close();
});

const make = () => planOf(shop.workerServices).exports.work();
const ask = (who: Buyer) => who.api.customer.requestExport({ request_key: newKey(), confirm: true });
const linkTo = async (who: Buyer, export_id: string, format: "xlsx" | "zip") =>
  shop.url + (await who.api.customer.exportLink({ export_id, format })).path;
const filesOf = async (...people: Buyer[]) =>
  (await listFiles(shop.dataDir)).filter(({ customerId }) =>
    people.some(({ id }) => id === String(customerId)),
  );

/** Whoever reads this table stands before it until it is opened. */
async function shut(table: string) {
  const door = new pg.Client({ connectionString: shop.databaseUrl });
  await door.connect();
  await door.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const before = `SELECT 1 FROM pg_locks WHERE relation = '${table}'::regclass AND NOT granted`;
  return {
    open: () => door.end(),
    until: async (count: number) => {
      while ((await shop.sql(before)).length < count);
    },
  };
}

it("a worker that stood still for too long and wakes up takes nothing from the one that followed", async () => {
  const who = (await shop.crowd(1))[0] as Buyer;
  const door = await shut("footprint");
  const { id } = await ask(who);
  const first = make();
  await door.until(1);
  await shop.sql("UPDATE data_export SET lease_until = now() - interval '1 second' WHERE id = $1", [id]);
  const second = make();
  await door.until(2);
  await door.open();
  await Promise.all([first, second]);
  expect(await shop.sql("SELECT state, tries FROM data_export WHERE id = $1", [id])).toEqual([
    { state: "ready", tries: 2 },
  ]);
  for (const format of ["xlsx", "zip"] as const) {
    const answer = await fetch(await linkTo(who, id, format));
    expect([format, answer.status]).toEqual([format, 200]);
    const entries = [...entriesOf(Buffer.from(await answer.arrayBuffer()))];
    expect(entries.some(([, bytes]) => bytes.toString("utf8").includes(who.id))).toBe(true);
  }
  expect(await filesOf(who)).toHaveLength(2);
});

it("whoever closes their account while it is made, or has a link to it, leaves no file and hears no more of it", async () => {
  const [who, early] = (await shop.crowd(2)) as [Buyer, Buyer];
  const { id } = await ask(early);
  await make();
  const link = await linkTo(early, id, "zip");
  // What the export reads and closing does not.
  const door = await shut("shipment");
  await ask(who);
  const work = make();
  await door.until(1);
  for (const one of [who, early]) await one.api.customer.close({ confirm: CLOSING_WORDS });
  await door.open();
  await work;
  expect((await fetch(link)).status).toBe(410);
  expect(await filesOf(who, early)).toEqual([]);
  for (const table of ["data_export", "notice"]) {
    const left = `SELECT 1 FROM ${table} WHERE customer_id = ANY ($1)`;
    expect([table, await shop.sql(left, [[who.id, early.id]])]).toEqual([table, []]);
  }
});
