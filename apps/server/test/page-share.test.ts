/** A topic page is shared like a product: with a code that says where it leads, whose visits are counted. */
import type { ConsolePageHead, Share, ShareRow } from "@banyan/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newKey } from "./open-shop.ts";
import { contentOf, openPageDesk, type PageDesk, PICTURE, type Refused, title } from "./page-desk.ts";
import { openRelations, type Relations } from "./relations.ts";

let desk: PageDesk;
let r: Relations;
beforeAll(async () => {
  desk = await openPageDesk("page_share");
  r = await openRelations(desk.shop);
});
afterAll(() => desk.shop.close());

interface Touch {
  result: string;
  product_id: string | null;
  page_id: string | null;
}

test("the card has the page's words and picture, the code leads there, visits are counted in the console", async () => {
  const { shop } = desk;
  const topic = await desk.topic("年货节");
  const who = await r.promoter();
  const share = (extra: object) =>
    who.call<Share & Refused>("POST", "/shares", { channel: "card", page_id: topic.id, ...extra });
  expect((await share({})).body).toMatchObject({ code: "page_gone", field: "page_id" });
  const words = { title: "年货节", share_title: "来办年货", share_picture: PICTURE };
  await desk.put(topic.id, contentOf([title("head", "年货")], words));
  const { body } = await share({});
  const { code } = body;
  expect(body).toMatchObject({
    ...{ page_id: topic.id, product_id: null, title: "来办年货", picture: PICTURE },
    path: `/page/topic/index?id=${topic.id}&s=${code}`,
  });
  expect((await share({})).body.code).toBe(code);
  expect((await who.call<Share>("POST", "/shares", { channel: "card" })).body.code).not.toBe(code);
  for (let visitor = 0; visitor < 3; visitor += 1) {
    const touch = await shop.visitor.call<Touch>("POST", `/shares/${code}/touch`, { visitor_key: newKey() });
    expect(touch.body).toMatchObject({ result: "noted", product_id: null, page_id: topic.id });
  }
  const mine = await who.call<{ items: ShareRow[] }>("GET", "/promoter/shares");
  expect(mine.body.items.find((row) => row.code === code)).toMatchObject({
    ...{ page_id: topic.id, title: "来办年货", picture: PICTURE, visits: 3 },
  });
  const list = await desk.operator.call<{ pages: ConsolePageHead[] }>("GET", "/console/pages");
  expect(list.body.pages.find(({ id }) => id === topic.id)).toMatchObject({ shares: 1, visits: 3 });
});

test("one place at a time, and none on an invite card", async () => {
  const who = await r.promoter();
  const topic = await desk.topic("两处");
  await desk.put(topic.id, contentOf([title("head", "好")], { title: "两处" }));
  const refused = async (body: object) => {
    const answer = await who.call<Refused>("POST", "/shares", { channel: "card", ...body });
    return [answer.body.code, answer.body.field, answer.body.message];
  };
  const product_id = String(desk.goods[0]?.productId);
  expect(await refused({ page_id: topic.id, product_id })).toEqual([
    "invalid_input",
    "page_id",
    "一次只能分享一个地方",
  ]);
  expect(await refused({ channel: "invite", page_id: topic.id })).toEqual([
    "invalid_input",
    "page_id",
    "邀请卡不带专题页",
  ]);
  expect(await refused({ page_id: desk.homeId })).toEqual(["page_gone", "page_id", "页面已下线"]);
});
