/** Which plan works: put to work by hand, at its time, and against each other. */
import type { ConsolePlan } from "@banyan/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sweepPlans } from "../src/plan/sweep.ts";
import type { Shop } from "./open-shop.ts";
import { bodyOf, HOUR, MINUTE, openPlanDesk, type PlanDesk, RULE, told } from "./plan.ts";

let desk: PlanDesk;
let shop: Shop;
beforeAll(async () => {
  desk = await openPlanDesk("plan_switch");
  shop = desk.shop;
});
afterAll(() => shop.close());

describe("putting to work", () => {
  test("retires what worked; the body stands from then on", async () => {
    const before = await desk.active();
    const plan = await desk.draft("启用", bodyOf({ cap_bps: 2500 }));
    expect((await desk.activate(plan)).status).toBe(200);
    expect(await desk.active()).toMatchObject({ version: plan.version, cap_bps: 2500 });
    expect((await desk.get(before.version)).body.state).toBe("retired");
    expect((await shop.services.plans.current()).version).toBe(BigInt(plan.version));
    const now_ = (await desk.get(plan.version)).body;
    expect(told(await desk.save(now_, { body: bodyOf() }))).toEqual([
      409,
      "plan_not_draft",
      "这个方案已不是草稿，不能再修改",
    ]);
    expect((await desk.post(`/${plan.version}/discard`, { revision: now_.revision })).body.code).toBe(
      "plan_not_draft",
    );
  });

  test("asks the owner for depth 3 and for a team bonus, and keeps who agreed to which words", async () => {
    const plan = await desk.draft("三层", bodyOf({ depth: 3 }));
    expect((await desk.activate(plan)).body.code).toBe("acknowledgement_needed");
    expect((await desk.schedule(plan, await desk.inFuture(HOUR))).body.code).toBe("acknowledgement_needed");
    const done = (await desk.activate(plan, { acknowledge: true })).body as unknown as ConsolePlan;
    expect(done.acknowledged?.by).toBe(done.staff_name);
    expect(done.acknowledged?.text).toContain("《禁止传销条例》第七条");
  });

  test("is refused when another plan works than the one that was seen", async () => {
    const plan = await desk.draft("旧前任", bodyOf());
    expect((await desk.activate(plan, { replaces: 1 })).body.code).toBe("already_changed");
  });

  test("of two at once one succeeds, ten times", async () => {
    for (let round = 0; round < 10; round += 1) {
      const plans = [await desk.draft("甲", bodyOf()), await desk.draft("乙", bodyOf())];
      const { version: replaces } = await desk.active();
      const answers = await Promise.all(plans.map((plan) => desk.activate(plan, { replaces })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe("already_changed");
    }
    expect((await desk.list()).filter(({ state }) => state === "active")).toHaveLength(1);
  });
});

describe("a set time", () => {
  beforeEach(async () => {
    for (const plan of await desk.list())
      if (plan.state === "scheduled") await desk.post(`/${plan.version}/unschedule`, {});
  });

  test("in the past is refused with a sentence", async () => {
    const plan = await desk.draft("过去", bodyOf());
    for (const ms of [-HOUR, -1, 0]) {
      const refused = await desk.schedule(plan, await desk.inFuture(ms));
      expect(told(refused)).toEqual([409, "schedule_in_past", "启用时间已经过去，请选以后的时间"]);
      expect(refused.body.field).toBe("starts_at");
    }
    expect((await desk.get(plan.version)).body.state).toBe("draft");
  });

  test("is a whole minute, and belongs to one plan", async () => {
    const at = new Date(Math.ceil((await desk.inFuture(HOUR)).getTime() / MINUTE) * MINUTE);
    const first = await desk.draft("先", bodyOf());
    const second = await desk.draft("后", bodyOf());
    const done = await desk.schedule(first, new Date(at.getTime() + 30_500));
    expect(done.body).toMatchObject({ state: "scheduled", starts_at: at.toISOString() });
    expect(told(await desk.schedule(second, at))).toEqual([
      409,
      "schedule_taken",
      "这一分钟已有另一个方案定时启用，请换一个时间",
    ]);
    const one = (await desk.post<ConsolePlan>(`/${first.version}/unschedule`, {})).body;
    expect(one).toMatchObject({ state: "draft", starts_at: null, scheduled_by: null });
    const both = await Promise.all([desk.schedule(one, at), desk.schedule(second, at)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test("comes: the plan works, the one before is retired, caches follow", async () => {
    const before = await desk.active();
    const plan = await desk.draft("到点", bodyOf({ depth: 3, cap_bps: 1234 }));
    const done = await desk.schedule(plan, await desk.inFuture(2 * MINUTE), { acknowledge: true });
    const waiting = done.body as unknown as ConsolePlan;
    expect(waiting.acknowledged?.text).toContain("须由店主确认");
    expect((await desk.save(waiting, { body: bodyOf() })).body.code).toBe("plan_not_draft");
    expect(await sweepPlans(shop.services)).toBe(false);
    expect((await shop.services.plans.byVersion(BigInt(plan.version))).plan.cap_bps).toBe(1234);
    await shop.advance(3 * MINUTE);
    expect(await sweepPlans(shop.services)).toBe(true);
    expect(await sweepPlans(shop.services)).toBe(false);
    expect(await desk.active()).toMatchObject({
      version: plan.version,
      acknowledged: waiting.acknowledged,
      starts_at: waiting.starts_at,
    });
    expect((await desk.get(before.version)).body.state).toBe("retired");
    expect((await shop.services.plans.current()).plan.cap_bps).toBe(1234);
    expect((await desk.post(`/${plan.version}/unschedule`, {})).body.code).toBe("plan_not_scheduled");
  });

  test("that two plans missed gives each its turn, the earlier first", async () => {
    const early = await desk.draft("早", bodyOf({ cap_bps: 11 }));
    const late = await desk.draft("晚", bodyOf({ cap_bps: 22 }));
    await desk.schedule(late, await desk.inFuture(5 * MINUTE));
    await desk.schedule(early, await desk.inFuture(3 * MINUTE));
    await shop.advance(10 * MINUTE);
    expect(await sweepPlans(shop.services)).toBe(true);
    expect((await desk.active()).version).toBe(early.version);
    expect(await sweepPlans(shop.services)).toBe(true);
    expect((await desk.active()).version).toBe(late.version);
  });

  test("finds a plan that does not hold any more: a draft again, and an alarm for whoever set the time", async () => {
    const before = await desk.active();
    const [tier] = await shop.sql<{ id: string }>(
      "INSERT INTO tier (name, rank) VALUES ('体验官', 90) RETURNING id",
    );
    const rules = [RULE, { ...RULE, id: "t", tier: String(tier?.id), rate_bps: 1200 }];
    const plan = await desk.draft("等级没了", bodyOf({ rules }));
    expect((await desk.schedule(plan, await desk.inFuture(2 * MINUTE))).status).toBe(200);
    await shop.sql("UPDATE tier SET retired_at = business_now() WHERE id = $1", [tier?.id]);
    await shop.advance(5 * MINUTE);
    expect(await sweepPlans(shop.services)).toBe(true);
    expect((await desk.active()).version).toBe(before.version);
    const back = (await desk.get(plan.version)).body;
    expect(back).toMatchObject({ state: "draft", starts_at: null, acknowledged: null });
    const [alarm] = await shop.sql(
      "SELECT kind, ref, title, detail, staff_id FROM alarm WHERE kind = 'plan_not_activated'",
    );
    expect(alarm).toMatchObject({
      ref: `plan:${plan.version}`,
      title: "方案「等级没了」到了时间没有启用，已退回草稿",
      staff_id: String(desk.owner.id),
      detail: { problems: [{ code: "unknown_tier", message: "第 2 条规则：没有这个等级" }] },
    });
    expect((await desk.save(back, { body: back.body })).body).toMatchObject({
      code: "plan_refused",
      field: "body.rules[1].tier",
    });
  });

  test("races with an owner who publishes: one plan works, and each of both was put to work or told so", async () => {
    for (let round = 0; round < 10; round += 1) {
      const waiting = await desk.draft("定时", bodyOf());
      const other = await desk.draft("手动", bodyOf());
      await desk.schedule(waiting, await desk.inFuture(MINUTE));
      await shop.advance(2 * MINUTE);
      const { version: replaces } = await desk.active();
      const [published] = await Promise.all([
        desk.activate(other, { replaces }),
        sweepPlans(shop.services),
        sweepPlans(shop.services),
      ]);
      const plans = await desk.list();
      expect(plans.filter(({ state }) => state === "active")).toHaveLength(1);
      const stateOf = (plan: ConsolePlan) => plans.find(({ version }) => version === plan.version)?.state;
      expect([stateOf(waiting), stateOf(other)]).toEqual([
        "active",
        published.status === 200 ? "retired" : "draft",
      ]);
    }
  });

  test("and an owner who takes it back: it works, or it is a draft", async () => {
    for (let round = 0; round < 10; round += 1) {
      const plan = await desk.draft("收回", bodyOf());
      await desk.schedule(plan, await desk.inFuture(MINUTE));
      await shop.advance(2 * MINUTE);
      const [answer] = await Promise.all([
        desk.post(`/${plan.version}/unschedule`, {}),
        sweepPlans(shop.services),
      ]);
      expect((await desk.get(plan.version)).body.state).toBe(answer.status === 200 ? "draft" : "active");
    }
  });
});
