/** Other ways to search the same shop, each built with its own means and asked for the first twenty. */
import { parsePinyin, plainText, runsOf, SYLLABLES, squeeze } from "@banyan/domain";
import { readingsOf, simplify } from "@banyan/server/search/pinyin.ts";
import type { Goods } from "@banyan/testkit/generate/goods.ts";
import MiniSearch from "minisearch";
import type pg from "pg";

export interface Way {
  readonly name: string;
  /** @returns MB that it takes: of the database, or of this process */
  build(): Promise<number>;
  /** Ids of the first twenty, best first. */
  ask(q: string): Promise<number[]>;
}

const FIRST = 20;

/** What every product says: name, and everything else it is found by. */
const otherOf = ({ subtitle, origin, root, leaf, tags, skus }: Goods): string =>
  [subtitle, origin, root, leaf, ...tags, ...skus.map(({ code }) => code)].join(" ");

/** Characters, pairs, pairs of syllables ("~dian hong"), pairs of first letters ("^dh"), letters and digits. */
function termsOf(text: string): string[] {
  const plain = plainText(text, simplify);
  const terms = new Set<string>(runsOf(plain).flatMap(({ han, text: run }) => (han ? [] : [run])));
  const signs = squeeze(plain);
  for (let at = 0; at < signs.length; at += 1) {
    const [second] = readingsOf(signs.charCodeAt(at));
    if (second === undefined) continue;
    terms.add(signs.charAt(at));
    terms.add(`~${SYLLABLES[second]}`);
    const [first] = at === 0 ? [] : readingsOf(signs.charCodeAt(at - 1));
    if (first === undefined) continue;
    terms.add(signs.slice(at - 1, at + 1));
    terms.add(`~${SYLLABLES[first]} ${SYLLABLES[second]}`);
    terms.add(`^${SYLLABLES[first]?.[0]}${SYLLABLES[second]?.[0]}`);
  }
  return [...terms];
}

/** The terms that a search asks for; sounds: what it sounds like, for typos. */
function askedTerms(q: string): { terms: string[]; sounds: string[] } {
  const terms: string[] = [];
  const sounds: string[] = [];
  for (const { han, text } of runsOf(plainText(q, simplify))) {
    if (han) {
      const own = termsOf(text);
      sounds.push(...own.filter((term) => term.startsWith("~") && term.includes(" ")));
      terms.push(...own.filter((term) => !/^[~^]/.test(term) && (text.length === 1 || term.length === 2)));
      continue;
    }
    const [parse] = parsePinyin(text);
    if (parse === undefined) terms.push(text);
    else if (parse.length === 1) terms.push(`~${parse[0]?.text}`);
    else
      for (let at = 1; at < parse.length; at += 1) {
        const [one, two] = [parse[at - 1], parse[at]];
        const whole = one?.whole === true && two?.whole === true;
        terms.push(whole ? `~${one.text} ${two.text}` : `^${one?.text[0]}${two?.text[0]}`);
      }
  }
  return { terms, sounds };
}

/** Terms as an array under GIN: what the table could do without anything in the server's memory. */
export function arrayWay(owner: pg.Client, goods: readonly Goods[]): Way {
  return {
    name: "数组 GIN（二元、拼音）",
    async build() {
      await owner.query(
        "CREATE TABLE bench_terms (id bigint PRIMARY KEY, name text, sales int, terms text[])",
      );
      for (let at = 0; at < goods.length; at += 2_000) {
        const rows = goods.slice(at, at + 2_000).map((one, i) => ({
          ...{ id: at + i + 1, name: squeeze(plainText(one.name, simplify)), sales: salesOf(one) },
          terms: termsOf(`${one.name} ${otherOf(one)}`),
        }));
        await owner.query(
          `INSERT INTO bench_terms SELECT id, name, sales, ARRAY(SELECT jsonb_array_elements_text(terms))
           FROM jsonb_to_recordset($1::jsonb) AS r (id bigint, name text, sales int, terms jsonb)`,
          [JSON.stringify(rows)],
        );
      }
      await owner.query("CREATE INDEX ON bench_terms USING gin (terms) WITH (fastupdate = off)");
      await owner.query("VACUUM ANALYZE bench_terms");
      return sizeOf(owner, "bench_terms");
    },
    async ask(q) {
      const { terms, sounds } = askedTerms(q);
      if (terms.length === 0) return [];
      const text = squeeze(plainText(q, simplify));
      const found = await owner.query<{ id: string }>(
        `SELECT id FROM bench_terms WHERE terms @> $1::text[]
         ORDER BY strpos(name, $2) = 1 DESC, strpos(name, $2) > 0 DESC, sales DESC, id DESC LIMIT ${FIRST}`,
        [terms, text],
      );
      const ids = found.rows.map(({ id }) => Number(id));
      if (ids.length >= 10 || sounds.length === 0) return ids;
      const near = await owner.query<{ id: string }>(
        `SELECT id FROM bench_terms WHERE terms @> $1::text[] ORDER BY sales DESC, id DESC LIMIT ${FIRST}`,
        [sounds],
      );
      return [...new Set([...ids, ...near.rows.map(({ id }) => Number(id))])].slice(0, FIRST);
    },
  };
}

/** pg_trgm on the text and on its pinyin; typos by word similarity. */
export function trigramWay(owner: pg.Client, goods: readonly Goods[]): Way {
  return {
    name: "pg_trgm（文字、拼音）",
    async build() {
      await owner.query("CREATE EXTENSION IF NOT EXISTS pg_trgm");
      await owner.query("CREATE TABLE bench_text (id bigint PRIMARY KEY, name text, sales int, text text)");
      for (let at = 0; at < goods.length; at += 5_000) {
        const rows = goods.slice(at, at + 5_000).map((one, i) => {
          const name = squeeze(plainText(one.name, simplify));
          const spelt = [...name].map((sign) => SYLLABLES[readingsOf(sign.charCodeAt(0))[0] ?? -1] ?? sign);
          const text = `${name} ${plainText(otherOf(one), simplify)} ${spelt.join("")} ${spelt.map((one) => one[0]).join("")}`;
          return { id: at + i + 1, name, sales: salesOf(one), text };
        });
        await owner.query(
          `INSERT INTO bench_text SELECT id, name, sales, text
           FROM jsonb_to_recordset($1::jsonb) AS r (id bigint, name text, sales int, text text)`,
          [JSON.stringify(rows)],
        );
      }
      await owner.query("CREATE INDEX ON bench_text USING gin (text gin_trgm_ops) WITH (fastupdate = off)");
      await owner.query("VACUUM ANALYZE bench_text");
      return sizeOf(owner, "bench_text");
    },
    async ask(q) {
      const words = plainText(q, simplify)
        .split(/\s+/u)
        .filter((word) => word !== "");
      const found = await owner.query<{ id: string }>(
        `SELECT id FROM bench_text WHERE text LIKE ALL ($1::text[])
         ORDER BY strpos(name, $2) = 1 DESC, strpos(name, $2) > 0 DESC, sales DESC, id DESC LIMIT ${FIRST}`,
        [words.map((word) => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`), words.join("")],
      );
      const ids = found.rows.map(({ id }) => Number(id));
      if (ids.length >= 10) return ids;
      const near = await owner.query<{ id: string }>(
        `SELECT id FROM bench_text WHERE $1 <% text ORDER BY word_similarity($1, text) DESC, sales DESC LIMIT ${FIRST}`,
        [words.join(" ")],
      );
      return [...new Set([...ids, ...near.rows.map(({ id }) => Number(id))])].slice(0, FIRST);
    },
  };
}

/** An embedded engine in this process, given the same terms. */
export function engineWay(goods: readonly Goods[]): Way {
  const engine = new MiniSearch<{ id: number; name: string; other: string; sales: number }>({
    fields: ["name", "other"],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (q) => askedTerms(q).terms,
      combineWith: "AND",
      boost: { name: 4 },
      prefix: (term) => /^[a-z0-9]{2,}$/.test(term),
    },
  });
  return {
    name: "MiniSearch 7.2（内存）",
    async build() {
      const before = process.memoryUsage();
      await engine.addAllAsync(
        goods.map((one, at) => ({ id: at + 1, name: one.name, other: otherOf(one), sales: salesOf(one) })),
        { chunkSize: 1_000 },
      );
      return Math.max(0, process.memoryUsage().rss - before.rss) / 1e6;
    },
    async ask(q) {
      const { terms, sounds } = askedTerms(q);
      if (terms.length === 0) return [];
      const ids = engine.search(q).map(({ id }) => Number(id));
      if (ids.length >= 10 || sounds.length === 0) return ids.slice(0, FIRST);
      const near = engine.search(sounds.join("\n"), { tokenize: (text) => text.split("\n") });
      return [...new Set([...ids, ...near.map(({ id }) => Number(id))])].slice(0, FIRST);
    },
  };
}

/** Looks at every product, as the shop did before. */
export function scanWay(owner: pg.Client): Way {
  return {
    name: "逐行 ILIKE",
    build: async () => 0,
    async ask(q) {
      const patterns = q
        .split(/\s+/u)
        .filter((word) => word !== "")
        .map((word) => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`);
      const found = await owner.query<{ id: string }>(
        `SELECT p.id FROM product p JOIN category c ON c.id = p.category_id LEFT JOIN category parent ON parent.id = c.parent_id
         WHERE p.state = 'listed' AND concat_ws(E'\\n', p.name, p.subtitle, p.origin, c.name, parent.name,
           (SELECT string_agg(tag, E'\\n') FROM jsonb_array_elements_text(p.tags) AS tag)) ILIKE ALL ($1::text[])
         ORDER BY p.weight DESC, p.id DESC LIMIT ${FIRST}`,
        [patterns],
      );
      return found.rows.map(({ id }) => Number(id));
    },
  };
}

const salesOf = ({ skus }: Goods): number => skus.reduce((sum, { sold }) => sum + sold, 0);

async function sizeOf(owner: pg.Client, table: string): Promise<number> {
  const size = await owner.query<{ bytes: string }>("SELECT pg_total_relation_size($1::regclass) AS bytes", [
    table,
  ]);
  return Number(size.rows[0]?.bytes ?? 0) / 1e6;
}
