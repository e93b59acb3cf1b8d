/** Addresses, numbers and page places that no client of ours would send. */
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { createFastLane, vouchFor } from "../src/http/fast-lane.ts";
import { createViewers } from "../src/http/viewers.ts";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";

let shop: Shop;
let owner: Caller;
let customer: Caller;
beforeAll(async () => {
  shop = await openShop("http_edge");
  [owner, customer] = await Promise.all([shop.staff("owner"), shop.customer()]);
});
afterAll(() => shop.close());

/** fetch would tidy the address up before it is sent. */
function send(method: string, path: string, body?: unknown, from?: string): Promise<number> {
  const { hostname, port } = new URL(shop.url);
  const text = body === undefined ? "" : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
      ...(from === undefined ? {} : { "x-forwarded-for": from }),
    };
    const sent = request(
      { hostname, port, method, path, ...(text === "" ? {} : { headers }) },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on("error", reject).end(text);
  });
}

describe("a route has one address", () => {
  const guess = { name: "店主", password: "wrong-password-1", totp: "000000" };
  it("guessing is counted, and no other spelling of the sign-in door is open", async () => {
    const spellings = ["session/", "session//", "./session", "staff/../session", "%2e/session"];
    const before = shop.requests.length;
    for (const spelling of spellings) {
      expect(await send("POST", `/api/v1/console/${spelling}`, guess), spelling).toBe(404);
    }
    expect(shop.requests.slice(before).map((one) => one.statements)).toEqual(spellings.map(() => 0));
    const statuses: number[] = [];
    for (let tries = 0; tries < 21; tries += 1)
      statuses.push(await send("POST", "/api/v1/console/session", guess));
    expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
  });

  it("behind a proxy each address has its own share, and what a client writes before the proxy does not count", async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 22; at += 1)
      statuses.push(await send("POST", "/api/v1/console/session", guess, `192.0.2.${at}, 203.0.113.7`));
    expect(statuses.slice(19)).toEqual([401, 429, 429]);
    expect(await send("POST", "/api/v1/console/session", guess, "203.0.113.8")).toBe(401);
  });
});

it("the token of an invite's link stands in no line of the log", async () => {
  const invited = await owner.call<{ url: string }>("POST", "/console/staff/invites", {
    role: "operator",
    name: "",
    request_key: newKey(),
  });
  expect(invited.status).toBe(200);
  const token = new URL(invited.body.url).searchParams.get("token") ?? "";
  expect(token).toHaveLength(43);
  expect((await shop.visitor.call("GET", `/console/join/${token}`)).status).toBe(200);
  expect(shop.requests.at(-1)?.path).toBe("/api/v1/console/join/{token}");
  expect(JSON.stringify(shop.requests)).not.toContain(token);
});

test("a number whose owner is larger than any id is a number of nobody", async () => {
  const tail = `261124D${"Z".repeat(13)}0123456789`;
  for (const path of [`/console/orders/D${tail}`, `/console/aftersales/A${tail}`]) {
    expect((await owner.call("GET", path)).status, path).toBe(404);
  }
  expect((await customer.call("GET", `/orders/D${tail}`)).status).toBe(404);
});

test("places beyond all time are refused at the field", async () => {
  const int8 = "9223372036854775807";
  const far = "8640000000000000";
  const lists: [Caller, string, number][] = [
    [customer, "/notices", 2],
    [customer, "/products", 2],
    [owner, "/console/alarms", 2],
    [owner, "/console/customers", 2],
    [owner, "/console/audit", 3],
  ];
  for (const [who, path, parts] of lists) {
    const place = (first: string) => `${path}?cursor=${[first, ...Array(parts - 1).fill(far)].join("~")}`;
    for (const first of [int8, `-${int8}`]) {
      const { status, body } = await who.call("GET", place(first));
      expect({ status, field: body.field }, place(first)).toEqual({ status: 400, field: "cursor" });
    }
    for (const first of [far, "-100000000000000"])
      expect((await who.call("GET", place(first))).status, place(first)).toBe(200);
  }
});

it("a search is answered anew and counted, however its q is written", async () => {
  const words = "%E6%99%AE%E6%B4%B1";
  for (const query of [`q=${words}`, `%71=${words}`, `sort=sales&%71=${words}`]) {
    await shop.services.versions.refresh();
    for (let round = 0; round < 2; round += 1) {
      const { length } = shop.requests;
      expect((await shop.visitor.call("GET", `/products?${query}`)).status).toBe(200);
      expect(shop.requests.length, query).toBe(length + 1);
    }
  }
});

it("ready bytes of many addresses stay within 64 MB together", async () => {
  const lane = createFastLane(shop.services.versions, createViewers(shop.services));
  const page = Buffer.alloc(1024 * 1024, "a");
  let hits = 0;
  const server = createServer((asked, answer) => {
    hits += 1;
    lane.serve(asked, answer, () => {
      hits -= 1;
      lane.learn(asked, answer);
      vouchFor(answer, null);
      answer.end(page);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  // Backwards the second time: what was learnt last is asked for first.
  const askAll = async (addresses: readonly number[]) => {
    for (const at of addresses) {
      // On a slow machine the poll may be late, and then nothing is answered from memory.
      await shop.services.versions.refresh();
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/products?nonsense=${at}`);
      expect((await answer.arrayBuffer()).byteLength).toBe(page.length);
    }
  };
  const addresses = Array.from({ length: 80 }, (_, at) => at);
  await askAll(addresses);
  expect(hits).toBe(0);
  await askAll(addresses.reverse());
  expect(hits).toBeGreaterThan(0);
  expect(hits).toBeLessThanOrEqual(64);
  server.closeAllConnections();
  server.close();
});
