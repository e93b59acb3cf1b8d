import type { ProductEarning, ShareRow } from "@banyan/contract";
import { DAY_MS } from "@banyan/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createShare } from "../src/share/create.ts";
import { addCategory, addGoods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { openRelations, type Refused, type Relations } from "./relations.ts";

let shop: Shop;
let r: Relations;
beforeAll(async () => {
  shop = await openShop("share");
  r = await openRelations(shop);
});
afterAll(() => shop.close());

const list = async (who: Caller, query = "") =>
  (await who.call<{ items: ShareRow[]; next_cursor: string | null }>("GET", `/promoter/shares?${query}`))
    .body;

describe("making a share", () => {
  test("of a product, of the shop, an invite card: path, address, words", async () => {
    const who = await r.promoter();
    const { productId } = await addGoods(shop, { name: "古树红茶" });
    const product = await r.share(who, { product_id: String(productId), channel: "link" });
    const { code } = product.body;
    expect(code).toMatch(/^[0-9A-Za-z]{8}$/);
    expect(product).toMatchObject({
      status: 200,
      body: {
        channel: "link",
        product_id: String(productId),
        path: `/catalog/product/index?id=${productId}&s=${code}`,
        url: `http://127.0.0.1/catalog/product/index?id=${productId}&s=${code}`,
        title: "古树红茶",
        picture: `/media/${"a".repeat(64)}.webp`,
      },
    });
    const { body: whole } = await r.share(who);
    expect(whole).toMatchObject({
      path: `/page/home/index?s=${whole.code}`,
      title: "我的小店",
      product_id: null,
    });
    const { body: invite } = await r.share(who, { channel: "invite" });
    expect(invite).toMatchObject({
      path: `/promoter/apply/index?s=${invite.code}`,
      title: "邀请您成为我的小店的分销员",
    });
    expect((Date.parse(whole.expires_at) - Date.now()) / DAY_MS).toBeCloseTo(180, 1);
  });

  test("gives the same one until half of its life is over; twenty taps are one", async () => {
    const who = await r.promoter();
    const codes = await Promise.all(Array.from({ length: 20 }, () => r.code(who)));
    expect(new Set(codes).size).toBe(1);
    expect(await r.code(who, "link")).not.toBe(codes[0]);
    await shop.advance(89 * DAY_MS);
    expect(await r.code(who)).toBe(codes[0]);
    await shop.advance(2 * DAY_MS);
    const next = await r.code(who);
    expect(next).not.toBe(codes[0]);
    expect(await r.code(who)).toBe(next);
    // The old one still works.
    expect(await r.touch(await r.person(), String(codes[0]))).toBe("bound");
  });

  test("refusals", async () => {
    const who = await r.promoter();
    const { productId } = await addGoods(shop, { name: "下架了", state: "unlisted" });
    const refused = async (by: Caller, extra: Record<string, unknown>) => {
      const { status, body } = await r.share(by, extra);
      return [status, body.code, body.field];
    };
    expect(await refused(await r.person(), {})).toEqual([403, "promoter_needed", undefined]);
    expect(await refused(who, { product_id: String(productId) })).toEqual([
      404,
      "product_gone",
      "product_id",
    ]);
    expect(await refused(who, { product_id: "987654321" })).toEqual([404, "product_gone", "product_id"]);
    expect(await refused(who, { channel: "invite", product_id: String(productId) })).toEqual([
      400,
      "invalid_input",
      "product_id",
    ]);
    expect(await refused(who, { channel: "moments" })).toEqual([400, "invalid_input", "channel"]);
    expect((await r.share(shop.visitor)).body.code).toBe("not_signed_in");
  });

  test("a code that is somebody's already is drawn again", async () => {
    const [first, second] = [await r.promoter(), await r.promoter()];
    const taken = await r.code(first);
    const drawn = [taken, taken, "Fresh001"];
    const made = await createShare(shop.services, second.id, { channel: "card" }, () => drawn.shift() ?? "");
    expect(made.code).toBe("Fresh001");
    const never = createShare(shop.services, second.id, { channel: "link" }, () => taken);
    await expect(never).rejects.toMatchObject({ code: "busy" });
  });

  test("the list comes in pages, only the own ones, with visitor-days", async () => {
    const who = await r.promoter();
    const codes = [await r.code(who), await r.code(who, "link"), await r.code(who, "invite")];
    const key = newKey();
    await r.touch(shop.visitor, String(codes[0]), key);
    await r.touch(shop.visitor, String(codes[0]), key);
    await r.touch(shop.visitor, String(codes[0]));
    await shop.advance(DAY_MS);
    await r.touch(shop.visitor, String(codes[0]), key);
    await r.touch(who, String(codes[0]));
    const first = await list(who, "limit=2");
    expect(first.items.map((row) => row.code)).toEqual([codes[2], codes[1]]);
    const second = await list(who, `limit=2&cursor=${first.next_cursor}`);
    expect(second.items).toMatchObject([
      { code: codes[0], visits: 3, order_count: 0, commission_fen: 0, title: "我的小店" },
    ]);
    expect(second.next_cursor).toBeNull();
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(2);
    expect((await list(await r.promoter())).items).toEqual([]);
  });

  test("a mini program code is for the owner, and needs WeChat", async () => {
    const who = await r.promoter();
    const code = await r.code(who, "code");
    const draw = (by: Caller, of: string) => by.call("POST", `/shares/${of}/picture`, {});
    expect((await draw(await r.promoter(), code)).body.code).toBe("not_found");
    expect((await draw(who, "00000000")).body.code).toBe("not_found");
    expect(await draw(who, code)).toMatchObject({ status: 503, body: { code: "wechat_busy" } });
    await shop.advance(181 * DAY_MS);
    expect(await draw(who, code)).toMatchObject({ status: 410, body: { code: "share_expired" } });
  });
});

describe("opening a share", () => {
  test("says who shared what", async () => {
    const who = await r.promoter("段小茶");
    const { productId } = await addGoods(shop, { name: "普洱" });
    const { code } = (await r.share(who, { product_id: String(productId) })).body;
    const answer = await shop.visitor.call("POST", `/shares/${code}/touch`, { visitor_key: newKey() });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        result: "noted",
        promoter: { name: "段小茶", avatar: null },
        channel: "card",
        product_id: String(productId),
      },
    });
  });

  test("results of bad codes and of people who cannot be bound", async () => {
    const who = await r.promoter();
    const code = await r.code(who);
    const friend = await r.person();
    expect(await r.touch(friend, "zzzzzzzz")).toBe("unknown");
    expect(await r.touch(shop.visitor, "zzzzzzzz")).toBe("unknown");
    expect(await r.touch(who, code)).toBe("own");
    expect(await r.touch(await r.promoter(), code)).toBe("promoter");
    await r.freeze(who);
    expect(await r.touch(friend, code)).toBe("inactive");
    await r.freeze(who, false);
    await r.set("promoter", { agreement_version: 2 });
    expect(await r.touch(friend, code)).toBe("inactive");
    await r.set("promoter", { agreement_version: 1 });
    expect(await r.touch(shop.visitor, code)).toBe("noted");
    expect(await r.touch(friend, code)).toBe("bound");
    expect(await r.touch(friend, code)).toBe("kept");
    await shop.advance(180 * DAY_MS);
    expect(await r.touch(friend, code)).toBe("expired");
    const gone = await shop.visitor.call("POST", `/shares/${code}/touch`, { visitor_key: newKey() });
    expect(gone.body).toMatchObject({ promoter: null, channel: null, product_id: null });
    for (const [path, body, field] of [
      [`/shares/short/touch`, { visitor_key: newKey() }, "code"],
      [`/shares/${code}/touch`, { visitor_key: "x" }, "visitor_key"],
      [`/shares/${code}/touch`, {}, "visitor_key"],
    ] as const) {
      expect(await shop.visitor.call("POST", path, body)).toMatchObject({ status: 400, body: { field } });
    }
  });

  test("counts a device once a day, and nobody's own visits", async () => {
    const who = await r.promoter();
    const code = await r.code(who);
    const friend = await r.person();
    const key = newKey();
    await r.touch(shop.visitor, code, key);
    // Told again after signing in.
    expect(await r.touch(friend, code, key)).toBe("bound");
    await r.touch(who, code);
    await r.touch(who, "zzzzzzzz");
    const rows = await shop.sql<{ visitor_key: string; visitor_id: string | null }>(
      "SELECT visitor_key, visitor_id FROM touch WHERE owner_id = $1",
      [who.id],
    );
    expect(rows).toEqual([{ visitor_key: key, visitor_id: null }]);
    expect(shop.requests.at(-3)?.statements).toBeLessThanOrEqual(8);
    await r.touch(friend, code);
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(3);
  });

  test("has a limit by address", async () => {
    const code = await r.code(await r.promoter());
    const answers = await Promise.all(Array.from({ length: 650 }, () => r.touch(shop.visitor, code)));
    expect(answers.filter((answer) => answer === undefined).length).toBeGreaterThan(0);
    const answer = await shop.visitor.call<Refused>("POST", `/shares/${code}/touch`, {
      visitor_key: newKey(),
    });
    expect(answer).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
  });
});

describe("what a product would bring", () => {
  const earnings = async (who: Caller, ids: string) =>
    (await who.call<{ products: ProductEarning[] }>("GET", `/promoter/earnings?product_ids=${ids}`)).body
      .products;
  const plan = async (body: object) => {
    await shop.sql("UPDATE plan SET body = body || $1::jsonb WHERE state = 'active'", [JSON.stringify(body)]);
    await shop.sql("UPDATE page_version SET version = version + 1 WHERE topic = 'plan'");
    await shop.services.versions.refresh();
  };

  test("by today's price, the tier and the narrowest rule; own purchase as the plan says", async () => {
    const root = await addCategory(shop, "茶");
    const leaf = await addCategory(shop, "红茶", root);
    const tea = await addGoods(shop, {
      name: "滇红",
      category: leaf,
      skus: [{ price: 10_000 }, { price: 30_000 }, { price: 90_000, retired: true }],
    });
    const pot = await addGoods(shop, { name: "壶", skus: [{ price: 9_999 }] });
    const off = await addGoods(shop, { name: "停售", state: "unlisted" });
    const ids = [pot.productId, tea.productId, off.productId].join(",");
    const who = await r.promoter();
    expect(await earnings(who, ids)).toMatchObject([{ share_fen: 0 }, { share_fen: 0, self_kind: "none" }]);
    const rules = [
      { id: "all", scope: "all", position: 1, rate_bps: 1000 },
      { id: "tea", scope: "category", target: String(root), position: 1, rate_bps: 2000 },
      { id: "first", scope: "sku", target: String(tea.skuIds[0]), position: 1, fixed_fen: 1234 },
      { id: "self", scope: "all", position: "self", rate_bps: 800 },
      { id: "better", scope: "all", position: 1, tier: "2", rate_bps: 1500 },
    ];
    await plan({ depth: 2, rules, self_purchase: "discount" });
    expect(await earnings(who, ids)).toEqual([
      {
        product_id: String(pot.productId),
        share_fen: 999,
        self_fen: 799,
        self_kind: "discount",
        skus: [{ sku_id: String(pot.skuIds[0]), share_fen: 999, self_fen: 799 }],
      },
      {
        product_id: String(tea.productId),
        share_fen: 6000,
        self_fen: 2400,
        self_kind: "discount",
        skus: [
          { sku_id: String(tea.skuIds[0]), share_fen: 1234, self_fen: 800 },
          { sku_id: String(tea.skuIds[1]), share_fen: 6000, self_fen: 2400 },
        ],
      },
    ]);
    expect(shop.requests.at(-1)?.statements).toBeLessThanOrEqual(4);
    await plan({ self_purchase: "rebate", cap_bps: 500 });
    expect(await earnings(who, String(pot.productId))).toMatchObject([
      { share_fen: 499, self_fen: 499, self_kind: "rebate" },
    ]);
    await plan({ cap_bps: 10_000 });
    await r.operator.call("POST", `/console/promoters/${who.id}/tier`, { tier_id: "2", reason: "升级" });
    expect(await earnings(who, String(pot.productId))).toMatchObject([{ share_fen: 1499 }]);
  });

  test("is nobody else's to see", async () => {
    const { productId } = await addGoods(shop, { name: "碗", skus: [{ price: 5000 }] });
    const who = await r.promoter();
    expect(await earnings(who, String(productId))).toHaveLength(1);
    expect(await earnings(await r.person(), String(productId))).toEqual([]);
    await r.freeze(who);
    expect(await earnings(who, String(productId))).toEqual([]);
    await r.freeze(who, false);
    await r.set("promoter", { show_earning: false });
    expect(await earnings(who, String(productId))).toEqual([]);
    await r.set("promoter", { show_earning: true });
    for (const ids of ["", "1,x", "0", Array.from({ length: 101 }, () => "1").join(",")]) {
      expect(await who.call("GET", `/promoter/earnings?product_ids=${ids}`)).toMatchObject({
        status: 400,
        body: { field: "product_ids" },
      });
    }
  });
});
