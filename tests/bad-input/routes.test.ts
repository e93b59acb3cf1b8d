/**
 * Every route of the API with every fault that its own schema can name, one at a time: refused in one envelope, in Chinese, at the
 * field, and nothing in the database has changed.
 */
import { type Envelope, REFUSALS } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fingerprint } from "../support/fingerprint.ts";
import type { Buyer, Caller } from "../support/people.ts";
import { openShop, type Shop } from "../support/shop.ts";
import { boundless, faultsIn } from "./mutations.ts";
import { exampleOf, type RouteInput, routeInputs, type Schema } from "./schema.ts";

let shop: Shop;
let buyer: Buyer;
beforeAll(async () => {
  shop = await openShop({ name: "bad_input", worker: false });
  buyer = await shop.customer("白眉");
});
afterAll(() => shop.close());

const inputs = await routeInputs();
/** Limited by address and minute; what they refuse is in envelope.test.ts and identity.test.ts. */
const LIMITED = new Set([
  "session.signIn",
  "console.staff.signIn",
  "console.staff.joinStart",
  "console.staff.joinFinish",
]);
/** Latin letters that belong into a Chinese sentence. */
const NAMES = /AppID|AppSecret|APIv3|ID|JPG|PNG|WebP|MB|TOTP/g;

interface Trouble {
  fault: string;
  status: number;
  body: unknown;
}

/** What is wrong with an answer to a request that had to be refused, or null. */
function troubleOf(fault: string, place: string, answer: { status: number; body: unknown }): Trouble | null {
  const { code, message, field, request_id: id } = answer.body as Envelope;
  const refused =
    answer.status >= 400 && answer.status < 500 && typeof code === "string" && typeof id === "string";
  const chinese =
    typeof message === "string" &&
    /[一-龥]/.test(message) &&
    !/[A-Za-z]{2,}/.test(message.replace(NAMES, ""));
  // The place itself or what holds it: a list that is too long is at fault as a whole.
  const atField =
    code !== "invalid_input" ||
    place === "" ||
    (field !== undefined && (place.startsWith(field) || field.startsWith(place)));
  // "填写的内容不正确" tells nobody what to change.
  const named = code !== "invalid_input" || place === "" || message !== REFUSALS.invalid_input.message;
  return refused && chinese && atField && named ? null : { fault, ...answer };
}

const fillPath = (input: RouteInput, change: Record<string, string> = {}): string =>
  input.route.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(change[name] ?? String(exampleOf(input.path[name] as Schema))),
  );

async function bodyTroubles(
  caller: Caller,
  input: RouteInput,
): Promise<{ tried: number; troubles: Trouble[] }> {
  const troubles: Trouble[] = [];
  let tried = 0;
  for (const { at, what, value } of faultsIn(input.body as Schema)) {
    const answer = await caller.raw(
      input.route.method,
      fillPath(input),
      value === undefined ? "" : JSON.stringify(value),
    );
    const trouble = troubleOf(`${at}: ${what}`, at, answer);
    if (trouble) troubles.push(trouble);
    tried += 1;
  }
  return { tried, troubles };
}

const PATH_FAULTS = [
  "abc!",
  "0",
  "-1",
  "1e3",
  "1.5",
  "9".repeat(40),
  "1 OR 1=1",
  "<script>alert(1)</script>",
  "🌳",
  "../../etc/passwd",
  "%00",
  "null",
  "A".repeat(600),
];

async function addressTroubles(
  caller: Caller,
  input: RouteInput,
): Promise<{ tried: number; troubles: Trouble[] }> {
  const troubles: Trouble[] = [];
  let tried = 0;
  const ask = async (fault: string, place: string, address: string) => {
    const body = input.body ? JSON.stringify(exampleOf(input.body)) : undefined;
    const answer = await caller.raw(input.route.method, address, body);
    const trouble = troubleOf(fault, place, answer);
    if (trouble) troubles.push(trouble);
    tried += 1;
  };
  for (const [name, schema] of Object.entries(input.path)) {
    for (const text of PATH_FAULTS) {
      if (schema.pattern !== undefined && new RegExp(schema.pattern).test(text)) continue;
      await ask(`{${name}} = ${text.slice(0, 30)}`, name, fillPath(input, { [name]: text }));
    }
  }
  for (const [name, schema] of Object.entries(input.query)) {
    for (const { what, value } of faultsIn(schema)) {
      // In a query everything is text: only what is wrong as text can be sent.
      if (typeof value === "object" || (typeof value === "number" && schema.type === "string")) continue;
      const query = new URLSearchParams(
        input.needed.map((other): [string, string] => [
          other,
          String(exampleOf(input.query[other] as Schema)),
        ]),
      );
      query.set(name, String(value).slice(0, 8_000));
      await ask(`?${name}: ${what}`, name, `${fillPath(input)}?${query}`);
    }
  }
  return { tried, troubles };
}

describe("every route refuses every fault", () => {
  let total = 0;
  const testable = inputs.filter(
    ({ route, path, query, body }) =>
      !LIMITED.has(route.name) && (body || Object.keys({ ...path, ...query }).length > 0),
  );
  it.each(testable.map((input) => [input.route.name, input] as const))("%s", async (name, input) => {
    const caller = name.startsWith("console.") ? shop.owner : buyer;
    const before = await fingerprint(shop);
    const address = await addressTroubles(caller, input);
    const body = input.body ? await bodyTroubles(caller, input) : { tried: 0, troubles: [] };
    expect([...address.troubles, ...body.troubles]).toEqual([]);
    expect(address.tried + body.tried).toBeGreaterThan(0);
    expect(await fingerprint(shop)).toEqual(before);
    total += address.tried + body.tried;
  });

  it("and the server logged no fault of its own", () => {
    console.log(`${total} bad requests to ${testable.length} routes`);
    expect(total).toBeGreaterThan(1500);
    expect(shop.errors).toEqual([]);
  });
});

it("no text and no list of any input is without an upper bound", () => {
  const found = inputs.flatMap(({ route, query, body }) => [
    ...Object.entries(query).flatMap(([key, schema]) => [...boundless(schema, `${route.name}?${key}`)]),
    ...(body ? boundless(body, route.name) : []),
  ]);
  expect(found).toEqual([]);
});
