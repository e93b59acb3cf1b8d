/** Every failure is the one envelope, whoever makes it: the API, the shell around it, the limits, a fault inside. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flood } from "./support/flood.ts";
import { type Buyer, type Caller, createCaller } from "./support/people.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let buyer: Buyer;
let visitor: Caller;
beforeAll(async () => {
  shop = await openShop({ name: "envelope", worker: false });
  buyer = await shop.customer("何小满");
  visitor = createCaller(
    { url: shop.url, services: shop.services, simulator: shop.simulator, heard: () => undefined },
    {},
  );
});
afterAll(() => shop.close());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Exactly {code, message, field?, data?, request_id}, in Chinese, with nothing of the inside. */
function expectEnvelope(body: unknown, code: string): void {
  expect(body).toMatchObject({
    code,
    message: expect.stringMatching(/[一-龥]/),
    request_id: expect.stringMatching(UUID),
  });
  const extra = Object.keys(body as object).filter(
    (key) => !["code", "message", "field", "data", "request_id"].includes(key),
  );
  expect(extra).toEqual([]);
  expect(JSON.stringify(body)).not.toMatch(/\bat |node:|select|relation|postgres|\.ts/i);
}
const plain = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${shop.url}${path}`, init);
  return { status: response.status, body: (await response.json()) as unknown };
};

describe("404", () => {
  it.each([
    ["GET", "/api/v1/nothing"],
    ["GET", "/api/v1"],
    ["POST", "/api/v1/orders/D1/pay-success"],
    ["DELETE", "/api/v1/orders"],
    ["GET", "/api/nothing"],
    ["POST", "/webhooks/wechat/other"],
    ["GET", "/webhooks/wechat/pay"],
    ["GET", "/media/nothing.webp"],
    ["POST", "/anything"],
    ["GET", "/robots.php"],
  ])("%s %s", async (method, path) => {
    const { status, body } = await plain(path, { method });
    expect(status).toBe(404);
    expectEnvelope(body, "not_found");
  });
});

describe("415", () => {
  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "text/xml",
    "multipart/form-data; boundary=x",
    "",
  ])("%s", async (type) => {
    const { status, body } = await buyer.raw("POST", "/quotes", "{}", { "content-type": type });
    expect(status).toBe(415);
    expectEnvelope(body, "unsupported_media_type");
  });

  it("a picture sent as JSON", async () => {
    const { status, body } = await buyer.raw("POST", "/media", "{}", {});
    expect(status).toBe(415);
    expectEnvelope(body, "unsupported_media_type");
  });
});

it.each(["{", "[1,", "not json", '{"a":1}{', "\u0000"])(
  "400: a body that cannot be read: %j",
  async (text) => {
    const { status, body } = await buyer.raw("POST", "/quotes", text, {});
    expect(status).toBe(400);
    expect(["bad_json", "invalid_input"]).toContain((body as { code: string }).code);
    expectEnvelope(body, (body as { code: string }).code);
  },
);

it.each(["/api/v1/orders/%zz", "/api/v1/products/%E0%A4%A", "/media/%00%ff"])(
  "400: an address that cannot be read: %s",
  async (path) => {
    const { status, body } = await plain(path);
    expect(status).toBe(400);
    expectEnvelope(body, "bad_json");
  },
);

it("400: a form that is cut short", async () => {
  for (const [text, type] of [
    ["--x\r\nbroken", "multipart/form-data; boundary=x"],
    ["nothing", "multipart/form-data"],
  ] as const) {
    const { status, body } = await buyer.raw("POST", "/media", text, { "content-type": type });
    expect(status).toBe(400);
    expectEnvelope(body, "bad_json");
  }
});

it.each(["null", "[]", '"x"', "1", "true"])("400: a body that is no object: %s", async (text) => {
  const { status, body } = await buyer.raw("POST", "/quotes", text, {});
  expect(status).toBe(400);
  expectEnvelope(body, "invalid_input");
});

describe("401 and 403", () => {
  it("nobody, a made-up token, a customer at the console, staff from another site", async () => {
    const nobody = await visitor.raw("GET", "/orders");
    expect(nobody.status).toBe(401);
    expectEnvelope(nobody.body, "not_signed_in");
    const madeUp = await visitor.raw("GET", "/orders", undefined, {
      authorization: `Bearer ${"x".repeat(43)}`,
    });
    expectEnvelope(madeUp.body, "session_expired");
    const customer = await buyer.raw("GET", "/console/orders");
    expect(customer.status).toBe(401);
    expectEnvelope(customer.body, "not_signed_in");
    const service = await shop.staff("service");
    const refund = await service.raw("PUT", "/console/settings/order", { version: 1, value: {} });
    expect(refund.status).toBe(403);
    expectEnvelope(refund.body, "not_allowed");
    const elsewhere = await service.raw(
      "POST",
      "/console/orders/D261124111AAAAAAAAAA/notes",
      {},
      { origin: "https://evil.example" },
    );
    expect(elsewhere.status).toBe(403);
    expectEnvelope(elsewhere.body, "wrong_origin");
  });
});

describe("413: twenty megabytes are not read to the end", () => {
  const to = (method: string, path: string, type: string) => [
    `${method} ${path} HTTP/1.1`,
    `Content-Type: ${type}`,
  ];
  const cases: [string, string[], string][] = [
    ["the API", to("POST", "/api/v1/quotes", "application/json"), "too_large"],
    ["the console", to("POST", "/api/v1/console/products", "application/json"), "too_large"],
    ["the upload", to("POST", "/api/v1/media", "multipart/form-data; boundary=x"), "picture_too_large"],
    ["an address of the API that is none", to("POST", "/api/v1/nothing", "application/json"), "too_large"],
    ["WeChat's callbacks", to("POST", "/webhooks/wechat/pay", "application/json"), "too_large"],
  ];
  it.each(cases)("%s, length promised", async (_name, head, code) => {
    const answer = await flood(
      shop.url,
      [...head, `Authorization: ${buyer.headers["authorization"]}`],
      20,
      false,
    );
    expect(answer.status).toBe(413);
    expectEnvelope(answer.body, code);
    expect(answer.closed).toBe(true);
    expect(answer.taken).toBeLessThan(12 * 1024 * 1024);
  });

  it.each(cases.filter(([name]) => name !== "an address of the API that is none"))(
    "%s, length not told",
    async (_name, head) => {
      const answer = await flood(
        shop.url,
        [...head, `Authorization: ${buyer.headers["authorization"]}`],
        20,
        true,
      );
      expect(answer.closed).toBe(true);
      expect(answer.taken).toBeLessThan(16 * 1024 * 1024);
      // Where the sender is still sending, the connection may be gone before the answer is read.
      expect(answer.status === 413 || Number.isNaN(answer.status)).toBe(true);
    },
  );

  it("the server is still there", async () => {
    expect((await plain("/healthz")).status).toBe(200);
    expect((await buyer.api.cart.get()).count).toBe(0);
  });
});

it("429: guessing at the sign-in doors", async () => {
  const guess = () =>
    visitor.raw("POST", "/console/session", { name: "掌柜", password: "wrong-password-1", totp: "000000" });
  const statuses: number[] = [];
  for (let tries = 0; tries < 22; tries += 1) statuses.push((await guess()).status);
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
  expect(statuses.slice(20)).toEqual([429, 429]);
  expectEnvelope((await guess()).body, "too_many_requests");
});

it("500: a fault inside says nothing of the inside, is logged with its number, and passes", async () => {
  await shop.sql("ALTER TABLE cart_line RENAME TO cart_line_gone");
  const broken = await buyer.raw("GET", "/cart");
  await shop.sql("ALTER TABLE cart_line_gone RENAME TO cart_line");
  expect(broken.status).toBe(500);
  expectEnvelope(broken.body, "internal");
  expect(broken.headers.get("x-request-id")).toBe((broken.body as { request_id: string }).request_id);
  expect(shop.errors).toMatchObject([{ event: "unexpected", error: expect.stringContaining("cart_line") }]);
  shop.errors.length = 0;
  expect((await buyer.raw("GET", "/cart")).status).toBe(200);
  expect(shop.errors).toEqual([]);
});
