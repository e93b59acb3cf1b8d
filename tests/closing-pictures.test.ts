/** What becomes of the pictures of somebody who has gone: the file goes too, a day later, unless somebody else shows the same one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CLOSING_WORDS } from "@banyan/contract";
import { planOf } from "@banyan/server/worker/worker.ts";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { paidOrder, ship } from "./support/orders.ts";
import { type Buyer, newKey } from "./support/people.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "closing-pictures" });
});
afterAll(async () => {
  expect(shop.errors).toEqual([]);
  await shop.close();
});

const drawn = async (background: string) =>
  new File(
    [
      await sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toBuffer(),
    ],
    "a.png",
  );
const upload = async (who: Buyer, colour: string) =>
  (await who.api.media.upload({ file: await drawn(colour) })).url;
const wear = (who: Buyer, avatar: string | null) => who.api.customer.update({ nickname: "茶客", avatar });
const hasFile = (url: string) => existsSync(join(shop.services.media.folder, url.replace("/media/", "")));
const marked = async (url: string) =>
  (
    await shop.sql<{ marked: boolean }>(
      "SELECT forget_at IS NOT NULL AS marked FROM media WHERE $1 LIKE '%' || sha256 || '%'",
      [url],
    )
  ).map((row) => row.marked);
/** The hourly work a day later. */
async function dayLater(): Promise<void> {
  await shop.sql("UPDATE media SET forget_at = now() WHERE forget_at IS NOT NULL");
  await planOf(shop.workerServices).sessions.work();
}

it("avatar and pictures of a case go with their files; what somebody else shows stays", async () => {
  const { sku } = await shop.product({ price: 1_000, stock: 10 });
  const [who, other] = (await shop.crowd(2)) as [Buyer, Buyer];
  const [first, mine, ours, broken] = await Promise.all(
    ["#111", "#222", "#333", "#444"].map((colour) => upload(who, colour)),
  );
  for (const avatar of [first, mine]) await wear(who, avatar ?? null);
  await wear(other, ours ?? null);
  const { no } = await paidOrder(shop, who, [{ sku }]);
  await ship(shop.owner, no);
  await who.api.order.receive({ no });
  const aftersale = await who.api.aftersale.create({
    request_key: newKey(),
    order_no: no,
    lines: [{ line_no: 1, quantity: 1, amount_fen: 1_000 }],
    reason: "商品破损",
    note: "",
    pictures: [ours ?? "", broken ?? ""],
  });
  await shop.owner.api.console.aftersale.approve({ no: aftersale.no, confirm_fen: 1_000 });
  await shop.settle();
  await dayLater();
  // The one that was replaced is gone already, what is shown is not.
  expect([first, mine, ours, broken].map((url) => hasFile(url ?? ""))).toEqual([false, true, true, true]);

  await who.api.customer.close({ confirm: CLOSING_WORDS });
  await planOf(shop.workerServices).sessions.work();
  expect([mine, ours, broken].map((url) => hasFile(url ?? ""))).toEqual([true, true, true]);
  await dayLater();
  expect([mine, ours, broken].map((url) => hasFile(url ?? ""))).toEqual([false, true, false]);
  expect(await Promise.all([mine, ours, broken].map((url) => marked(url ?? "")))).toEqual([[], [false], []]);
});

it("whoever uploads or names such a picture meanwhile keeps it, or is told that it is gone", async () => {
  const [who, other] = (await shop.crowd(2)) as [Buyer, Buyer];
  const url = await upload(who, "#555");
  await wear(who, url);
  await wear(who, null);
  expect(await marked(url)).toEqual([true]);
  await wear(other, url);
  await dayLater();
  expect([hasFile(url), await marked(url)]).toEqual([true, [false]]);

  await wear(other, null);
  await shop.sql("UPDATE media SET forget_at = now() WHERE forget_at IS NOT NULL");
  const [named] = await Promise.allSettled([
    wear(who, url),
    upload(other, "#555"),
    planOf(shop.workerServices).sessions.work(),
    planOf(shop.workerServices).sessions.work(),
  ]);
  expect(hasFile(url)).toBe(true);
  if (named.status === "rejected")
    expect(named.reason).toMatchObject({ code: "invalid_input", field: "avatar" });
  expect(await marked(url)).toEqual([false]);
});
