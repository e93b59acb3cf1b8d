import type { HotWord, ProductCard, SearchedWord, SynonymGroup } from "@banyan/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addCategory, addGoods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

type List = { items: ProductCard[]; total: number };
type Refused = { code: string; field?: string; message: string };

let shop: Shop;
let operator: Caller;

beforeAll(async () => {
  shop = await openShop("search-console");
  operator = await shop.staff("operator");
  const shelf = await addCategory(shop, "酱菜");
  await addGoods(shop, { name: "番茄酱", category: shelf });
  await addGoods(shop, { name: "油鸡枞", category: shelf });
});
afterAll(() => shop.close());

const names = async (q: string) =>
  (await shop.visitor.call<List>("GET", `/products?q=${encodeURIComponent(q)}`)).body.items.map(
    ({ name }) => name,
  );
const groups = async () =>
  (await operator.call<{ groups: SynonymGroup[] }>("GET", "/console/search/synonyms")).body.groups;

test("synonyms: at once, in pinyin too, off again, changed by one of two tabs, gone", async () => {
  expect(await names("西红柿酱")).toEqual([]);
  const form = { words: ["番茄", "西红柿"], enabled: true, request_key: newKey() };
  const made = await operator.call<{ id: string }>("POST", "/console/search/synonyms", form);
  expect(made.status).toBe(200);
  const again = await operator.call<{ id: string }>("POST", "/console/search/synonyms", form);
  expect(again.body).toEqual(made.body);
  expect(await names("西红柿酱")).toEqual(["番茄酱"]);
  expect(await names("xihongshi")).toEqual(["番茄酱"]);
  const [group] = await groups();
  const change = (extra: object) =>
    operator.call<Refused>("PUT", `/console/search/synonyms/${made.body.id}`, {
      ...{ words: group?.words, enabled: true, version: group?.version },
      ...extra,
    });
  const answers = await Promise.all([change({ enabled: false }), change({ enabled: false })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await names("西红柿酱")).toEqual([]);
  expect((await operator.call("DELETE", `/console/search/synonyms/${made.body.id}`)).status).toBe(200);
  expect(await groups()).toEqual([]);
  expect((await operator.call("DELETE", `/console/search/synonyms/${made.body.id}`)).status).toBe(404);
  const audit = await shop.sql("SELECT action FROM audit WHERE action = 'search.synonym'");
  expect(audit.length).toBe(3);
});

test.each([
  [["番茄"], "words"],
  [["番茄", "蕃茄", "番 茄"], "words.2"],
  [["番茄", "%%"], "words.1"],
  [["番茄", ""], "words.1"],
  [["番茄", "长".repeat(21)], "words.1"],
])("synonyms refuse %j at %s", async (words, field) => {
  const { status, body } = await operator.call<Refused>("POST", "/console/search/synonyms", {
    ...{ words, enabled: true, request_key: newKey() },
  });
  expect({ status, field: body.field }).toEqual({ status: 400, field });
});

test("hot words: the operator's first in order, then what is searched often; never what is hidden, rare or finds nothing", async () => {
  await shop.sql(
    `INSERT INTO search_day (business_date, word, searches, nothing, found)
     SELECT business_date(business_now()), word, searches, nothing, found FROM (VALUES
       ('油鸡枞', 30, 0, 1), ('番茄酱', 20, 1, 1), ('脏话', 99, 0, 1), ('菌子', 2, 0, 1), ('羽绒服', 80, 80, 0)) AS v (word, searches, nothing, found)`,
  );
  const words = [
    { word: "鲜花饼", shown: true },
    { word: "番茄酱", shown: true },
    { word: "脏话", shown: false },
  ];
  expect((await operator.call("PUT", "/console/search/hot-words", { words })).status).toBe(200);
  const { body } = await shop.visitor.call<{ hot: { word: string; set: boolean }[] }>("GET", "/search");
  expect(body.hot).toEqual([
    { word: "鲜花饼", set: true },
    { word: "番茄酱", set: true },
    { word: "油鸡枞", set: false },
  ]);
  const kept = await operator.call<{ words: HotWord[] }>("GET", "/console/search/hot-words");
  expect(kept.body.words.map(({ word }) => word)).toEqual(["鲜花饼", "番茄酱", "脏话"]);
  const twice = await operator.call<Refused>("PUT", "/console/search/hot-words", {
    words: [...words, { word: "鲜花饼", shown: false }],
  });
  expect({ status: twice.status, field: twice.body.field }).toEqual({ status: 400, field: "words.3.word" });
  await operator.call("PUT", "/console/search/hot-words", { words: [] });
});

test("counts: one person once, by words, with what found nothing; no further page, no number of a phone", async () => {
  await shop.services.search.words.flush();
  await shop.sql("DELETE FROM search_day");
  for (const q of ["油鸡枞", "油鸡枞 ", "ＹＯＵＪＩＺＯＮＧ", "冰淇淋", "13800001234"]) await names(q);
  await shop.visitor.call("GET", `/products?q=${encodeURIComponent("番茄")}&sort=sales`);
  const day = (await shop.sql<{ day: string }>("SELECT business_date(business_now())::text AS day"))[0]?.day;
  const report = async (more = "") =>
    (
      await operator.call<{ words: SearchedWord[]; days: unknown[] }>(
        "GET",
        `/console/search/words?from=${day}&to=${day}${more}`,
      )
    ).body;
  const all = await report();
  expect(all.words.map(({ word, searches, nothing }) => [word, searches, nothing]).sort()).toEqual([
    ["youjizong", 1, 0],
    ["冰淇淋", 1, 1],
    ["油鸡枞", 1, 0],
  ]);
  expect(all.days).toEqual([{ day, searches: 3, nothing: 1 }]);
  expect((await report("&nothing=true")).words.map(({ word }) => word)).toEqual(["冰淇淋"]);
  const wrong = await operator.call<Refused>("GET", `/console/search/words?from=${day}&to=2020-01-01`);
  expect(wrong).toMatchObject({ status: 400, body: { field: "to" } });
});

test("words page by page: each once, most searched first, those that hold a word, those that found nothing", async () => {
  await shop.sql("DELETE FROM search_day");
  await shop.sql(
    `INSERT INTO search_day (business_date, word, searches, nothing, found)
     SELECT date '2026-11-01' + d, '词' || n, 1 + n / 20, CASE WHEN n % 3 = 0 THEN 1 ELSE 0 END, CASE WHEN n % 3 = 0 THEN 0 ELSE 5 END
     FROM generate_series(1, 57) n, generate_series(1, 2) d`,
  );
  const walk = async (more: string, limit: number) => {
    const seen: SearchedWord[] = [];
    let cursor = "";
    do {
      const { body } = await operator.call<{ words: SearchedWord[]; next_cursor: string | null }>(
        "GET",
        `/console/search/words?from=2026-11-01&to=2026-11-30&limit=${limit}${more}${cursor}`,
      );
      seen.push(...body.words);
      cursor = body.next_cursor === null ? "" : `&cursor=${body.next_cursor}`;
    } while (cursor !== "");
    return seen;
  };
  const all = await walk("", 7);
  expect(all).toHaveLength(57);
  expect(new Set(all.map(({ word }) => word)).size).toBe(57);
  const counts = all.map(({ searches }) => searches);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(await walk("", 100)).toEqual(all);
  expect(await walk("&nothing=true", 5)).toEqual(all.filter(({ found }) => found === 0));
  const held = await walk(`&q=${encodeURIComponent("词5")}`, 2);
  expect(held.map(({ word }) => word).sort()).toEqual(
    all
      .map(({ word }) => word)
      .filter((word) => word.startsWith("词5"))
      .sort(),
  );
  expect(await walk("&q=%25", 5)).toEqual([]);
});

test("a day names so many words and no more; two processes count side by side", async () => {
  await shop.sql("DELETE FROM search_day");
  const { addCounts, WORDS_PER_DAY } = await import("../src/search/word-store.ts");
  const { query } = shop.services.database;
  const words = Array.from({ length: WORDS_PER_DAY - 1 }, (_, at) => ({
    word: `词${at}`,
    searches: 1,
    nothing: 0,
    found: 1,
  }));
  await addCounts(query, words);
  const more = ["新一", "新二", "词7"].map((word) => ({ word, searches: 2, nothing: 1, found: 3 }));
  await Promise.all([addCounts(query, more), addCounts(query, [...more].reverse())]);
  const [sum] = await shop.sql(
    "SELECT count(*)::int AS words, sum(searches)::int AS searches FROM search_day",
  );
  expect(sum?.["searches"]).toBe(WORDS_PER_DAY - 1 + 12);
  expect(Number(sum?.["words"])).toBeLessThanOrEqual(WORDS_PER_DAY + 2);
  expect(await shop.sql("SELECT searches FROM search_day WHERE word = '词7'")).toEqual([{ searches: 5 }]);
  const { deleteOldCounts } = await import("../src/search/word-store.ts");
  expect(await deleteOldCounts(query, 180, 10)).toBe(0);
  await shop.sql("UPDATE search_day SET business_date = business_date - 181 WHERE word = '词7'");
  expect(await deleteOldCounts(query, 180, 10)).toBe(1);
});

test("who may not write reads only", async () => {
  const service = await shop.staff("service");
  expect((await service.call("GET", "/console/search/hot-words")).status).toBe(200);
  expect((await service.call("PUT", "/console/search/hot-words", { words: [] })).status).toBe(403);
});
