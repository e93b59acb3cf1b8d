/** Publishing at the desk: now, for a time, and by many at once. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepPages } from "../src/page/settle.ts";
import { type Caller, newKey, type Shop } from "./open-shop.ts";
import { contentOf, goodsList, openPageDesk, type PageDesk, title, told } from "./page-desk.ts";

const HOUR = 3_600_000;
let desk: PageDesk;
let shop: Shop;
let colleague: Caller;
beforeAll(async () => {
  desk = await openPageDesk("page_publish");
  shop = desk.shop;
  colleague = await shop.staff("owner");
});
afterAll(() => shop.close());

const heading = (id: string) => desk.heading(id);
const inFuture = async (ms: number) => {
  const [row] = await shop.sql<{ at: Date }>("SELECT business_now() AS at");
  return new Date((row?.at.getTime() ?? 0) + ms).toISOString();
};
const sweep = async () => {
  while (await sweepPages(shop.services));
};

describe("publishing", () => {
  test("is refused while something is missing, with what and where", async () => {
    const topic = await desk.topic("没填好");
    const content = contentOf(
      [
        { kind: "picture", id: "pict", layout: "one", ratio: "wide", rounded: true, pictures: [], areas: [] },
        goodsList("pick"),
      ],
      { title: "没填好" },
    );
    const saved = await desk.save(topic, content);
    const answer = await desk.publish(saved.body);
    expect(told(answer)).toEqual([409, "page_incomplete"]);
    expect(answer.body.data).toEqual({
      problems: [
        { block_id: "pict", path: "pictures.0.picture", message: "请上传图片" },
        { block_id: "pick", path: "product_ids", message: "请选择商品" },
      ],
    });
    expect(told(await desk.publish(topic))).toEqual([409, "already_changed"]);
  });

  test("of ten at once one edition comes of a revision, whoever asks; its number is the next", async () => {
    const topic = await desk.topic("同时");
    const saved = (await desk.save(topic, contentOf([title("head", "一")], { title: "同时" }))).body;
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => desk.publish(saved, { request_key: key })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await desk.history(topic.id)).map(({ no }) => no)).toEqual([1]);
  });

  test("by five people at once: every edition has a number of its own and the newest is shown", async () => {
    const topic = await desk.topic("五人");
    const saved = (await desk.save(topic, contentOf([title("head", "一")], { title: "五人" }))).body;
    const people = await Promise.all(Array.from({ length: 5 }, () => shop.staff("operator")));
    const answers = await Promise.all(people.map((by) => desk.publish(saved, {}, by)));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    const editions = await desk.history(topic.id);
    expect(editions.map(({ no }) => no)).toEqual([5, 4, 3, 2, 1]);
    expect(editions.filter(({ live }) => live)).toHaveLength(1);
    const [row] = await shop.sql<{ live: number; newest: number }>(
      `SELECT p.live_no AS live, (SELECT no FROM page_edition e WHERE e.page_id = p.id ORDER BY starts_at DESC, no DESC LIMIT 1) AS newest
       FROM page p WHERE id = $1`,
      [topic.id],
    );
    expect(row?.live).toBe(row?.newest);
  });
});

test("every change of what is shown raises what the bytes of every process hang on", async () => {
  const topic = await desk.topic("版本");
  const version = async () =>
    (await shop.sql<{ version: string }>("SELECT version FROM page_version WHERE topic = 'page'"))[0]
      ?.version;
  const raises = async (change: () => Promise<unknown>) => {
    const before = await version();
    await change();
    return (await version()) !== before;
  };
  const saved = (await desk.save(topic, contentOf([title("head", "一")], { title: "版本" }))).body;
  expect(await raises(() => desk.save(saved, saved.content))).toBe(false);
  const page = await desk.get(topic.id);
  const ends_at = await inFuture(HOUR);
  expect(await raises(() => desk.publish(page, { ends_at }))).toBe(true);
  expect(await raises(() => desk.post(`/${topic.id}/close`, { closed: true }))).toBe(true);
  expect(await raises(() => desk.post(`/${topic.id}/close`, { closed: false }))).toBe(true);
  await shop.advance(HOUR);
  expect(await raises(sweep)).toBe(true);
  expect(await raises(sweep)).toBe(false);
  await desk.publish(page);
  expect(await raises(() => desk.post(`/${topic.id}/withdraw`, { no: 2 }))).toBe(true);
});

describe("at a set time", () => {
  const scheduled = async (name: string, text: string, from: number, to: number | null) => {
    const topic = await desk.topic(name);
    await desk.put(topic.id, contentOf([title("head", "平常")], { title: name }));
    const saved = (
      await desk.save(await desk.get(topic.id), contentOf([title("head", text)], { title: name }))
    ).body;
    const times = { starts_at: await inFuture(from), ends_at: to === null ? null : await inFuture(to) };
    return { topic, saved, answer: await desk.publish(saved, times) };
  };

  test("it is shown from its minute to its end, then the one before again", async () => {
    const { topic, answer } = await scheduled("年货节", "年货节", HOUR, 3 * HOUR);
    expect(answer.body.scheduled).toMatchObject([{ no: 2, state: "scheduled", live: false }]);
    await sweep();
    expect(await heading(topic.id)).toBe("平常");
    await shop.advance(HOUR);
    await sweep();
    expect(await heading(topic.id)).toBe("年货节");
    expect((await desk.get(topic.id)).scheduled).toEqual([]);
    await shop.advance(2 * HOUR);
    await sweep();
    expect(await heading(topic.id)).toBe("平常");
  });

  test("two that overlap: the one that begins later, and what is published meanwhile", async () => {
    const { topic, saved } = await scheduled("重叠", "长的", HOUR, 5 * HOUR);
    const again = (await desk.save(saved, contentOf([title("head", "短的")], { title: "重叠" }))).body;
    await desk.publish(again, { starts_at: await inFuture(2 * HOUR), ends_at: await inFuture(3 * HOUR) });
    const seen: (string | null)[] = [];
    for (let hour = 0; hour < 4; hour += 1) {
      await shop.advance(HOUR);
      await sweep();
      seen.push(await heading(topic.id));
    }
    expect(seen).toEqual(["长的", "短的", "长的", "长的"]);
    await desk.put(topic.id, contentOf([title("head", "急改")], { title: "重叠" }));
    expect(await heading(topic.id)).toBe("急改");
    await shop.advance(2 * HOUR);
    await sweep();
    expect(await heading(topic.id)).toBe("急改");
  });

  test("a minute that is taken, has passed or ends before it begins is refused at its field", async () => {
    const { saved, answer } = await scheduled("时间", "时间", HOUR, null);
    const revision = answer.body;
    const ask = async (starts: string | null, ends: string | null) => {
      const { status, body } = await desk.publish(revision, { starts_at: starts, ends_at: ends });
      return [status, body.code, body.field];
    };
    const taken = answer.body.scheduled[0]?.starts_at ?? "";
    expect(await ask(taken, null)).toEqual([409, "schedule_taken", "starts_at"]);
    expect(await ask(await inFuture(-HOUR), null)).toEqual([409, "schedule_in_past", "starts_at"]);
    expect(await ask(await inFuture(2 * HOUR), await inFuture(HOUR))).toEqual([
      409,
      "page_ends_first",
      "ends_at",
    ]);
    expect(await ask(null, await inFuture(-HOUR))).toEqual([409, "page_ends_first", "ends_at"]);
    expect(saved.id).toBe(revision.id);
  });

  test("of eight that ask for one minute at once one gets it", async () => {
    const { answer } = await scheduled("一分钟", "一分钟", 9 * HOUR, null);
    const starts_at = await inFuture(12 * HOUR);
    const people = await Promise.all(Array.from({ length: 8 }, () => shop.staff("operator")));
    const answers = await Promise.all(people.map((by) => desk.publish(answer.body, { starts_at }, by)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(["schedule_taken"]),
    );
  });

  test("sweeps, publishing and taking back at once leave what the rule says", async () => {
    const { topic, answer } = await scheduled("混战", "定时", HOUR, 4 * HOUR);
    await shop.advance(HOUR);
    const page = answer.body;
    const people = await Promise.all(Array.from({ length: 4 }, () => shop.staff("operator")));
    await Promise.all([
      sweep(),
      sweep(),
      ...people.map((by) => desk.publish(page, {}, by)),
      desk.post(`/${topic.id}/withdraw`, { no: 2 }, colleague),
      sweep(),
    ]);
    await sweep();
    const [row] = await shop.sql<{ live: number; rule: number }>(
      `SELECT p.live_no AS live, (SELECT no FROM page_edition e WHERE e.page_id = p.id AND state IN ('published', 'scheduled')
         AND starts_at <= business_now() AND (ends_at IS NULL OR ends_at > business_now()) ORDER BY starts_at DESC, no DESC LIMIT 1) AS rule
       FROM page p WHERE id = $1`,
      [topic.id],
    );
    expect(row?.live).toBe(row?.rule);
    expect(await heading(topic.id)).toBe("定时");
  });
});
