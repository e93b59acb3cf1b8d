/** A person's account: phone, consent, devices. Taking their data along and closing have files of their own. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wordOf } from "./support/client.ts";
import { type Buyer, createCaller } from "./support/people.ts";
import { putOne } from "./support/setup.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ name: "account" });
});
afterAll(async () => {
  expect(shop.errors).toEqual([]);
  await shop.close();
});

describe("phone", () => {
  const code = (of: Buyer, phone?: string) => shop.simulator.control.phoneCode(of.openid, phone);
  const bind = async (who: Buyer, phone?: string, of = who) =>
    wordOf(who.api.customer.bindPhone({ code: await code(of, phone) }));

  it("is WeChat's word, shown masked, sealed at rest, and changed or removed at will", async () => {
    const who = await shop.customer();
    expect(await who.api.customer.bindPhone({ code: await code(who, "13912345678") })).toEqual({
      phone: "139****5678",
    });
    expect((await who.api.customer.me()).phone).toBe("139****5678");
    const rows = await shop.sql<{ row: string }>(
      `SELECT row_to_json(t)::text AS row FROM (SELECT *, encode(phone_sealed, 'escape') AS seen FROM customer_phone) t
       UNION ALL SELECT row_to_json(p)::text FROM phone p`,
    );
    expect(rows.map(({ row }) => row).join()).not.toContain("13912345678");
    await bind(who, "13700000001");
    expect((await who.api.customer.me()).phone).toBe("137****0001");
    expect(await bind(await shop.customer(), "13912345678")).toBe("ok");
    await who.api.customer.removePhone();
    await who.api.customer.removePhone();
    expect((await who.api.customer.me()).phone).toBeNull();
    expect(await bind(await shop.customer(), "13700000001")).toBe("ok");
  });

  it("is one customer's: the second is told so, however many try at once", async () => {
    const crowd = await shop.crowd(8);
    const words = await Promise.all(crowd.map((who) => bind(who, "13600001111")));
    expect(words.sort()).toEqual(["ok", ...Array<string>(7).fill("phone_taken")]);
    const [row] = await shop.sql(
      "SELECT count(*)::int AS n FROM customer_phone WHERE masked = '136****1111'",
    );
    expect(row).toEqual({ n: 1 });
  });

  it("a code is good once and for five minutes, and a login code is none", async () => {
    const who = await shop.customer();
    const used = await code(who);
    const bindWith = (given: string) => wordOf(who.api.customer.bindPhone({ code: given }));
    expect([await bindWith(used), await bindWith(used)]).toEqual(["ok", "phone_code_invalid"]);
    expect(await bindWith(await shop.simulator.control.login(who.openid))).toBe("phone_code_invalid");
    const old = await code(who);
    await shop.advance(5 * 60_000 + 1);
    expect(await bindWith(old)).toBe("phone_code_invalid");
    for (const bad of ["", "短", "a".repeat(513), "12345678<script>"])
      expect(await bindWith(bad)).toBe("invalid_input");
  });

  it("staff read it masked; in full only by permission, with a reason that the audit log keeps", async () => {
    const who = await shop.customer();
    await bind(who, "13511112222");
    const { customer } = shop.owner.api.console;
    expect((await customer.get({ customer_id: who.id })).phone).toBe("135****2222");
    const finance = await shop.staff("finance");
    const reveal = { customer_id: who.id, reason: "核对收件电话" };
    expect(await wordOf(finance.api.console.customer.reveal(reveal))).toBe("not_allowed");
    expect(await customer.reveal(reveal)).toEqual({ phone: "13511112222" });
    const [entry] = (await shop.owner.api.console.audit.list({})).items;
    expect(entry).toMatchObject({ action: "customer.reveal", target: `customer:${who.id}` });
    expect(JSON.stringify(entry)).not.toContain("13511112222");
  });
});

it("devices: the one that asks comes first, and the others are signed out in one go", async () => {
  const who = await shop.customer();
  const signIn = async (agent: string) => {
    const code = await shop.simulator.control.login(who.openid);
    const answer = await who.raw(
      "POST",
      "/session",
      { provider: "wechat", code, privacy_version: 1 },
      {
        "user-agent": agent,
      },
    );
    return createCaller(
      { url: shop.url, heard: () => undefined },
      { authorization: `Bearer ${(answer.body as { token: string }).token}` },
    );
  };
  const phone = await signIn("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.60");
  const desk = await signIn("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140 <script>");
  const { devices } = await desk.api.session.devices();
  expect(devices.map(({ name, here }) => `${name} ${here}`)).toEqual([
    "浏览器 · Windows 电脑 true",
    "微信 · iPhone false",
    "未知设备 false",
  ]);
  expect(await desk.api.session.signOutOthers()).toEqual({ ended: 2 });
  expect(await wordOf(phone.api.customer.me())).toBe("session_expired");
  expect(await wordOf(who.api.customer.me())).toBe("session_expired");
  expect(await wordOf(desk.api.customer.me())).toBe("ok");
});

describe("consent", () => {
  // Signed in before there is a second text.
  let who: Buyer;
  let leaver: Buyer;
  beforeAll(async () => {
    [who, leaver] = (await shop.crowd(2)) as [Buyer, Buyer];
  });

  it("is asked again for a new text; what was agreed to, and its words, can be read", async () => {
    const settings = await shop.owner.api.console.setting.get();
    const { privacy_text } = settings.shop;
    await putOne(shop, "shop", { privacy_text: "新的隐私政策", privacy_version: 2 });
    const control = shop.simulator.control;
    const signIn = async (privacy_version?: number) =>
      wordOf(
        createCaller({ url: shop.url, heard: () => undefined }, {}).api.session.signIn({
          provider: "wechat",
          code: await control.login(who.openid),
          ...(privacy_version === undefined ? {} : { privacy_version }),
        }),
      );
    expect(await signIn()).toBe("privacy_consent_needed");
    expect(await signIn(2)).toBe("ok");
    expect(await signIn()).toBe("ok");
    const { current_version, items } = await who.api.customer.consents();
    expect(current_version).toBe(2);
    expect(items.map(({ version, kind, has_text }) => [version, kind, has_text])).toEqual([
      [2, "agreed", true],
      [1, "agreed", true],
    ]);
    expect((await who.api.customer.consentText({ version: 1 })).text).toBe(privacy_text);
    expect((await who.api.customer.consentText({ version: 2 })).text).toBe("新的隐私政策");
    expect(await wordOf(who.api.customer.consentText({ version: 3 }))).toBe("not_found");
  });

  it("taken back: signed out everywhere, and the next sign-in asks; each step stands in the history", async () => {
    await leaver.api.customer.agree({ version: 2 });
    expect(await wordOf(leaver.api.customer.withdrawConsent({ confirm: false as true }))).toBe(
      "invalid_input",
    );
    await leaver.api.customer.withdrawConsent({ confirm: true });
    expect(await wordOf(leaver.api.customer.me())).toBe("session_expired");
    const caller = createCaller({ url: shop.url, heard: () => undefined }, {});
    const signIn = async (version?: number) =>
      caller.api.session.signIn({
        provider: "wechat",
        code: await shop.simulator.control.login(leaver.openid),
        ...(version === undefined ? {} : { privacy_version: version }),
      });
    expect(await wordOf(signIn())).toBe("privacy_consent_needed");
    const back = await signIn(2);
    expect(back).toMatchObject({ customer_id: leaver.id, is_new: false });
    const again = createCaller(
      { url: shop.url, heard: () => undefined },
      { authorization: `Bearer ${back.token}` },
    );
    const { items } = await again.api.customer.consents();
    expect(items.map(({ version, kind }) => `${version} ${kind}`)).toEqual([
      "2 agreed",
      "2 withdrawn",
      "2 agreed",
      "1 agreed",
    ]);
  });
});
