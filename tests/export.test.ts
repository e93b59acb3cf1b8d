/** A person's data, to take along: what an export holds, whose it is, how long it can be fetched, and how often it is made. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "@banyan/server/customer/export-files.ts";
import { planOf } from "@banyan/server/worker/worker.ts";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tally, wordOf } from "./support/client.ts";
import { claim, coupon } from "./support/coupon.ts";
import { paidOrder, ship } from "./support/orders.ts";
import { type Buyer, newKey } from "./support/people.ts";
import { fundedPromoter } from "./support/promoter.ts";
import { openShop, type Shop } from "./support/shop.ts";
import { entriesOf } from "./support/zip.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "export" });
});
afterAll(async () => {
  expect(shop.errors).toEqual([]);
  await shop.close();
});

const DAY = 86_400_000;

describe("export", () => {
  /** To the end of what waits, whoever makes it: the worker looks by itself too. */
  const drive = async () => {
    for (let rounds = 0; rounds < 200; rounds += 1) {
      await shop.worker().jobs.exports.tick();
      const waiting = await shop.sql("SELECT 1 FROM data_export WHERE state IN ('requested', 'working')");
      if (waiting.length === 0) return;
    }
    throw new Error("the exports did not come to rest");
  };
  const ask = (who: Buyer, request_key = newKey()) =>
    who.api.customer.requestExport({ request_key, confirm: true });
  const fetchLink = async (who: Buyer, export_id: string, format: "xlsx" | "zip") => {
    const { path } = await who.api.customer.exportLink({ export_id, format });
    return fetch(shop.url + path);
  };

  it("holds everything of its person and nobody else's, for reading and for taking along", async () => {
    const who = await fundedPromoter(shop, 1_234);
    const stranger = await shop.customer("陌生人");
    await stranger.api.address.create({
      request_key: newKey(),
      recipient: "别人",
      phone: "13099998888",
      region_code: "530102",
      detail: "别处 1 号",
    });
    const { sku, id } = await shop.product({ name: "云雾茶", price: 6_600, stock: 10 });
    const { no } = await paidOrder(shop, who, [{ sku, quantity: 2 }]);
    await ship(shop.owner, no);
    await who.api.customer.bindPhone({
      code: await shop.simulator.control.phoneCode(who.openid, "13122223333"),
    });
    await who.api.favourite.add({ product_id: id });
    await who.api.footprint.record({ views: [{ product_id: id, seconds_ago: 3 }] });
    await who.api.withdrawal.request({ request_key: newKey(), amount_fen: 500 });
    const unwanted = await who.buy([{ sku }]);
    await who.api.order.cancel({ no: unwanted.no, reason: "买错了" });
    const grant = await claim(who, await coupon(shop, { name: "送的券" }));
    await shop.sql("UPDATE coupon_grant SET state = 'void' WHERE id = $1", [grant.id]);
    await shop.settle();
    const asked = await ask(who);
    expect(asked.state).toBe("requested");
    await drive();
    const { items, blocked } = await who.api.customer.exports();
    expect(items).toMatchObject([{ id: asked.id, state: "ready", progress: 100 }]);
    expect(blocked).toBeNull();
    expect((await who.api.notice.list({})).items.map(({ title }) => title)).toContain("您的数据已经备好");

    const zip = await fetchLink(who, asked.id, "zip");
    expect([zip.status, zip.headers.get("content-type"), zip.headers.get("cache-control")]).toEqual([
      200,
      "application/zip",
      "no-store",
    ]);
    const data = dataOf(Buffer.from(await zip.arrayBuffer()));
    expect(data).toMatchObject({
      customer_id: who.id,
      profile: [{ id: who.id, phone: "13122223333" }],
      addresses: [{ recipient: "段茶生", phone: "13812345678" }],
      orders: expect.arrayContaining([
        expect.objectContaining({ order_no: no, state: "待收货", payable_fen: 13_200, recipient: "段茶生" }),
        expect.objectContaining({ order_no: unwanted.no, state: "已关闭", close_reason: "买错了" }),
      ]),
      order_lines: expect.arrayContaining([
        expect.objectContaining({ order_no: no, name: "云雾茶", quantity: 2, price_fen: 6_600 }),
      ]),
      coupons: [{ name: "送的券", state: "已收回" }],
      payments: [{ order_no: no, state: "已支付" }],
      shipments: [{ tracking_no: "SF1234567890" }],
      favourites: [{ name: "云雾茶", price_fen: 6_600 }],
      footprints: [{ name: "云雾茶" }],
      consents: [{ version: "1", kind: "同意" }],
      withdrawals: [{ amount_fen: 500 }],
    });
    const said = JSON.stringify(data);
    expect(data["commissions"]?.length).toBeGreaterThan(0);
    expect(data["ledger"]?.length).toBeGreaterThan(2);
    // Others' order numbers, addresses and this person's payer id stay here.
    for (const secret of ["别人", "13099998888", who.openid]) expect(said).not.toContain(secret);
    for (const row of data["commissions"] ?? []) expect(String(row["order_no"])).toMatch(/^尾号 .{4}$/);

    const sheet = Buffer.from(await (await fetchLink(who, asked.id, "xlsx")).arrayBuffer());
    expect(sheet.subarray(0, 2).toString()).toBe("PK");
    expect(textsOf(sheet)).toEqual(expect.arrayContaining(["13122223333", "云雾茶", no, "段茶生"]));
    const folder = join(shop.dataDir, "exports");
    const onDisk = readdirSync(folder).filter((name) => name.startsWith(`${who.id}-`));
    expect(onDisk.length).toBe(2);
    for (const name of onDisk)
      expect(readFileSync(join(folder, name)).subarray(0, 2).toString()).not.toBe("PK");
  });

  it("a link is its owner's, of one export, and of minutes", async () => {
    const [who, stranger] = (await shop.crowd(2)) as [Buyer, Buyer];
    const { id } = await ask(who);
    const link = (by: Buyer, export_id: string) =>
      wordOf(by.api.customer.exportLink({ export_id, format: "zip" }));
    expect(await link(who, id)).toBe("export_open");
    await drive();
    expect(await link(stranger, id)).toBe("not_found");
    const { path } = await who.api.customer.exportLink({ export_id: id, format: "zip" });
    expect((await fetch(shop.url + path)).status).toBe(200);
    const words = path.split("/").at(-1) ?? "";
    const [owner = "", number = "", , ends = "", signature = ""] = words.split(".");
    const forged = [
      `${stranger.id}.${number}.zip.${ends}.${signature}`,
      `${owner}.${number}.xlsx.${ends}.${signature}`,
      `${owner}.${number}.zip.${Number(ends) + 999}.${signature}`,
      `${owner}.${number}.zip.${ends}.${signature.slice(1)}x`,
      "..%2F..%2Fmaster.key",
    ];
    for (const ticket of forged) {
      const answer = await fetch(`${shop.url}/download/export/${ticket}`);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, "not_found"]);
    }
    const late = `${owner}.${number}.zip.1000000000`;
    const answer = await fetch(
      `${shop.url}/download/export/${late}.${shop.services.seal.index(`export-link:${late}`)}`,
    );
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([410, "export_gone"]);
    await shop.advance(3 * DAY);
    expect(await link(who, id)).toBe("export_gone");
    expect((await fetch(shop.url + path)).status).toBe(410);
    await drive();
    expect((await listFiles(shop.dataDir)).map((file) => String(file.customerId))).not.toContain(who.id);
  });

  it("one at a time, three in seven days, once per key", async () => {
    const who = (await shop.crowd(1))[0] as Buyer;
    const key = newKey();
    const [first, again] = await Promise.all([ask(who, key), ask(who, key)]);
    expect(again.id).toBe(first.id);
    expect(await tally(Array.from({ length: 6 }, () => ask(who)))).toEqual({ export_open: 6 });
    for (let round = 0; round < 2; round += 1) {
      await drive();
      await ask(who);
    }
    await drive();
    expect(await wordOf(ask(who))).toBe("export_limit");
    expect((await who.api.customer.exports()).blocked).toContain("每 7 天最多导出 3 次");
    await shop.advance(7 * DAY);
    expect(await wordOf(ask(who))).toBe("ok");
    await drive();
  });

  it("two workers make one, and a worker that died is followed by another", async () => {
    const who = (await shop.crowd(1))[0] as Buyer;
    await ask(who);
    const { exports } = planOf(shop.workerServices);
    await Promise.all([exports.work(), exports.work(), drive()]);
    const { items } = await who.api.customer.exports();
    expect(items.map(({ state }) => state)).toEqual(["ready"]);
    await shop.sql(
      `INSERT INTO data_export (customer_id, state, request_key, requested_at, lease_until, tries, done, parts)
       VALUES ($1, 'working', 'died', business_now(), now() - interval '1 second', 1, 3, 44)`,
      [who.id],
    );
    await drive();
    const [row] = await shop.sql("SELECT state, tries FROM data_export WHERE request_key = 'died'");
    expect(row).toEqual({ state: "ready", tries: 2 });
  });

  it("of many rows holds them all, a page in memory at a time", async () => {
    const who = (await shop.crowd(1))[0] as Buyer;
    const rows = 12_000;
    await shop.sql(
      `INSERT INTO notice (customer_id, event_key, topic, title, body, created_at)
       SELECT $1, n::text, 't', '第 ' || n || ' 条', repeat('山', 200), now() FROM generate_series(1, $2) n`,
      [who.id, rows],
    );
    const { id } = await ask(who);
    await drive();
    const zip = Buffer.from(await (await fetchLink(who, id, "zip")).arrayBuffer());
    expect(dataOf(zip)["notices"]?.length).toBe(rows);
  });
});

/** Tables of customers that an export does not read, and why that takes nothing from its person. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  notice_consent: "how many sends WeChat may still take",
  quote: "an offer of fifteen minutes; what was ordered stands in the order",
  order_event: "the steps whose times stand in the order",
  order_note: "written by staff, for staff",
  order_coupon: "what they took off stands in the order",
  coupon_guess: "how often a code was mistyped",
  payment_fact: "the word of WeChat on what stands in the payment",
  refund_fact: "the word of WeChat on what stands in the refund",
  aftersale_line: "its sum stands in the case",
  outbox: "work that waits, gone in seconds",
  touch: "who opened a share: other people",
  account: "the balance of the ledger's lines",
  transfer: "read through the ledger",
  ledger_day: "sums of the ledger",
  payout: "the sending of a withdrawal",
  payout_fact: "the word of WeChat on a withdrawal",
  payout_settlement: "how the shop dealt with a withdrawal that was lost",
  withdrawal_event: "the steps whose times stand in the withdrawal",
  promoter_sale: "sums of orders of others",
  promoter_day: "sums of orders of others",
  referred_order: "sums of orders of others",
  referred_total: "sums of orders of others",
  data_export: "the export itself",
};

/** A new table of people's rows says here, or by a part of its own, what an export does with it. */
it("every table of customers is in an export, or left out for a reason", () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, "packages/schema/catalogue.json"), "utf8")) as Record<
    string,
    { group: string }
  >;
  const owned = Object.keys(manifest).filter((table) => manifest[table]?.group === "customer");
  const stores = ["export-rows-store.ts", "export-promoting-store.ts", "phone-store.ts"].map((name) =>
    readFileSync(join(ROOT, "apps/server/src/customer", name), "utf8"),
  );
  const read = new Set([...stores.join("\n").matchAll(/(?:FROM|JOIN) ([a-z_]+)/g)].map(([, table]) => table));
  expect(owned.filter((table) => !read.has(table) && !(table in LEFT_OUT))).toEqual([]);
  expect(Object.keys(LEFT_OUT).filter((table) => !owned.includes(table) || read.has(table))).toEqual([]);
});

/** data.json of a package. */
function dataOf(zip: Buffer): Record<string, Record<string, unknown>[]> {
  const entries = entriesOf(zip);
  return JSON.parse(entries.get("data.json")?.toString("utf8") ?? "{}") as Record<
    string,
    Record<string, unknown>[]
  >;
}

/** All texts of a workbook's cells. */
function textsOf(xlsx: Buffer): string[] {
  const entries = entriesOf(xlsx);
  const sheets = [...entries].filter(([name]) => name.startsWith("xl/worksheets/")).map(([, bytes]) => bytes);
  return sheets.flatMap((bytes) =>
    [...bytes.toString("utf8").matchAll(/<t [^>]*>([^<]*)<\/t>/g)].map(([, text]) => text ?? ""),
  );
}
