/** 怎么算的 of what a product would bring: the figures that its page shows, before anybody has bought. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Product } from "../support/goods.ts";
import type { Buyer } from "../support/people.ts";
import { makePromoter, ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";

let shop: Shop;
let honey: Product;
let buyer: Buyer;
let leaf: Buyer;
beforeAll(async () => {
  shop = await openShop({ name: "worth" });
  honey = await shop.product({ name: "云岭蜂蜜", price: 2_000, stock: 100 });
  [buyer, leaf] = (await shop.crowd(2)) as [Buyer, Buyer];
  await makePromoter(shop, leaf);
});
afterAll(() => shop.close());

describe("before anybody has bought", () => {
  it("explains the very figures that the product page shows, and nobody else is told", async () => {
    await usePlan(shop, {
      self_purchase: "discount",
      cap_bps: 850,
      rules: [...ratesOf(1000), { id: "self", scope: "all", position: "self", fixed_fen: 150 }],
    });
    const { skus } = await leaf.api.catalog.get({ product_id: honey.id });
    const shown = skus.find(({ id }) => id === honey.sku)?.worth;
    const { share, self, tier_name } = await leaf.api.commission.worth({ sku_id: honey.sku });
    expect([share?.amount_fen, self?.amount_fen, self?.kind]).toEqual([
      shown?.share_fen,
      shown?.self_fen,
      "discount",
    ]);
    expect(tier_name).toBe("推广员");
    expect(share?.rule_text).toBe("全部商品：第 1 位得计佣金额的 10%");
    expect(share?.steps.map(({ kind, amount_fen }) => [kind, amount_fen])).toEqual([
      ["price", 2000],
      ["base", 2000],
      ["rule", 200],
      ["limit", 170],
      ["cap", -30],
      ["fen", 170],
    ]);
    expect(self?.steps.map(({ kind, amount_fen }) => [kind, amount_fen])).toEqual([
      ["price", 2000],
      ["rule", 150],
      ["limit", 170],
      ["fen", 150],
      ["base", 1850],
    ]);
    const path = `/promoter/worth/${honey.sku}`;
    expect((await buyer.raw("GET", path)).status).toBe(403);
    expect((await leaf.raw("GET", "/promoter/worth/987654321")).status).toBe(404);
  });

  it("自购返 is a share like any other; without rules nothing comes of it", async () => {
    await usePlan(shop, {
      self_purchase: "rebate",
      cap_bps: 5000,
      rules: [{ id: "self", scope: "all", position: "self", rate_bps: 800 }],
    });
    const { share, self } = await leaf.api.commission.worth({ sku_id: honey.sku });
    expect([share, self?.kind, self?.amount_fen]).toEqual([null, "rebate", 160]);
  });
});
