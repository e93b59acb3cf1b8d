import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_USERS } from "../src/index.ts";
import { withResult } from "../src/pages/visitor.ts";
import { send, transferBody } from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
const [me, other] = [DEMO_USERS[0]?.openid ?? "", DEMO_USERS[1]?.openid ?? ""];
const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";
const BACK = "/withdrawal/detail/index?id=W1";

beforeAll(async () => {
  sim = await scratchSimulator();
  await sim.control.setTransferRules({ user_day_max: 1_000_000, merchant_name: "云岭<山货>" });
});
afterAll(() => sim.remove());

async function get(path: string, openid?: string) {
  const headers = openid === undefined ? {} : { cookie: `wx_sim_user=${openid}` };
  const answer = await fetch(sim.url + path, { redirect: "manual", headers });
  return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
}

async function submit(path: string, form: Record<string, string>, openid?: string) {
  const answer = await fetch(sim.url + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(form),
    headers: openid === undefined ? {} : { cookie: `wx_sim_user=${openid}` },
  });
  return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
}

/** A bill that waits for me, and what the mini program hands over. */
async function bill(change: object = {}) {
  const body = transferBody(sim.credentials, me, { transfer_remark: "佣金<b>", ...change });
  const { package_info } = (await send(sim.url, sim.credentials, "POST", BILLS, body)).body;
  const form = {
    mchId: sim.credentials.mchid,
    appId: sim.credentials.appid,
    package: String(package_info),
    back: BACK,
  };
  return { no: body.out_bill_no, form };
}

const address = (form: Record<string, string>) => `/__wechat/transfer?${new URLSearchParams(form)}`;
const stateOf = async (no: string) =>
  (await sim.control.state()).transfers.find((row) => row.out_bill_no === no)?.state;

async function settle() {
  await sim.control.advanceClock(1500);
  await sim.control.pump();
}

describe("confirmation page", () => {
  test("shows merchant, amount, scene and payee, confirms once, and leads back", async () => {
    const { no, form } = await bill();
    const shown = await get(address(form), me);
    for (const words of [
      "云岭&#60;山货&#62; 向你转账",
      '<span class="int">128</span><span class="fen">.80</span>',
      "佣金报酬",
      "岗位类型",
      "推广员",
      "佣金&#60;b&#62;",
      DEMO_USERS[0]?.nickname ?? "",
      "确认收款",
      "稍后再说",
    ])
      expect(shown.text).toContain(words);
    expect(shown.text).toContain('href="/withdrawal/detail/index?id=W1&#38;transfer=cancel"');
    expect(await stateOf(no)).toBe("WAIT_USER_CONFIRM");
    const confirmed = await submit("/__wechat/transfer/confirm", form, me);
    expect([confirmed.status, await stateOf(no)]).toEqual([303, "TRANSFERING"]);
    const again = await submit("/__wechat/transfer/confirm", form, me);
    expect(again.location).toBe(confirmed.location);
    const under = await get(confirmed.location ?? "", me);
    expect(under.text).toContain("正在存入零钱");
    expect(under.text).toContain("location.reload()");
    await settle();
    const done = await get(confirmed.location ?? "", me);
    expect(done.text).toContain("已收款");
    expect(done.text).toContain('href="/withdrawal/detail/index?id=W1&#38;transfer=success"');
    expect(done.text).not.toContain("location.reload()");
  });

  test("somebody else sees nothing of it, and may switch", async () => {
    const { no, form } = await bill();
    const asked = await get(address(form));
    expect(asked.location).toMatch(/^\/__wechat\/who\?back=/);
    expect(decodeURIComponent(asked.location ?? "")).toContain("/__wechat/transfer?mchId=");
    const shown = await get(address(form), other);
    expect(shown.text).toContain("你的微信号与商家指定的微信号不一致");
    expect(shown.text).not.toContain("128");
    expect(shown.text).toContain("切换微信用户");
    await submit("/__wechat/transfer/confirm", form, other);
    expect(await stateOf(no)).toBe("WAIT_USER_CONFIRM");
    const me2 = await submit("/__wechat/who", {
      openid: me,
      back: new URLSearchParams((asked.location ?? "").split("?")[1]).get("back") ?? "",
    });
    expect((await get(me2.location ?? "", me)).text).toContain("稍后再说");
  });

  test.each([
    ["another merchant", { mchId: "1900000001" }],
    ["another app", { appId: "wx0000000000000000" }],
    ["an unknown package", { package: "ABBQO" }],
    ["no package", { package: "" }],
  ])("%s is refused before and at confirming", async (_name, change) => {
    const { no, form } = await bill();
    const wrong = { ...form, ...change };
    const shown = await get(address(wrong), me);
    expect(shown.text).toContain("收款参数有误");
    expect(shown.text).toContain("transfer=fail");
    await submit("/__wechat/transfer/confirm", wrong, me);
    expect(await stateOf(no)).toBe("WAIT_USER_CONFIRM");
  });

  test("cancelled, failed and expired bills say so", async () => {
    const cancelled = await bill();
    await sim.control.finishTransfer({ out_bill_no: cancelled.no, state: "CANCELLED" });
    expect((await get(address(cancelled.form), me)).text).toContain("商家已撤销这笔转账");
    const failed = await bill();
    await sim.control.finishTransfer({ out_bill_no: failed.no, state: "FAIL" });
    expect((await get(address(failed.form), me)).text).toContain("未能到账，款项已退回商家");
    const late = await bill();
    await sim.control.advanceClock(24 * 3_600_000 + 1000);
    expect((await get(address(late.form), me)).text).toContain("超过24小时未确认");
    await submit("/__wechat/transfer/confirm", late.form, me);
    expect(await stateOf(late.no)).toBe("WAIT_USER_CONFIRM");
  });

  test.each(["https://evil.example/", "//evil.example/", "javascript:alert(1)"])(
    "back = %s stays here",
    async (back) => {
      const { form } = await bill();
      const shown = await get(address({ ...form, back }), me);
      expect(shown.text).toContain('href="/?transfer=cancel"');
      expect(shown.text).not.toContain(back);
    },
  );

  test.each([
    ["/w?id=1", "/w?id=1&transfer=success"],
    ["/w?transfer=cancel&pay=success", "/w?pay=success&transfer=success"],
    ["/#/w?transfers=1", "/#/w?transfers=1&transfer=success"],
  ])("%s leads to %s", (back, result) => {
    expect(withResult(back, "transfer", "success")).toBe(result);
  });
});

describe("wallet", () => {
  test("says what arrived, and what waits for a tap", async () => {
    const person = (await sim.control.addUser({ nickname: "钱多多" })).openid;
    expect((await get("/__wechat/wallet")).location).toBe("/__wechat/who?back=/__wechat/wallet");
    expect((await get("/__wechat/wallet", person)).text).toContain("还没有商家转账");
    const [first, second] = [await bill({ openid: person }), await bill({ openid: person })];
    await sim.control.confirmTransfer({ out_bill_no: first.no });
    await settle();
    const shown = (await get("/__wechat/wallet", person)).text;
    expect(shown).toContain("<small>¥</small>128<small>.80</small>");
    expect(shown).toContain("+¥128.80");
    expect(shown.match(/待确认收款/g)).toHaveLength(1);
    expect(shown).toContain(encodeURIComponent(second.form.package));
    expect((await get("/__wechat/", person)).text).toContain('aria-label="1笔待确认收款"');
  });
});

describe("the operator's page", () => {
  test("shows the balance and tops it up; bills that wait go on", async () => {
    await sim.control.setMerchantBalance(5_000);
    const waits = await bill();
    await settle();
    const shown = await get("/__wechat/merchant");
    expect(shown.text).toContain("<small>¥</small>50<small>.00</small>");
    expect(shown.text).toContain("有 1 笔转账共 ¥128.80 在等余额");
    const topped = await submit("/__wechat/merchant/top-up", { yuan: "1,000.5" });
    expect([topped.status, topped.location]).toEqual([303, "/__wechat/merchant"]);
    await settle();
    expect(await stateOf(waits.no)).toBe("WAIT_USER_CONFIRM");
    expect((await sim.control.state()).merchant_balance).toBe(105_050 - 12_880);
  });

  test.each(["", "0", "-5", "1.234", "一千", "99999999999"])("%j is no amount", async (yuan) => {
    const before = (await sim.control.state()).merchant_balance;
    const answer = await submit("/__wechat/merchant/top-up", { yuan });
    expect([answer.status, (await sim.control.state()).merchant_balance]).toEqual([400, before]);
    expect(answer.text).toContain("请填写金额");
  });
});
