/** Drafts of plans: who may change them, what they may not hold, and keys that are used again. */
import type { ConsolePlan, PlanBody } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newKey, type Shop } from "./open-shop.ts";
import { bodyOf, HOUR, openPlanDesk, type PlanDesk, RULE, told } from "./plan.ts";

let desk: PlanDesk;
let shop: Shop;
beforeAll(async () => {
  desk = await openPlanDesk("plan_draft");
  shop = desk.shop;
});
afterAll(() => shop.close());

describe("a draft", () => {
  test("begins blank or as a copy, changes, is renamed and thrown away; each step is in the audit log", async () => {
    const blank = await desk.draft("春季");
    expect(blank).toMatchObject({
      state: "draft",
      revision: 1,
      based_on: null,
      body: bodyOf({ rules: [] }),
      activated_at: null,
      order_count: 0,
    });
    const saved = (await desk.save(blank, { name: "春茶季", body: bodyOf() })).body as unknown as ConsolePlan;
    expect(saved).toMatchObject({
      name: "春茶季",
      revision: 2,
      rule_count: 1,
      sentences: ["全部商品：第 1 位得计佣金额的 10%"],
    });
    const copy = (await desk.post<ConsolePlan>("/drafts", { name: "副本", from: saved.version })).body;
    expect(copy).toMatchObject({ based_on: saved.version, body: saved.body, revision: 1 });
    const renamed = (
      await desk.owner.call<ConsolePlan>("PUT", `/console/plans/${copy.version}/name`, {
        request_key: newKey(),
        revision: 1,
        name: "新副本",
      })
    ).body;
    expect(renamed).toMatchObject({ name: "新副本", revision: 2, body: saved.body });
    expect((await desk.post(`/${copy.version}/discard`, { revision: 2 })).status).toBe(200);
    expect((await desk.get(copy.version)).status).toBe(404);
    expect((await desk.list()).map(({ version }) => version)).not.toContain(copy.version);
    expect((await desk.post("/drafts", { name: "从没有的来", from: 999_999 })).body.code).toBe("not_found");
    const audited = await shop.sql<{ action: string }>(
      "SELECT action FROM audit WHERE target IN ($1, $2) ORDER BY seq",
      [`plan:${blank.version}`, `plan:${copy.version}`],
    );
    expect(audited.map(({ action }) => action)).toEqual([
      "plan.draft",
      "plan.save",
      "plan.draft",
      "plan.rename",
      "plan.discard",
    ]);
  });

  test("leaves in the audit log what was changed, before and after", async () => {
    const other = { ...RULE, id: "other", position: 2 as const };
    const plan = await desk.draft("日志", bodyOf({ depth: 2, rules: [RULE, other] }));
    await desk.save(plan, {
      body: bodyOf({ depth: 2, rules: [RULE, { ...other, rate_bps: 5 }], cap_bps: 7 }),
    });
    const [row] = await shop.sql(
      "SELECT before, after FROM audit WHERE target = $1 AND action = 'plan.save' ORDER BY seq DESC LIMIT 1",
      [`plan:${plan.version}`],
    );
    expect(row).toMatchObject({
      before: { body: { cap_bps: 3000, rules: [other] } },
      after: { body: { cap_bps: 7, rules: [{ ...other, rate_bps: 5 }] } },
    });
  });

  test("is changed only by whoever saw the last change", async () => {
    const plan = await desk.draft("两人改");
    expect((await desk.save(plan, { body: bodyOf() })).status).toBe(200);
    expect(told(await desk.save(plan, { body: bodyOf({ cap_bps: 100 }) }))).toEqual([
      409,
      "already_changed",
      "内容已被别人修改，请刷新后再试",
    ]);
    expect((await desk.post(`/${plan.version}/discard`, { revision: 1 })).body.code).toBe("already_changed");
    expect((await desk.get(plan.version)).body.body.cap_bps).toBe(3000);
  });

  test("of two who save at once one succeeds", async () => {
    const plan = await desk.draft("同时改");
    const answers = await Promise.all(
      [1, 2, 3, 4].map((rate) => desk.save(plan, { body: bodyOf({ cap_bps: rate }) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await desk.get(plan.version)).body.revision).toBe(2);
  });

  test("holds nothing that a plan may not say", async () => {
    const plan = await desk.draft("冲突");
    const tied = bodyOf({ rules: [RULE, { ...RULE, id: "again", rate_bps: 500 }] });
    const refused = await desk.save(plan, { body: tied });
    expect(told(refused)).toEqual([
      409,
      "plan_refused",
      "第 2 条规则与第 1 条「全部商品：第 1 位得计佣金额的 10%」冲突：范围、位置、等级都相同，分不出先后",
    ]);
    expect(refused.body.field).toBe("body.rules[1]");
    expect((await desk.get(plan.version)).body.revision).toBe(1);
  });

  test("of an operator may be written but not put to work", async () => {
    const operator = await shop.staff("operator");
    const plan = (await desk.post<ConsolePlan>("/drafts", { name: "运营的" }, operator)).body;
    expect((await desk.save(plan, { body: bodyOf() }, operator)).status).toBe(200);
    const at = await desk.inFuture(HOUR);
    expect((await desk.schedule({ ...plan, revision: 2 }, at, {}, operator)).body.code).toBe("not_allowed");
    const body = { revision: 2, replaces: (await desk.active()).version };
    expect((await desk.post(`/${plan.version}/activate`, body, operator)).body.code).toBe("not_allowed");
    const service = await shop.staff("service");
    expect((await desk.post("/drafts", { name: "客服的" }, service)).body.code).toBe("not_allowed");
  });
});

describe("a request key", () => {
  test("used again gives what it gave; for something else it is refused", async () => {
    const key = newKey();
    const first = await desk.post<ConsolePlan>("/drafts", { request_key: key, name: "一次" });
    const again = await desk.post<ConsolePlan>("/drafts", { request_key: key, name: "一次" });
    expect(again.body.version).toBe(first.body.version);
    expect((await desk.post("/drafts", { request_key: key, name: "两次" })).body.code).toBe(
      "request_key_reused",
    );
    const body = { revision: 1, name: "一次", body: bodyOf(), request_key: newKey() };
    const put = (more: object) =>
      desk.owner.call("PUT", `/console/plans/${first.body.version}`, { ...body, ...more });
    expect((await put({})).status).toBe(200);
    expect((await put({})).status).toBe(200);
    expect((await put({ body: bodyOf({ cap_bps: 1 }) })).body.code).toBe("request_key_reused");
    expect((await desk.get(first.body.version)).body).toMatchObject({ revision: 2, body: bodyOf() });
  });

  test("of a published body with another body is refused, and the plan of the first stays", async () => {
    const replaces = (await desk.active()).version;
    const body = { request_key: newKey(), name: "直接启用", body: bodyOf(), replaces };
    const first = await desk.post<ConsolePlan>("", body);
    expect(first.status).toBe(200);
    expect((await desk.post<ConsolePlan>("", body)).body.version).toBe(first.body.version);
    const other = { ...body, body: bodyOf({ cap_bps: 200 }) };
    expect((await desk.post("", other)).body.code).toBe("request_key_reused");
    expect((await desk.active()).version).toBe(first.body.version);
  });
});

test("a draft's body is never kept: the next reader gets the next one", async () => {
  const plan = await desk.draft("不缓存", bodyOf({ cap_bps: 100 }));
  const read = async () => (await shop.services.plans.byVersion(BigInt(plan.version))).plan.cap_bps;
  expect(await read()).toBe(100);
  await desk.save(plan, { body: bodyOf({ cap_bps: 200 }) });
  expect(await read()).toBe(200);
});

test("a new version may not name what is gone: recycled goods and retired SKUs", async () => {
  const [category] = await shop.sql<{ id: string }>("INSERT INTO category (name) VALUES ('茶') RETURNING id");
  const [product] = await shop.sql<{ id: string }>(
    "INSERT INTO product (category_id, fulfilment, name, state) VALUES ($1, 'parcel', '旧茶', 'recycled') RETURNING id",
    [category?.id],
  );
  const plan = await desk.draft("旧货");
  const rules = [{ ...RULE, scope: "product" as const, target: String(product?.id) }];
  expect((await desk.save(plan, { body: bodyOf({ rules }) })).body).toMatchObject({
    code: "plan_refused",
    field: "body.rules[0].target",
  });
  const exclude: PlanBody["exclude"] = [{ scope: "product", target: String(product?.id) }];
  expect((await desk.save(plan, { body: bodyOf({ exclude }) })).body.field).toBe("body.exclude[0].target");
  const [sku] = await shop.sql<{ id: string }>(
    "INSERT INTO sku (product_id, price_fen, retired) VALUES ($1, 100, true) RETURNING id",
    [product?.id],
  );
  exclude[0] = { scope: "sku", target: String(sku?.id) };
  expect((await desk.save(plan, { body: bodyOf({ exclude }) })).body.field).toBe("body.exclude[0].target");
});

test("two thousand rules are saved, read and put to work; one more is refused", async () => {
  const [category] = await shop.sql<{ id: string }>("INSERT INTO category (name) VALUES ('多') RETURNING id");
  await shop.sql(
    "INSERT INTO product (category_id, fulfilment, name) SELECT $1, 'parcel', '山货' || n FROM generate_series(1, 2000) n",
    [category?.id],
  );
  const ids = await shop.sql<{ id: string }>("SELECT id::text AS id FROM product WHERE name LIKE '山货%'");
  const rules = ids.map(({ id }) => ({ ...RULE, id: `p${id}`, scope: "product" as const, target: id }));
  const plan = await desk.draft("两千条", bodyOf({ rules }));
  expect(plan.sentences).toHaveLength(2000);
  expect((await desk.activate(plan)).status).toBe(200);
  const more = await desk.draft("两千零一条");
  expect((await desk.save(more, { body: bodyOf({ rules: [...rules, RULE] }) })).body).toMatchObject({
    code: "invalid_input",
    message: "规则最多 2000 条",
  });
  expect((await desk.get(more.version)).body.revision).toBe(1);
});
