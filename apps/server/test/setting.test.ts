import { generateKeyPairSync } from "node:crypto";
import type { Settings, ShopInfo } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, openShop, type Shop } from "./open-shop.ts";

type Refused = { code: string; field?: string; message: string };

let shop: Shop;
let owner: Caller;

beforeAll(async () => {
  shop = await openShop("setting");
  owner = await shop.staff("owner");
});
afterAll(() => shop.close());

const read = async () => (await owner.call<Settings>("GET", "/console/settings")).body;
async function put(
  key: "shop" | "order" | "freight" | "notice",
  change: Record<string, unknown>,
  version?: number,
) {
  const now = await read();
  return owner.call<Settings & Refused>("PUT", `/console/settings/${key}`, {
    version: version ?? now.versions[key],
    value: { ...now[key], ...change },
  });
}
const info = async () => (await shop.visitor.call<ShopInfo>("GET", "/shop")).body;

describe("shop", () => {
  test("what a visitor sees changes with the setting, at once", async () => {
    expect(await info()).toMatchObject({
      name: "我的小店",
      demo: false,
      wechat_bridge: null,
      message_templates: [],
    });
    const { body } = await put("shop", { name: "云岭山货", slogan: "把云南的山，慢慢寄给你" });
    expect(body.versions.shop).toBe(1);
    await put("notice", { order_paid: "tmpl-1" });
    expect(await info()).toMatchObject({
      name: "云岭山货",
      message_templates: [{ topic: "order_paid", template_id: "tmpl-1" }],
    });
    const audit = await shop.sql<{ before: { name: string }; after: { name: string } }>(
      "SELECT before, after FROM audit WHERE target = 'setting:shop'",
    );
    expect(audit.map((row) => [row.before.name, row.after.name])).toEqual([["我的小店", "云岭山货"]]);
  });

  test("two tabs: the second is told", async () => {
    const { versions } = await read();
    const answers = await Promise.all([
      put("order", { unpaid_minutes: 15 }, versions.order),
      put("order", { unpaid_minutes: 20 }, versions.order),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("already_changed");
    expect(await put("order", { unpaid_minutes: 60 }, 99)).toMatchObject({
      body: { code: "already_changed" },
    });
  });

  test("a changed privacy text needs a new version, and a version never shrinks", async () => {
    expect(await put("shop", { privacy_text: "新的隐私政策" })).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "privacy_version" },
    });
    expect((await put("shop", { privacy_text: "新的隐私政策", privacy_version: 2 })).status).toBe(200);
    expect(await put("shop", { privacy_version: 1 })).toMatchObject({
      body: { field: "privacy_version" },
    });
    expect((await read()).shop.privacy_version).toBe(2);
  });
});

test("the freight policy follows its setting", async () => {
  await put("freight", {
    base_fen: 1200,
    free_over_fen: null,
    remote: [{ province: "65", fee_fen: 2500 }],
    unserved: ["71"],
  });
  const { templates } = await shop.services.freight.current();
  expect(templates).toMatchObject([
    {
      elsewhere: { firstFen: 1200n, freeOverFen: null },
      groups: [{ regions: ["65"], firstFen: 2500n }],
      unserved: ["71"],
    },
  ]);
});

describe("bad values are named at their field", () => {
  test.each<["shop" | "order" | "freight", Record<string, unknown>, string]>([
    ["shop", { name: "" }, "name"],
    ["shop", { name: "长".repeat(21) }, "name"],
    ["shop", { about: 5 }, "about"],
    ["order", { unpaid_minutes: 4 }, "unpaid_minutes"],
    ["order", { unpaid_minutes: "30" }, "unpaid_minutes"],
    ["order", { receive_days: 1.5 }, "receive_days"],
    ["freight", { base_fen: -1 }, "base_fen"],
    ["freight", { base_fen: 1e15 }, "base_fen"],
    ["freight", { remote: [{ province: "99", fee_fen: 1 }] }, "remote.0.province"],
    [
      "freight",
      {
        remote: [
          { province: "65", fee_fen: 1 },
          { province: "65", fee_fen: 2 },
        ],
      },
      "remote.1.province",
    ],
    ["freight", { remote: [{ province: "65", fee_fen: 1 }], unserved: ["71", "65"] }, "unserved.1"],
  ])("%s %j", async (key, change, field) => {
    const before = await read();
    const { status, body } = await put(key, change);
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 400,
      code: "invalid_input",
      field,
    });
    expect(body.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await read()).toEqual(before);
  });

  test("an unknown key, and staff who may only look", async () => {
    expect(await owner.call("PUT", "/console/settings/secret", { version: 0, value: {} })).toMatchObject({
      body: { field: "key" },
    });
    const operator = await shop.staff("operator");
    expect((await operator.call("GET", "/console/settings")).status).toBe(200);
    const refused = await operator.call("PUT", "/console/settings/order", { version: 0, value: {} });
    expect(refused).toMatchObject({ status: 403, body: { code: "not_allowed" } });
  });
});

describe("WeChat credentials", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = (key: "privateKey" | "publicKey") =>
    rsa[key].export({ type: key === "privateKey" ? "pkcs8" : "spki", format: "pem" }).toString();
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const open = {
    appid: "wx0123456789abcdef",
    mchid: "1900000001",
    merchant_serial: "0123456789ABCDEF0123456789ABCDEF01234567",
    public_key_id: "PUB_KEY_ID_0119000000012026",
  };
  const secrets = {
    secret: "0123456789abcdef0123456789ab9999",
    merchant_private_key_pem: pem("privateKey"),
    api_v3_key: "abcdefghijklmnopqrstuvwxyz01ABCD",
    public_key_pem: pem("publicKey"),
  };
  const put = (change: Record<string, unknown>) =>
    owner.call<Settings & Refused>("PUT", "/console/settings/wechat/credentials", { ...open, ...change });

  test("each missing secret is named", async () => {
    const { secret, merchant_private_key_pem, api_v3_key, public_key_pem } = secrets;
    for (const [given, field] of [
      [{}, "public_key_pem"],
      [{ public_key_pem }, "secret"],
      [{ public_key_pem, secret }, "merchant_private_key_pem"],
      [{ public_key_pem, secret, merchant_private_key_pem }, "api_v3_key"],
    ] as const) {
      expect(await put(given)).toMatchObject({ status: 400, body: { code: "invalid_input", field } });
    }
    expect(await put({ ...secrets, api_v3_key })).toMatchObject({ status: 200 });
  });

  test("secrets are sealed, shown by their end only, and stay where they are left out", async () => {
    const { body } = await put({ ...secrets, mchid: "1900000002" });
    expect(body.wechat).toEqual({
      ...open,
      mchid: "1900000002",
      secret_masked: "••••9999",
      api_v3_key_masked: "••••ABCD",
    });
    const kept = await put({ mchid: "1900000003" });
    expect(kept.body.wechat).toMatchObject({ mchid: "1900000003", secret_masked: "••••9999" });
    const client = await shop.services.wechat.current();
    expect(client?.open).toMatchObject({
      mchid: "1900000003",
      public_keys: { [open.public_key_id]: pem("publicKey") },
    });
    const [row] = await shop.sql<{ text: string }>(
      "SELECT (SELECT setting::text FROM setting WHERE key = 'wechat') || (SELECT string_agg(audit::text, '') FROM audit) AS text",
    );
    for (const word of [secrets.secret, secrets.api_v3_key, "PRIVATE KEY"]) {
      expect(row?.text).not.toContain(word);
      expect(row?.text).not.toContain(Buffer.from(word).toString("hex"));
      expect(JSON.stringify(body)).not.toContain(word);
    }
    const [audit] = await shop.sql<{ after: { replaced: string[] } }>(
      "SELECT after FROM audit WHERE target = 'setting:wechat' ORDER BY seq DESC LIMIT 1",
    );
    expect(audit?.after.replaced).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    [
      "merchant_private_key_pem",
      { merchant_private_key_pem: "-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----" },
    ],
    ["merchant_private_key_pem", { merchant_private_key_pem: pem("publicKey") }],
    [
      "merchant_private_key_pem",
      { merchant_private_key_pem: ec.privateKey.export({ type: "pkcs8", format: "pem" }) },
    ],
    ["public_key_pem", { public_key_pem: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" }],
    ["public_key_pem", { public_key_pem: `${pem("privateKey")}\nPUBLIC KEY` }],
    ["public_key_pem", { public_key_pem: ec.publicKey.export({ type: "spki", format: "pem" }) }],
    ["public_key_pem", { public_key_id: "PUB_KEY_ID_0119000000019999" }],
    ["api_v3_key", { api_v3_key: "钥".repeat(32) }],
    ["api_v3_key", { api_v3_key: "short" }],
    ["secret", { secret: "'; DROP TABLE setting" }],
    ["appid", { appid: "appid" }],
    ["mchid", { mchid: "1" }],
    ["merchant_serial", { merchant_serial: "xyz" }],
  ])("nonsense in %s", async (field, change) => {
    const before = await read();
    expect(await put(change)).toMatchObject({ status: 400, body: { code: "invalid_input", field } });
    expect(await read()).toEqual(before);
  });
});

test("regions come as one tree, from memory", async () => {
  type Regions = { regions: { code: string; name: string; children: { children: { code: string }[] }[] }[] };
  const { body } = await shop.visitor.call<Regions>("GET", "/regions");
  expect(shop.requests.at(-1)).toMatchObject({ path: "/api/v1/regions", statements: 0 });
  expect(body.regions).toHaveLength(34);
  const yunnan = body.regions.find((region) => region.code === "530000");
  expect(yunnan?.name).toBe("云南省");
  const districts = yunnan?.children.flatMap((city) => city.children.map((district) => district.code));
  expect(districts).toContain("532901");
});
