/** What a promoter reads of a price: own and ours, from SKU to SKU, of a line and of a cart on its way. */
import type { CartLine, ProductDetail, SkuWorth } from "@banyan/contract";
import { describe, expect, it, test } from "vitest";
import { linePrice } from "../src/cart/line-price.ts";
import { shownPrice } from "../src/catalog/shown-price.ts";
import { rangeOf, selfWord, type WorthWord, wordOf, worthsOf, worthText } from "../src/promoter/worth.ts";

const worth = (own_price_fen: number, self_fen = 0, share_fen = 0): SkuWorth => ({
  own_price_fen,
  self_fen,
  share_fen,
});
const sku = (
  id: string,
  price_fen: number,
  of: SkuWorth | null = null,
  market_price_fen: number | null = null,
) => ({
  id,
  spec: [id],
  price_fen,
  market_price_fen,
  picture: null,
  code: id,
  worth: of,
});

describe("shownPrice", () => {
  const plain = [sku("1", 300, null, 400), sku("2", 200, null, 250)];
  const own = [sku("1", 300, worth(150, 150), 400), sku("2", 200, worth(180, 20), 250)];
  const rebate = [sku("1", 300, worth(300, 30), 400)];
  test.each([
    // who looks, chosen → price, struck through, 起
    ["a customer", plain, null, "200 250 from"],
    ["a customer", plain, plain[0], "300 400"],
    // What is cheapest for everybody is not what is cheapest for the promoter.
    ["a promoter", own, null, "150 300 from"],
    ["a promoter", own, own[1], "180 200"],
    ["a promoter with 自购返", rebate, null, "300 400"],
    [
      "SKUs that come to the same",
      [sku("1", 300, worth(200, 100)), sku("2", 200, worth(200))],
      null,
      "200 300",
    ],
    ["nothing for sale", [], null, "0"],
  ] as const)("%s", (_, skus, chosen, expected) => {
    const { fen, wasFen, from } = shownPrice(
      skus as typeof plain,
      (chosen ?? null) as (typeof plain)[0] | null,
    );
    expect([fen, wasFen, from ? "from" : null].filter((part) => part !== null).join(" ")).toBe(expected);
  });
});

describe("words of worth", () => {
  const cases: [WorthWord, number, number, string | null][] = [
    ["赚", 999, 999, "赚 ¥9.99"],
    ["赚", 0, 3000, "最高赚 ¥30"],
    ["分享赚", 999, 3000, "最高赚 ¥30"],
    ["自购省", 80, 80, "自购省 ¥0.80"],
    ["自购省", 0, 2400, "自购最高省 ¥24"],
    ["自购返", 100, 2400, "自购最高返 ¥24"],
    ["省", 80, 80, "自购省 ¥0.80"],
    ["省", 0, 2400, "最高省 ¥24"],
    ["返", 0, 2400, "最高返 ¥24"],
    ["赚", 0, 0, null],
  ];
  it.each(cases)("%s from %i to %i", (word, least_fen, most_fen, expected) => {
    expect(worthText(word, { least_fen, most_fen })).toBe(expected);
  });
  it("is silent where the plan has no word or the operator shows none", () => {
    expect(worthText(selfWord("none"), { least_fen: 1, most_fen: 1 })).toBeNull();
    expect(worthText("赚", null)).toBeNull();
    expect([selfWord("rebate"), selfWord("discount")]).toEqual(["自购返", "自购省"]);
    expect([selfWord("rebate", "card"), selfWord("discount", "card"), selfWord("none", "card")]).toEqual([
      "返",
      "省",
      null,
    ]);
    expect(wordOf("分享赚", { least_fen: 1, most_fen: 1 })).toBe("分享赚");
  });
  it("is of the chosen SKU, else of all; nobody's is empty", () => {
    const product = {
      skus: [sku("1", 300, worth(300, 10, 20)), sku("2", 200, worth(200, 5, 40))],
    } as ProductDetail;
    expect(rangeOf(worthsOf(product, null), "share_fen")).toEqual({ least_fen: 20, most_fen: 40 });
    expect(rangeOf(worthsOf(product, "1"), "self_fen")).toEqual({ least_fen: 10, most_fen: 10 });
    expect(rangeOf(worthsOf({ skus: [sku("1", 300)] } as ProductDetail, null), "self_fen")).toEqual({
      least_fen: 0,
      most_fen: 0,
    });
  });
});

describe("linePrice", () => {
  const line = (quantity: number, of: CartLine["worth"], waiting = false) => ({
    ...({ sku_id: "1", price_fen: 9999 } as CartLine),
    quantity,
    worth: of,
    waiting,
  });
  const three = {
    self_kind: "discount",
    own_price_fen: 9200,
    own_amount_fen: 27598,
    self_fen: 2399,
  } as const;
  test.each([
    ["a customer", line(3, null), { fen: 9999, wasFen: null, amountFen: 29997, savedFen: 0 }],
    ["a promoter", line(3, three), { fen: 9200, wasFen: 9999, amountFen: 27598, savedFen: 2399 }],
    // On its way from 3 to 4: four times the price of one, which is never less than it will be.
    [
      "a promoter who taps",
      line(4, three, true),
      { fen: 9200, wasFen: 9999, amountFen: 36800, savedFen: 3196 },
    ],
    [
      "自购返",
      line(2, { self_kind: "rebate", own_price_fen: 9999, own_amount_fen: 19998, self_fen: 1599 }),
      { fen: 9999, wasFen: null, amountFen: 19998, savedFen: 0 },
    ],
  ])("%s", (_, shown, expected) => {
    expect(linePrice(shown)).toEqual(expected);
  });
});
