import type { Address } from "@banyan/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addressFromFacts } from "../src/address/from-facts.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

type Refused = { code: string; field?: string; message: string };

let shop: Shop;
let who: Caller;

beforeAll(async () => {
  shop = await openShop("address");
});
beforeEach(async () => {
  who = await shop.customer();
});
afterAll(() => shop.close());

const form = (extra: Record<string, unknown> = {}) => ({
  recipient: "段誉",
  phone: "13800138000",
  region_code: "532901",
  detail: "喜洲镇四方街 1 号",
  request_key: newKey(),
  ...extra,
});
const create = (extra: Record<string, unknown> = {}, by = who) =>
  by.call<Address & Refused>("POST", "/addresses", form(extra));
const list = async (by = who) =>
  (await by.call<{ addresses: Address[] }>("GET", "/addresses")).body.addresses;
const change = (id: string, extra: Record<string, unknown> = {}, by = who) =>
  by.call<Address & Refused>("PUT", `/addresses/${id}`, form(extra));

test("the first becomes the default, names come from the code, nothing personal stands open", async () => {
  const { status, body } = await create();
  expect(status).toBe(200);
  expect(body).toMatchObject({
    recipient: "段誉",
    phone: "13800138000",
    region: ["云南省", "大理白族自治州", "大理市"],
    is_default: true,
  });
  expect(await list()).toEqual([body]);
  expect(shop.requests.at(-1)?.statements).toBe(1);
  const [row] = await shop.sql<{ text: string }>("SELECT address::text AS text FROM address WHERE id = $1", [
    body.id,
  ]);
  for (const word of ["段誉", "13800138000", "喜洲"]) {
    expect(row?.text).not.toContain(word);
    expect(row?.text).not.toContain(Buffer.from(word).toString("hex"));
  }
});

test("a sealed contact opens only where it was sealed", async () => {
  const { body } = await create();
  const other = await create({}, await shop.customer());
  const [row] = await shop.sql<{ contact_sealed: Buffer }>(
    "SELECT contact_sealed FROM address WHERE id = $1",
    [body.id],
  );
  const facts = {
    regionCode: "532901",
    contactSealed: row?.contact_sealed ?? Buffer.alloc(0),
    isDefault: true,
  };
  const open = (customer: bigint, id: bigint) =>
    addressFromFacts(shop.services.seal, customer, { ...facts, id }).recipient;
  expect(open(who.id, BigInt(body.id))).toBe("段誉");
  expect(() => open(who.id, BigInt(other.body.id))).toThrow();
  expect(() => open(who.id + 1n, BigInt(body.id))).toThrow();
});

describe("the default", () => {
  test("moves to a new one, stays where nobody takes it, and goes to the newest when it is removed", async () => {
    const first = (await create()).body;
    const second = (await create({ recipient: "二" })).body;
    expect([first.is_default, second.is_default]).toEqual([true, false]);
    const third = (await create({ recipient: "三", is_default: true })).body;
    const defaults = async () =>
      (await list()).filter((address) => address.is_default).map((address) => address.id);
    expect(await defaults()).toEqual([third.id]);
    expect((await change(third.id, { is_default: false })).body.is_default).toBe(true);
    expect((await change(first.id, { is_default: true, recipient: "一" })).body).toMatchObject({
      recipient: "一",
      is_default: true,
    });
    expect(await defaults()).toEqual([first.id]);
    await who.call("DELETE", `/addresses/${first.id}`);
    expect(await defaults()).toEqual([third.id]);
  });

  test("ten at once leave one default", async () => {
    await Promise.all(Array.from({ length: 10 }, () => create({ is_default: true })));
    const addresses = await list();
    expect(addresses).toHaveLength(10);
    expect(addresses.filter((address) => address.is_default)).toHaveLength(1);
  });
});

test("a retry with the same key makes no second one, ten at once make one", async () => {
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: 10 }, () => create({ request_key: key })));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await list()).toHaveLength(1);
});

test("thirty and no more, however many come at once", async () => {
  const answers = await Promise.all(Array.from({ length: 33 }, () => create()));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
  expect(answers.filter(({ body }) => body.code === "address_limit")).toHaveLength(3);
});

test("another person's address does not exist", async () => {
  const { body } = await create();
  const other = await shop.customer();
  expect(await change(body.id, {}, other)).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await other.call("DELETE", `/addresses/${body.id}`)).toMatchObject({ status: 404 });
  expect(await list(other)).toEqual([]);
  expect((await list()).map((address) => address.id)).toEqual([body.id]);
});

describe("bad input changes nothing and is named at its field", () => {
  test.each([
    ["region_code", "999999"],
    ["region_code", "530000"],
    ["region_code", "530100"],
    ["region_code", "53290"],
    ["region_code", 532901],
    ["region_code", "__prot"],
    ["recipient", "  "],
    ["recipient", "长".repeat(21)],
    ["recipient", "段\u0000誉"],
    ["phone", "12800138000"],
    ["phone", "138001380001"],
    ["phone", "'; DROP TABLE address"],
    ["detail", undefined],
    ["detail", "长".repeat(81)],
    ["request_key", "short"],
    ["is_default", "maybe"],
  ])("%s: %j", async (field, value) => {
    const { status, body } = await create({ [field]: value });
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 400,
      code: "invalid_input",
      field,
    });
    expect(body.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await list()).toEqual([]);
  });

  test("emoji and scripts are text like any other", async () => {
    const detail = "🍄 <script>alert(1)</script> 号";
    expect((await create({ detail })).body.detail).toBe(detail);
  });
});
