/** Composing at the desk: drafts, publishing now and for a time, two people at once, the history. */
import type { ConsolePage, ConsolePageHead, EditionHead, PagePreview } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey, type Shop } from "./open-shop.ts";
import {
  contentOf,
  goodsList,
  openPageDesk,
  type PageDesk,
  PICTURE,
  type Refused,
  title,
  told,
} from "./page-desk.ts";

let desk: PageDesk;
let shop: Shop;
let colleague: Caller;
beforeAll(async () => {
  desk = await openPageDesk("page_console");
  shop = desk.shop;
  colleague = await shop.staff("owner");
});
afterAll(() => shop.close());

describe("drafts", () => {
  test("customers see nothing of a draft, and everything of it once it is published", async () => {
    const topic = await desk.topic("草稿");
    const saved = await desk.save(topic, contentOf([title("head", "第一版")], { title: "草稿" }));
    expect(saved.body).toMatchObject({ revision: 2, live: null, scheduled: [] });
    expect((await desk.shown(topic.id)).code).toBe("page_gone");
    const done = await desk.publish(saved.body, { note: "上线" });
    expect(done.body.live).toMatchObject({ no: 1, note: "上线", live: true, ends_at: null });
    expect(await desk.heading(topic.id)).toBe("第一版");
  });

  test("the one who has not seen the other's change is refused by name; both contents are kept", async () => {
    const topic = await desk.topic("两个人");
    const mine = await desk.save(topic, contentOf([title("aaaa", "我的")], { title: "两个人" }));
    const theirs = await desk.save(
      topic,
      contentOf([title("bbbb", "她的")], { title: "两个人" }),
      {},
      colleague,
    );
    expect(told(theirs)).toEqual([409, "already_changed"]);
    expect(theirs.body.message).toMatch(/^operator-\w+也改了这个页面$/);
    const over = await desk.save(
      mine.body,
      contentOf([title("bbbb", "她的")], { title: "两个人" }),
      { keep_theirs: true },
      colleague,
    );
    expect(over.status).toBe(200);
    const [kept] = await desk.history(topic.id);
    expect(kept).toMatchObject({ state: "kept", note: "被覆盖的草稿", live: false });
    const content = (
      await desk.operator.call<ConsolePage>("GET", `/console/pages/${topic.id}/editions/${kept?.no}`)
    ).body.content;
    expect(content.blocks).toEqual([title("aaaa", "我的")]);
    const put = await desk.post<EditionHead>(`/${topic.id}/kept`, {
      content: contentOf([]),
      note: "没有用上的修改",
    });
    expect(put.body).toMatchObject({ no: 2, state: "kept", note: "没有用上的修改" });
  });

  test("of ten saves at once over one revision one is taken, nine are refused", async () => {
    const topic = await desk.topic("十个");
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        desk.save(
          topic,
          contentOf([title("head", `${at}`)], { title: "十个" }),
          {},
          at % 2 ? colleague : desk.operator,
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(["already_changed"]),
    );
    expect((await desk.get(topic.id)).revision).toBe(2);
  });

  test("a save that is sent again is one save", async () => {
    const topic = await desk.topic("重发");
    const body = { request_key: newKey() };
    const content = contentOf([title("head", "一次")], { title: "重发" });
    const [first, second] = [await desk.save(topic, content, body), await desk.save(topic, content, body)];
    expect([first.status, second.status, second.body.revision]).toEqual([200, 200, 2]);
  });
});

describe("the history", () => {
  test("says in words what each edition changed; any is a draft again, and the draft before it is kept", async () => {
    const topic = await desk.topic("历史");
    const blocks = [
      title("aaaa", "甲"),
      title("bbbb", "乙"),
      goodsList("list", { source: "sales", title: "爆款" }),
    ];
    await desk.put(topic.id, contentOf(blocks, { title: "历史" }));
    const [a, b, list] = blocks as [never, never, never];
    await desk.put(topic.id, contentOf([list, a, title("cccc", "丙")], { title: "历史页" }), {
      note: "改版",
    });
    await desk.save(await desk.get(topic.id), contentOf([list], { title: "历史页" }));
    const [second, first] = await desk.history(topic.id);
    expect(second).toMatchObject({ no: 2, note: "改版", live: true });
    expect(second?.changes).toEqual([
      "修改了页面名称",
      "删除了「标题 · 乙」",
      "把「标题 · 甲」从第 1 个移到了第 2 个",
      "新增了第 3 个「标题 · 丙」",
    ]);
    expect(first?.changes).toEqual([]);
    expect(b).toEqual(title("bbbb", "乙"));
    const { revision } = await desk.get(topic.id);
    const back = await desk.post(`/${topic.id}/restore`, { no: 1, revision });
    expect(back.body.content.blocks).toEqual(blocks);
    expect((await desk.history(topic.id))[0]).toMatchObject({ state: "kept", note: "恢复第 1 版之前的草稿" });
    expect(told(await desk.post(`/${topic.id}/restore`, { no: 1, revision }))).toEqual([
      409,
      "already_changed",
    ]);
  });

  test("what is shown may be taken back while something is left to show", async () => {
    const home = await desk.put(desk.homeId, contentOf([title("head", "新首页")]));
    const no = home.live?.no ?? 0;
    const back = await desk.post(`/${desk.homeId}/withdraw`, { no });
    expect(back.body.live?.no).toBe(no - 1);
    expect(told(await desk.post(`/${desk.homeId}/withdraw`, { no }))).toEqual([409, "edition_over"]);
    const last = await desk.post(`/${desk.homeId}/withdraw`, { no: 1 });
    expect(told(last)).toEqual([409, "edition_last"]);
    expect((await desk.home()).blocks.length).toBeGreaterThan(1);
  });

  test("every write stands in the log, with what was changed in words", async () => {
    const rows = await shop.sql<{ action: string; after: { changes?: string[] } }>(
      "SELECT action, after FROM audit WHERE target LIKE 'page%' ORDER BY created_at",
    );
    const actions = new Set(rows.map(({ action }) => action));
    expect([...actions].sort()).toEqual(
      ["page.create", "page.keep", "page.publish", "page.restore", "page.save", "page.withdraw"].sort(),
    );
    expect(rows.flatMap(({ after }) => after.changes ?? [])).toContain("新增了第 1 个「标题 · 第一版」");
  });
});

test("who may only read reads; who may not is refused", async () => {
  const [service, finance] = [await shop.staff("service"), await shop.staff("finance")];
  const list = await service.call<{ pages: ConsolePageHead[] }>("GET", "/console/pages");
  expect(list.body.pages[0]).toMatchObject({ kind: "home", closed: false });
  expect(told(await desk.post("", { title: "客服的", from: null }, service))).toEqual([403, "not_allowed"]);
  expect(told(await finance.call<Refused>("GET", "/console/pages"))).toEqual([403, "not_allowed"]);
});

test("the preview shows as customers would see it, and says what they will not", async () => {
  const idOf = (at: number) => String(desk.goods[at]?.productId);
  const content = contentOf([
    goodsList("pick", { product_ids: [idOf(0), idOf(3)] }),
    goodsList("gone", { product_ids: [idOf(3)] }),
    { ...title("head", "去看"), link: { to: "product", id: idOf(3) } } as never,
    { kind: "topic", id: "topi", page_id: "999999", picture: PICTURE, title: "", subtitle: "" },
  ]);
  const { body } = await desk.post<PagePreview>("/preview", { content });
  expect(body.page.blocks.map(({ id }) => id)).toEqual(["pick", "head"]);
  expect(body.warnings).toEqual([
    { block_id: "pick", message: "有 1 件商品已下架，不会显示" },
    { block_id: "gone", message: "没有在售的商品，整块不显示" },
    { block_id: "head", message: "有 1 个跳转的去处已下架或关闭，点了没有反应" },
    { block_id: "topi", message: "专题页还没有发布或已关闭，整块不显示" },
  ]);
});
