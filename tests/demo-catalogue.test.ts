import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DetailBlock,
  demoBanners,
  demoCases,
  demoCategories,
  demoCoupons,
  demoCustomers,
  demoProducts,
  demoReviews,
  demoShop,
  demoTopics,
  demoUserAvatars,
} from "@banyan/tools/demo/catalogue/index.ts";
import {
  demoApplications,
  demoPromoters,
  demoRelations,
  demoUnbound,
} from "@banyan/tools/demo/catalogue/promoting.ts";
import { drawMissing, drawPicture, pictureKeys } from "@banyan/tools/demo/pictures/index.ts";
import { DEMO_USERS } from "@banyan/wechat-sim";
import sharp from "sharp";
import { describe, expect, test } from "vitest";

const keysOf = (items: readonly { key: string }[]): string[] => items.map(({ key }) => key);
const lengthOf = (words: string): number => [...words].length;
const repeated = (words: readonly string[]): string[] =>
  words.filter((word, at) => words.indexOf(word) !== at);
const picturesIn = (blocks: readonly DetailBlock[]): string[] =>
  blocks.flatMap((block) => (block.kind === "picture" ? [block.picture] : []));

const leaves = new Set(keysOf(demoCategories.filter(({ parent }) => parent !== null)));
const products = new Map(demoProducts.map((product) => [product.key, product]));

/** Advertising law: absolute words; and claims a food or craft shop must not make, medical or about income. */
const BANNED =
  /最|第一|国家级|世界级|顶级|极品|极致|唯一|首选|绝对|100%|百分百|万能|独家|全网|特效|治疗|治愈|疗效|药效|养生|保健|美容|减肥|瘦身|降脂|降压|降糖|抗癌|防癌|抗衰|排毒|增强免疫|稳赚|躺赚|暴富|赚钱|收益|升值|下线/;

describe("products", () => {
  test("there are at least sixty, in every leaf category, parcels and services", () => {
    expect(demoProducts.length).toBeGreaterThanOrEqual(60);
    const used = new Set(demoProducts.map(({ categories }) => categories[0]));
    expect([...leaves].filter((leaf) => !used.has(leaf))).toEqual([]);
    const services = demoProducts.filter(({ fulfilment }) => fulfilment === "service");
    expect(services.length).toBeGreaterThanOrEqual(8);
  });

  test("every key is unique and every category is a leaf", () => {
    expect(repeated(keysOf(demoProducts))).toEqual([]);
    expect(repeated(keysOf(demoCategories))).toEqual([]);
    const strays = demoProducts.flatMap(({ categories }) => categories.filter((key) => !leaves.has(key)));
    expect(strays).toEqual([]);
    expect(demoProducts.filter(({ categories }) => categories.length === 0)).toEqual([]);
  });

  test("names and subtitles fit their fields", () => {
    expect(demoProducts.filter(({ name }) => lengthOf(name) === 0 || lengthOf(name) > 30)).toEqual([]);
    expect(
      demoProducts.filter(({ subtitle }) => lengthOf(subtitle) === 0 || lengthOf(subtitle) > 40),
    ).toEqual([]);
    expect(repeated(demoProducts.map(({ name }) => name))).toEqual([]);
  });

  test.each(demoProducts.map((product) => [product.key, product] as const))(
    "%s: its SKUs are exactly the matrix of its specs",
    (_, { specs, skus }) => {
      expect(specs.length).toBeGreaterThanOrEqual(1);
      expect(specs.length).toBeLessThanOrEqual(2);
      const matrix = specs.reduce<string[][]>(
        (rows, { values }) => rows.flatMap((row) => values.map((value) => [...row, value])),
        [[]],
      );
      expect(skus.map(({ spec }) => spec)).toEqual(matrix);
      expect(skus.length).toBeGreaterThanOrEqual(2);
      for (const { values } of specs) expect(repeated(values)).toEqual([]);
    },
  );

  test.each(demoProducts.map((product) => [product.key, product] as const))(
    "%s: money, stock and weight are whole numbers that make sense",
    (_, { skus, fulfilment, weight }) => {
      for (const sku of skus) {
        expect(Number.isSafeInteger(sku.price_fen)).toBe(true);
        expect(Number.isSafeInteger(sku.cost_fen)).toBe(true);
        expect(sku.cost_fen).toBeGreaterThan(0);
        expect(sku.price_fen).toBeGreaterThan(sku.cost_fen);
        if (sku.market_price_fen !== null) expect(sku.market_price_fen).toBeGreaterThan(sku.price_fen);
        expect(Number.isInteger(sku.stock) && sku.stock >= 0).toBe(true);
        expect(Number.isInteger(sku.weight_g)).toBe(true);
        expect(sku.weight_g > 0).toBe(fulfilment === "parcel");
      }
      expect(weight).toBeGreaterThanOrEqual(1);
      expect(weight).toBeLessThanOrEqual(100);
    },
  );

  test("some SKUs are sold out, some products run low, none is sold out altogether", () => {
    expect(demoProducts.filter(({ skus }) => skus.some(({ stock }) => stock === 0)).length).toBeGreaterThan(
      10,
    );
    expect(demoProducts.filter(({ low_stock }) => low_stock).length).toBeGreaterThan(4);
    expect(demoProducts.filter(({ skus }) => skus.every(({ stock }) => stock === 0))).toEqual([]);
  });

  test("each has three to five pictures and five to nine blocks of detail with facts", () => {
    for (const { key, gallery, detail } of demoProducts) {
      expect(gallery.length, key).toBeGreaterThanOrEqual(3);
      expect(gallery.length, key).toBeLessThanOrEqual(5);
      expect(repeated(gallery), key).toEqual([]);
      expect(detail.length, key).toBeGreaterThanOrEqual(5);
      expect(detail.length, key).toBeLessThanOrEqual(9);
      expect(detail.filter(({ kind }) => kind === "facts").length, key).toBe(1);
    }
  });

  test("parcels of food and craft say where they come from and how to keep them", () => {
    for (const { key, fulfilment, detail } of demoProducts) {
      if (fulfilment !== "parcel") continue;
      const rows = detail.flatMap((block) => (block.kind === "facts" ? block.rows : []));
      expect(rows.length, key).toBeGreaterThanOrEqual(3);
      const names = rows.map(([name]) => name).join(" ");
      expect(names, key).toMatch(/储存方式|保存|保养|清洁|洗护/);
    }
  });
});

describe("words", () => {
  test("nothing claims too much", () => {
    const everything = {
      demoProducts,
      demoReviews,
      demoCases,
      demoBanners,
      demoTopics,
      demoCoupons,
      demoShop,
      demoPromoters,
      demoApplications,
    };
    expect(JSON.stringify(everything).match(BANNED)?.[0] ?? null).toBeNull();
  });

  test("licences and phone are marked as placeholders", () => {
    for (const { text } of demoShop.licences) expect(text).toContain("演示");
    expect(demoShop.service_phone).toMatch(/0000/);
  });
});

describe("what refers to what", () => {
  test("reviews name a product, one of its SKUs and a known customer", () => {
    const nicknames = new Set(demoCustomers.map(({ nickname }) => nickname));
    for (const { product, spec, nickname, text } of demoReviews) {
      const specs = products.get(product)?.skus.map((sku) => sku.spec.join("/"));
      expect(specs, product).toContain(spec.join("/"));
      expect(nicknames.has(nickname), nickname).toBe(true);
      expect(lengthOf(text), text).toBeGreaterThanOrEqual(8);
    }
  });

  test("what a review shows is not the picture of another kind", () => {
    for (const { product, spec, pictures } of demoReviews) {
      const skus = products.get(product)?.skus ?? [];
      for (const picture of pictures) {
        const shown = skus.filter((sku) => sku.picture === picture).map((sku) => sku.spec.join("/"));
        if (shown.length > 0) expect(shown, picture).toContain(spec.join("/"));
      }
    }
  });

  test("popular products have three to six reviews", () => {
    const popular = demoProducts.filter(({ weight }) => weight >= 80);
    for (const { key } of popular) {
      const count = demoReviews.filter(({ product }) => product === key).length;
      expect(count, key).toBeGreaterThanOrEqual(3);
      expect(count, key).toBeLessThanOrEqual(6);
    }
  });

  test("cases, topics, banners and coupons lead somewhere", () => {
    const topics = new Set(keysOf(demoTopics));
    const categories = new Set(keysOf(demoCategories));
    for (const { products: shown } of [...demoCases, ...demoTopics]) {
      expect(shown.filter((key) => !products.has(key))).toEqual([]);
    }
    for (const { target } of demoBanners) {
      const known = { product: products, category: categories, topic: topics }[target.kind];
      expect(known.has(target.key), target.key).toBe(true);
    }
    for (const { categories: limited, threshold_fen, off_fen } of demoCoupons) {
      expect((limited ?? []).filter((key) => !categories.has(key))).toEqual([]);
      expect(threshold_fen === 0 || threshold_fen > off_fen).toBe(true);
    }
    for (const { parent } of demoCategories) expect(parent === null || categories.has(parent)).toBe(true);
  });

  test("promoters are customers, and come after whoever invited them", () => {
    const known = new Set([...demoCustomers, ...DEMO_USERS].map(({ nickname }) => nickname));
    const cast = demoPromoters.map(({ nickname }) => nickname);
    const others = [...demoApplications.map(({ nickname }) => nickname), ...demoUnbound];
    const named = [...cast, ...others, ...demoRelations.map(({ customer }) => customer)];
    expect(named.filter((nickname) => !known.has(nickname))).toEqual([]);
    expect(repeated(cast)).toEqual([]);
    expect(others.filter((nickname) => cast.includes(nickname))).toEqual([]);
    expect(demoRelations.filter(({ promoter }) => !cast.includes(promoter))).toEqual([]);
    for (const [at, { nickname, inviter, by, approvedDaysAgo }] of demoPromoters.entries()) {
      expect(by === null, nickname).toBe(inviter === null);
      if (inviter === null) continue;
      const before = demoPromoters.slice(0, at).find((one) => one.nickname === inviter);
      expect(before?.approvedDaysAgo, nickname).toBeGreaterThan(approvedDaysAgo + 5);
    }
  });

  test("sixty customers with different names", () => {
    expect(demoCustomers.length).toBe(60);
    expect(repeated(demoCustomers.map(({ nickname }) => nickname))).toEqual([]);
    expect(demoCustomers.filter(({ nickname, province, city }) => !nickname || !province || !city)).toEqual(
      [],
    );
  });
});

describe("pictures", () => {
  const shown = [
    ...demoProducts.flatMap(({ gallery, detail, skus }) => [
      ...gallery,
      ...picturesIn(detail),
      ...skus.flatMap(({ picture }) => picture ?? []),
    ]),
    ...demoCases.flatMap(({ pictures, detail }) => [...pictures, ...picturesIn(detail)]),
    ...demoReviews.flatMap(({ pictures }) => pictures),
    ...[...demoBanners, ...demoTopics].map(({ picture }) => picture),
    ...demoCategories.map(({ icon }) => icon),
    ...demoCustomers.map(({ avatar }) => avatar),
    ...demoUserAvatars,
  ];

  test("every picture that is shown can be drawn, and none is drawn for nothing", () => {
    const drawn = new Set(pictureKeys);
    expect([...new Set(shown)].filter((key) => !drawn.has(key))).toEqual([]);
    const wanted = new Set(shown);
    expect(pictureKeys.filter((key) => !wanted.has(key))).toEqual([]);
  });

  test.each([
    ["yiwu-cake-hero", 750, 750],
    ["indigo-scarf-close", 750, 750],
    ["banner-rose", 750, 360],
    ["icon-honey", 160, 160],
    ["avatar-07", 128, 128],
  ])("%s has its size and the same bytes twice", async (key, width, height) => {
    const first = await drawPicture(key);
    const second = await drawPicture(key);
    expect(first.equals(second)).toBe(true);
    const { format, width: w, height: h } = await sharp(first).metadata();
    expect([format, w, h]).toEqual(["webp", width, height]);
  });

  test("covers can be told apart in a list and are not flat", async () => {
    const tiles: { key: string; pixels: Buffer }[] = [];
    for (const { gallery } of demoProducts.filter((_, at) => at % 4 === 0)) {
      const key = gallery[0] ?? "";
      const small = sharp(await drawPicture(key));
      const { channels } = await small.stats();
      expect(Math.max(...channels.map(({ stdev }) => stdev)), key).toBeGreaterThan(16);
      tiles.push({ key, pixels: await small.resize(8, 8).raw().toBuffer() });
    }
    for (const [at, one] of tiles.entries()) {
      for (const other of tiles.slice(at + 1)) {
        const apart = one.pixels.reduce((sum, value, i) => sum + Math.abs(value - (other.pixels[i] ?? 0)), 0);
        expect(apart / one.pixels.length, `${one.key} and ${other.key}`).toBeGreaterThan(8);
      }
    }
  });

  test("an unknown key is refused", async () => {
    await expect(drawPicture("no-such-picture")).rejects.toThrow("No picture is called");
  });

  test("drawing again skips what is there and redraws what is missing or of another generator", async () => {
    const into = await mkdtemp(join(tmpdir(), "banyan-pictures-"));
    const few = ["icon-tea", "icon-coffee", "avatar-01"];
    try {
      expect(await drawMissing(few, into)).toEqual({ drawn: 3, skipped: 0 });
      expect(await drawMissing(few, into)).toEqual({ drawn: 0, skipped: 3 });
      await rm(join(into, "icon-tea.webp"));
      expect(await drawMissing(few, into)).toEqual({ drawn: 1, skipped: 2 });
      expect((await stat(join(into, "icon-tea.webp"))).size).toBeGreaterThan(500);
      await writeFile(join(into, ".generator"), "another");
      expect(await drawMissing(few, into)).toEqual({ drawn: 3, skipped: 0 });
      expect((await readdir(into)).filter((name) => name.endsWith(".webp")).length).toBe(3);
    } finally {
      await rm(into, { recursive: true });
    }
    expect(existsSync(into)).toBe(false);
  });
});
