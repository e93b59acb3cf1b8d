import type { CustomerProfile, Media } from "@banyan/contract";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addGoods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let who: Caller;

beforeAll(async () => {
  shop = await openShop("customer");
});
beforeEach(async () => {
  who = await shop.customer();
});
afterAll(() => shop.close());

const me = async (by = who) => (await by.call<CustomerProfile>("GET", "/me")).body;

test("a new customer has nothing waiting", async () => {
  expect(await me()).toEqual({
    id: String(who.id),
    nickname: "山里人",
    avatar: null,
    privacy_version: null,
    order_counts: { awaiting_payment: 0, awaiting_shipment: 0, awaiting_receipt: 0, review: 0, aftersale: 0 },
    coupon_count: 0,
    unread_notices: 0,
    cart_count: 0,
    promoter_state: "none",
    phone: null,
    favourite_count: 0,
    footprint_count: 0,
    footprints_on: true,
  });
});

test("every badge counts its own, in one statement", async () => {
  const other = await shop.customer();
  const goods = await addGoods(shop, { name: "茶" });
  await who.call("POST", "/cart/lines", {
    sku_id: String(goods.skuIds[0]),
    quantity: 3,
    request_key: newKey(),
  });
  await shop.sql(
    `INSERT INTO coupon (id, name, threshold_fen, discount_fen, total, per_customer, valid_days, starts_at, ends_at)
     VALUES (1, '券', 200, 100, 9, 9, 7, now(), now() + interval '1 day')`,
  );
  for (const [turn, state, order, days] of [
    [1, "usable", null, 1],
    [2, "usable", null, -1],
    [3, "used", "D1", 1],
  ]) {
    await shop.sql(
      `INSERT INTO coupon_grant (customer_id, coupon_id, turn, state, order_no, claimed_at, expires_at)
       VALUES ($1, 1, $2, $3, $4, now(), now() + make_interval(days => $5))`,
      [who.id, turn, state, order, days],
    );
  }
  const states = [
    "awaiting_payment",
    "closing",
    "awaiting_shipment",
    "awaiting_receipt",
    "completed",
    "closed",
  ];
  for (const [at, state] of states.entries()) {
    await shop.sql(
      `INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, created_at, created_date)
       VALUES ($1, $2, $3, $4, 100, 0, 0, 100, now(), current_date)`,
      [who.id, `D${at}`, at, state],
    );
  }
  for (const [no, state] of [
    ["A1", "requested"],
    ["A2", "refunded"],
  ]) {
    await shop.sql(
      `INSERT INTO aftersale (buyer_id, no, order_no, state, reason, amount_fen, restock, request_key, created_at)
       VALUES ($1, $2, 'D2', $3, '不想要了', 1, true, $2, now())`,
      [who.id, no, state],
    );
  }
  expect(await me()).toMatchObject({
    order_counts: { awaiting_payment: 2, awaiting_shipment: 1, awaiting_receipt: 1, review: 0, aftersale: 1 },
    coupon_count: 1,
    cart_count: 1,
  });
  expect(shop.requests.at(-1)?.statements).toBe(1);
  expect((await me(other)).order_counts.awaiting_payment).toBe(0);
});

describe("profile", () => {
  test("takes a nickname and an uploaded picture", async () => {
    const form = new FormData();
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: "#3a6" } })
      .png()
      .toBuffer();
    form.set("file", new File([new Uint8Array(png)], "me.png", { type: "image/png" }));
    const { url } = (await who.call<Media>("POST", "/media", form)).body;
    const { body } = await who.call<CustomerProfile>("PUT", "/me", { nickname: " 段誉🍵 ", avatar: url });
    expect(body).toMatchObject({ nickname: "段誉🍵", avatar: url });
    expect(
      (await who.call<CustomerProfile>("PUT", "/me", { nickname: "誉", avatar: null })).body.avatar,
    ).toBeNull();
  });

  test.each([
    ["<script>alert(1)</script>".slice(0, 20), "<script>alert(1)</sc"],
    ["👨‍👩‍👧 一家", "👨‍👩‍👧 一家"],
    ["🧑🏽‍🌾❤️", "🧑🏽‍🌾❤️"],
    [" 山 \n\t 里 ", "山 里"],
    ["ＡＢＣ　１２", "ＡＢＣ　１２"],
    ["🍵".repeat(20), "🍵".repeat(20)],
  ])("a name is text as people write it: %j", async (typed, kept) => {
    const { body } = await who.call<CustomerProfile>("PUT", "/me", { nickname: typed, avatar: null });
    expect(body.nickname).toBe(kept);
  });

  test.each([
    [{ nickname: "" }, "nickname"],
    [{ nickname: " \u3000\n " }, "nickname"],
    [{ nickname: "一\u0007二" }, "nickname"],
    [{ nickname: "a\u200bb" }, "nickname"],
    [{ nickname: "看\u200d不见" }, "nickname"],
    [{ nickname: "\u3164\u3164" }, "nickname"],
    [{ nickname: "z\u0300\u0301\u0302\u0303" }, "nickname"],
    [{ nickname: "\ud83d" }, "nickname"],
    [{ nickname: "🍵".repeat(21) }, "nickname"],
    [{ nickname: "长".repeat(21) }, "nickname"],
    [{ nickname: "a\u202eb" }, "nickname"],
    [{ avatar: "https://example.com/a.webp" }, "avatar"],
    [{ avatar: `/media/${"0".repeat(64)}.webp` }, "avatar"],
    [{ avatar: "/media/../master.key" }, "avatar"],
  ])("refuses %j", async (extra, field) => {
    const { status, body } = await who.call("PUT", "/me", { nickname: "誉", avatar: null, ...extra });
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 400,
      code: "invalid_input",
      field,
    });
    expect((await me()).nickname).toBe("山里人");
  });
});

describe("privacy", () => {
  const agree = (version: unknown) => who.call("POST", "/me/privacy", { version });

  test("an agreement is kept once, and an older one does not take the place of a newer", async () => {
    await shop.sql(
      `INSERT INTO setting (key, value) SELECT 'shop', $1
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [JSON.stringify({ ...(await shop.services.settings.get("shop")), privacy_version: 3 })],
    );
    await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'setting'");
    await shop.services.versions.refresh();
    for (const version of [3, 3, 2]) expect((await agree(version)).status).toBe(200);
    expect((await me()).privacy_version).toBe(3);
    const rows = await shop.sql("SELECT version FROM privacy_consent WHERE customer_id = $1 ORDER BY 1", [
      who.id,
    ]);
    expect(rows).toEqual([{ version: 2 }, { version: 3 }]);
  });

  test.each([[4], [0], [1.5], ["3x"], [undefined]])("refuses version %j", async (version) => {
    expect(await agree(version)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "version" },
    });
    expect((await me()).privacy_version).toBeNull();
  });
});
