import { inflateSync } from "node:zlib";
import QRCode from "qrcode";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

let sim: ScratchSimulator;
let token: string;

beforeAll(async () => {
  sim = await scratchSimulator();
  const { appid, secret } = sim.credentials;
  const body = JSON.stringify({ grant_type: "client_credential", appid, secret });
  const answer = await fetch(`${sim.url}/cgi-bin/stable_token`, { method: "POST", body });
  token = ((await answer.json()) as { access_token: string }).access_token;
});
afterAll(() => sim.remove());

const CODE = { scene: "s=Ab3_9", page: "catalog/product/index" };

async function ask(body: object | string, bearer = token) {
  const answer = await fetch(`${sim.url}/wxa/getwxacodeunlimit?access_token=${bearer}`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get("content-type") ?? "";
  return {
    status: answer.status,
    type,
    bytes,
    errcode: type.startsWith("application/json") ? JSON.parse(bytes.toString("utf8")).errcode : undefined,
  };
}

/** Test-side reading of a two-colour PNG: its width, palette, and whether a pixel has the first colour. */
function readPng(bytes: Buffer) {
  expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  const chunks: Record<string, Buffer> = {};
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks[bytes.toString("latin1", at + 4, at + 8)] = bytes.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
  const [head, raw] = [chunks["IHDR"] as Buffer, inflateSync(chunks["IDAT"] as Buffer)];
  const width = head.readUInt32BE(0);
  expect([head.readUInt32BE(4), head[8], head[9]]).toEqual([width, 1, 3]);
  const line = 1 + Math.ceil(width / 8);
  expect(raw.length).toBe(line * width);
  const first = (x: number, y: number) => (((raw[y * line + 1 + (x >> 3)] ?? 0) << (x & 7)) & 0x80) === 0;
  return { width, palette: [...(chunks["PLTE"] as Buffer)], first };
}

/** Compares the picture with the QR code of a text, module by module. */
function expectToSay(bytes: Buffer, text: string) {
  const { width, first } = readPng(bytes);
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const scale = Math.floor(width / (modules.size + 8));
  const margin = Math.floor((width - scale * modules.size) / 2);
  for (let row = -4; row < modules.size + 4; row += 1) {
    for (let column = -4; column < modules.size + 4; column += 1) {
      const inside = Math.min(row, column) >= 0 && Math.max(row, column) < modules.size;
      const middle = (index: number) => margin + index * scale + (scale >> 1);
      const expected = inside && modules.get(row, column) === 1;
      if (first(middle(column), middle(row)) !== expected) throw new Error(`module ${row},${column}`);
    }
  }
}

describe("a code", () => {
  test("is a PNG that leads to the page with its scene", async () => {
    const answer = await ask(CODE);
    expect([answer.status, answer.type]).toEqual([200, "image/png"]);
    expectToSay(answer.bytes, `${sim.url}/catalog/product/index?scene=s%3DAb3_9`);
    expect(readPng(answer.bytes)).toMatchObject({ width: 430, palette: [0, 0, 0, 255, 255, 255] });
  });

  test("leads to the shop's own address, has the width and colour asked for", async () => {
    await sim.control.setPublicUrl("http://127.0.0.1:8080");
    await sim.control.setPagePrefix("/#/");
    const wide = await ask({ ...CODE, width: 1280, line_color: { r: 14, g: "124", b: 90 } });
    expectToSay(wide.bytes, "http://127.0.0.1:8080/#/catalog/product/index?scene=s%3DAb3_9");
    expect(readPng(wide.bytes)).toMatchObject({ width: 1280, palette: [14, 124, 90, 255, 255, 255] });
    for (const url of ["ftp://a.cn", "http://a.cn/shop", "shop"])
      await expect(sim.control.setPublicUrl(url)).rejects.toThrow("public address");
  });
});

describe("refusals are JSON", () => {
  const cases: [string, object | string, number][] = [
    ["no scene", { page: CODE.page }, 40169],
    ["an empty scene", { ...CODE, scene: "" }, 40169],
    ["a scene of 33", { ...CODE, scene: "s".repeat(33) }, 40169],
    ["a Chinese scene", { ...CODE, scene: "分享" }, 40169],
    ["a scene with a percent sign", { ...CODE, scene: "a%20b" }, 40169],
    ["a scene with a space", { ...CODE, scene: "a b" }, 40169],
    ["a scene as a number", { ...CODE, scene: 1 }, 40169],
    ["a leading slash", { ...CODE, page: "/catalog/product/index" }, 41030],
    ["a page with a query", { ...CODE, page: "catalog/product/index?id=1" }, 41030],
    ["an empty page", { ...CODE, page: "" }, 41030],
    ["a narrow code", { ...CODE, width: 279 }, 40097],
    ["a wide code", { ...CODE, width: 1281 }, 40097],
    ["a width as text", { ...CODE, width: "430" }, 40097],
    ["another version", { ...CODE, env_version: "beta" }, 40097],
    ["a flag as text", { ...CODE, check_path: "false" }, 47001],
    ["a strange colour", { ...CODE, line_color: { r: 300, g: 0, b: 0 } }, 47001],
    ["an unknown key", { ...CODE, path: "x" }, 47001],
    ["the token in the body", { ...CODE, access_token: "x" }, 47001],
    ["a form", "scene=1", 47001],
  ];
  test.each(cases)("%s", async (_name, body, errcode) => {
    const answer = await ask(body);
    expect([answer.status, answer.errcode]).toEqual([200, errcode]);
  });

  test("tokens are checked, a busy minute asks to wait", async () => {
    expect((await ask(CODE, "")).errcode).toBe(41001);
    expect((await ask(CODE, "nonsense")).errcode).toBe(40001);
    await sim.control.setFault({ name: "rate_limit_429" });
    expect((await ask(CODE)).errcode).toBe(45011);
  });

  test("a page must be released, unless told otherwise", async () => {
    await sim.control.setReleasedPages(["page/home/index"]);
    expect((await ask(CODE)).errcode).toBe(41030);
    expect((await ask({ ...CODE, check_path: true })).errcode).toBe(41030);
    expect((await ask({ ...CODE, check_path: false, env_version: "develop" })).type).toBe("image/png");
    expect((await ask({ scene: "1" })).type).toBe("image/png");
    await sim.control.setReleasedPages(null);
    expect((await ask(CODE)).type).toBe("image/png");
    await expect(sim.control.setReleasedPages(["/a"])).rejects.toThrow("list");
  });

  test.each(["!#$&'()*+,/:;=?@-._~", "0123456789abcdefghijklmnopqrstuv"])(
    "scene %s is taken",
    async (scene) => {
      expect((await ask({ ...CODE, scene })).type).toBe("image/png");
    },
  );
});
