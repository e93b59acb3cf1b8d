import type { ConsoleProduct, FreightTemplateBody } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addGoods } from "./goods.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

type Refused = { code: string; field?: string; message: string };
const PATH = "/console/freight-templates";

let shop: Shop;
let owner: Caller;
beforeAll(async () => {
  shop = await openShop("freight");
  owner = await shop.staff("owner");
});
afterAll(() => shop.close());

const rule = (change: Record<string, unknown> = {}) => ({
  first: 1000,
  first_fen: 1200,
  further: 500,
  further_fen: 300,
  free_over_fen: null,
  free_over_pieces: null,
  ...change,
});
let made = 0;
const template = (change: Record<string, unknown> = {}) => {
  made += 1;
  return { ...WHOLE, name: `模板 ${made}`, ...change };
};
const WHOLE = {
  unit: "weight",
  elsewhere: rule(),
  groups: [{ ...rule({ first_fen: 3000 }), regions: ["65", "5401"] }],
  unserved: ["71"],
};
const list = async () => (await owner.call<{ templates: FreightTemplateBody[] }>("GET", PATH)).body.templates;
const create = (change: Record<string, unknown> = {}) =>
  owner.call<FreightTemplateBody & Refused>("POST", PATH, { request_key: newKey(), ...template(change) });

describe("templates", () => {
  test("a new shop has one, and it charges what the setting said", async () => {
    const [first, ...others] = await list();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ name: "默认模板", is_default: true, unit: "piece", unserved: [] });
    expect(first?.elsewhere).toMatchObject({ first_fen: 1000, further_fen: 0, free_over_fen: 9900 });
  });

  test("made once by one key, changed by whoever saw the last change, told in the audit", async () => {
    const body = { request_key: newKey(), ...template({ name: "冷链" }) };
    const [a, b] = await Promise.all([
      owner.call<FreightTemplateBody>("POST", PATH, body),
      owner.call<FreightTemplateBody>("POST", PATH, body),
    ]);
    expect(a.status).toBe(200);
    expect(b.body.id).toBe(a.body.id);
    const { id, version } = a.body;
    const put = (change: object, seen: number) =>
      owner.call<FreightTemplateBody & Refused>("PUT", `${PATH}/${id}`, {
        ...template({ name: "冷链", ...change }),
        version: seen,
      });
    const answers = await Promise.all([put({ unserved: [] }, version), put({ unserved: ["82"] }, version)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("already_changed");
    const audit = await shop.sql<{ action: string; before: { name: string } | null }>(
      `SELECT action, before FROM audit WHERE target = 'freight:${id}' ORDER BY seq`,
    );
    expect(audit.map((row) => [row.action, row.before?.name])).toEqual([
      ["freight.create", undefined],
      ["freight.update", "冷链"],
    ]);
  });

  test("one default at any moment; it is not removed", async () => {
    const { body: other } = await create();
    const before = (await list()).find((one) => one.is_default);
    const answers = await Promise.all(
      [other.id, before?.id, other.id].map((id) => owner.call("POST", `${PATH}/${id}/default`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await list()).filter((one) => one.is_default)).toHaveLength(1);
    await owner.call("POST", `${PATH}/${before?.id}/default`);
    expect(await owner.call("DELETE", `${PATH}/${before?.id}`)).toMatchObject({
      status: 409,
      body: { code: "freight_default" },
    });
    expect((await owner.call("DELETE", `${PATH}/${other.id}`)).status).toBe(200);
    expect(await owner.call("DELETE", `${PATH}/${other.id}`)).toMatchObject({ status: 404 });
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    [
      "a region in two groups",
      {
        groups: [
          { ...rule(), regions: ["53"] },
          { ...rule(), regions: ["5301"] },
        ],
      },
      "freight_region_twice",
      "groups.1.regions",
    ],
    ["a region that is not served either", { unserved: ["65"] }, "freight_region_twice", "unserved"],
    ["no such province", { unserved: ["99"] }, "invalid_input", "unserved"],
    ["no such city", { groups: [{ ...rule(), regions: ["5399"] }] }, "invalid_input", "groups.0.regions"],
    ["a district", { unserved: ["530102"] }, "invalid_input", "unserved.0"],
    ["a group of nowhere", { groups: [{ ...rule(), regions: [] }] }, "invalid_input", "groups.0.regions"],
    ["no name", { name: " " }, "invalid_input", "name"],
    ["a name that is taken", { name: "默认模板" }, "freight_name_taken", "name"],
    ["by volume", { unit: "volume" }, "invalid_input", "unit"],
    ["a first size of nothing", { elsewhere: rule({ first: 0 }) }, "invalid_input", "elsewhere.first"],
    ["half a piece", { elsewhere: rule({ further: 0.5 }) }, "invalid_input", "elsewhere.further"],
    ["a negative fee", { elsewhere: rule({ first_fen: -1 }) }, "invalid_input", "elsewhere.first_fen"],
    [
      "free from nothing on",
      { elsewhere: rule({ free_over_fen: 0 }) },
      "invalid_input",
      "elsewhere.free_over_fen",
    ],
  ])("refuses %s", async (_, change, code, field) => {
    const before = await list();
    const { body } = await create(change);
    expect({ code: body.code, field: body.field }).toEqual({ code, field });
    expect(body.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await list()).toEqual(before);
  });

  test("an operator reads them and changes none", async () => {
    const operator = await shop.staff("operator");
    expect((await operator.call("GET", PATH)).status).toBe(200);
    const refused = await operator.call("POST", PATH, { request_key: newKey(), ...template() });
    expect(refused).toMatchObject({ status: 403, body: { code: "not_allowed" } });
  });
});

test("a product names its template; one that is in use stays, one that is gone is told at its field", async () => {
  const { productId } = await addGoods(shop, { name: "鲜松茸", skus: [{ price: 9900 }] });
  const { body: made } = await create({ name: "松茸冷链" });
  const path = `/console/products/${productId}`;
  const save = async (freight_template_id: string | null | undefined) => {
    const { body: product } = await owner.call<ConsoleProduct>("GET", path);
    const { shelf_ids, cases, video, freight_template_id: _, ...form } = product;
    return owner.call<ConsoleProduct & Refused>("PUT", path, {
      ...form,
      skus: form.skus.map((sku) => ({ ...sku, stock: 0 })),
      ...(freight_template_id === undefined ? {} : { freight_template_id }),
    });
  };
  expect((await save(made.id)).body.freight_template_id).toBe(made.id);
  // What an older console does not send stays as it is.
  expect((await save(undefined)).body.freight_template_id).toBe(made.id);
  expect((await list()).find((one) => one.id === made.id)?.product_count).toBe(1);
  expect(await owner.call<Refused>("DELETE", `${PATH}/${made.id}`)).toMatchObject({
    status: 409,
    body: { code: "freight_in_use", message: "“鲜松茸”在用这个模板，请先改用别的模板" },
  });
  expect((await save(null)).body.freight_template_id).toBeNull();
  expect((await owner.call("DELETE", `${PATH}/${made.id}`)).status).toBe(200);
  expect(await save(made.id)).toMatchObject({
    status: 409,
    body: { code: "freight_gone", field: "freight_template_id" },
  });
});
