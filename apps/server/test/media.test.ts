import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import type { Media } from "@banyan/contract";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, openShop, type Shop } from "./open-shop.ts";

type Refused = { code: string; field?: string; message: string };

let shop: Shop;
let who: Caller;

beforeAll(async () => {
  shop = await openShop("media");
  who = await shop.customer();
});
afterAll(() => shop.close());

async function upload(bytes: Buffer, name = "photo.jpg", type = "image/jpeg", by = who, path = "/media") {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(bytes)], name, { type }));
  return by.call<Media & Refused>("POST", path, form);
}
const stored = (url: string) => readFileSync(join(shop.services.media.folder, url.slice("/media/".length)));
const files = () => readdirSync(shop.services.media.folder);
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#8a5a2b" } });

test("a photo becomes a WebP named by its content, upright, within 1600 px, without its EXIF", async () => {
  const photo = await plain(3000, 1000)
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Artist: "secret-artist" }, IFD3: { GPSLatitudeRef: "N" } })
    .toBuffer();
  expect(photo.toString("latin1")).toContain("secret-artist");
  const { status, body } = await upload(photo);
  expect(status).toBe(200);
  // Orientation 6 is a quarter turn.
  expect([body.width, body.height]).toEqual([533, 1600]);
  const bytes = stored(body.url);
  expect(body.url).toBe(`/media/${createHash("sha256").update(bytes).digest("hex")}.webp`);
  const head = await sharp(bytes).metadata();
  expect({ format: head.format, exif: head.exif, width: head.width }).toEqual({
    format: "webp",
    exif: undefined,
    width: 533,
  });
  expect(bytes.toString("latin1")).not.toContain("secret-artist");
  const rows = await shop.sql(
    "SELECT width, height, bytes FROM media WHERE '/media/' || sha256 || '.webp' = $1",
    [body.url],
  );
  expect(rows).toEqual([{ width: 533, height: 1600, bytes: bytes.length }]);
});

test("it is served as what it is, for good", async () => {
  const { body } = await upload(await plain(20, 20).png().toBuffer());
  const response = await fetch(`${shop.url}${body.url}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/webp");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("cache-control")).toContain("immutable");
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; /);
});

test("the same picture ten times at once is one file, and no half file stays behind", async () => {
  const before = files().length;
  const png = await plain(64, 48).png().toBuffer();
  const answers = await Promise.all(Array.from({ length: 10 }, () => upload(png, "a.png", "image/png")));
  expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1);
  expect(files()).toHaveLength(before + 1);
  expect(files().filter((name) => name.startsWith("."))).toEqual([]);
});

test("an animation shows its first frame", async () => {
  const frames = await Promise.all(
    ["#f00", "#00f"].map((background) =>
      sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const animation = await sharp(frames, { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer();
  expect((await sharp(animation, { pages: -1 }).metadata()).pages).toBe(2);
  const { body } = await upload(animation, "a.webp", "image/webp");
  expect([body.width, body.height]).toEqual([8, 8]);
  const { data } = await sharp(stored(body.url)).raw().toBuffer({ resolveWithObject: true });
  expect(data[0]).toBeGreaterThan(200);
  expect(data[2]).toBeLessThan(60);
});

describe("what rides along does not survive", () => {
  const PAYLOAD = "<script>alert('榕')</script><?php system($_GET[0]); ?>";
  const jpeg = () => plain(40, 30).jpeg().toBuffer();
  const png = () => plain(40, 30).png().toBuffer();
  const comment = (jpg: Buffer) => {
    const text = Buffer.from(PAYLOAD);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(text.length + 2);
    return Buffer.concat([jpg.subarray(0, 2), Buffer.from([0xff, 0xfe]), size, text, jpg.subarray(2)]);
  };
  test.each<[string, () => Promise<Buffer>]>([
    ["HTML behind a JPEG", async () => Buffer.concat([await jpeg(), Buffer.from(PAYLOAD)])],
    ["a script in a JPEG comment", async () => comment(await jpeg())],
    [
      "a zip behind a JPEG",
      async () => Buffer.concat([await jpeg(), Buffer.from(`PK\u0003\u0004${PAYLOAD}`)]),
    ],
    [
      "a script in a PNG text chunk",
      async () => {
        const bytes = await png();
        // After the signature and IHDR: 8 + 25 bytes.
        return Buffer.concat([
          bytes.subarray(0, 33),
          part("tEXt", Buffer.from(`Comment\0${PAYLOAD}`)),
          bytes.subarray(33),
        ]);
      },
    ],
  ])("%s", async (_case, make) => {
    const bytes = await make();
    expect(bytes.includes(PAYLOAD)).toBe(true);
    const { status, body } = await upload(bytes);
    expect(status).toBe(200);
    expect(stored(body.url).includes("script")).toBe(false);
    expect(stored(body.url).includes("php")).toBe(false);
  });
});

describe("what is no picture is refused and leaves nothing", () => {
  const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
  test.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ["HTML called photo.jpg", () => Buffer.from("<html><script>alert(1)</script></html>"), "not_a_picture"],
    [
      "SVG",
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      "not_a_picture",
    ],
    ["GIF", () => plain(4, 4).gif().toBuffer(), "not_a_picture"],
    ["AVIF", () => plain(4, 4).avif().toBuffer(), "not_a_picture"],
    ["PDF", () => Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj"), "not_a_picture"],
    [
      "JPEG's first bytes and HTML",
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from("<html>")]),
      "not_a_picture",
    ],
    [
      "PNG's first bytes and SVG",
      () => Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("<svg/>")]),
      "not_a_picture",
    ],
    ["GIF that is a script too", () => Buffer.from("GIF89a/*\u0000\u0000*/=1;alert(1)"), "not_a_picture"],
    ["half a JPEG", async () => half(await noise(600, 400).jpeg().toBuffer()), "not_a_picture"],
    ["half a PNG", async () => half(await noise(600, 400).png().toBuffer()), "not_a_picture"],
    ["half a WebP", async () => half(await noise(600, 400).webp().toBuffer()), "not_a_picture"],
    ["an empty file", () => Buffer.alloc(0), "not_a_picture"],
    ["a PNG of 20000 × 20000 in a few bytes", () => bomb(20_000, 20_000), "picture_too_large"],
    [
      "9 MB",
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(9 * 1024 * 1024)]),
      "picture_too_large",
    ],
    ["20 MB", () => Buffer.alloc(20 * 1024 * 1024), "picture_too_large"],
  ])("%s", async (_case, make, code) => {
    const before = files();
    const { status, body } = await upload(await make());
    expect({ status, code: body.code }).toEqual({ status: code === "not_a_picture" ? 400 : 413, code });
    expect(body.message).toMatch(/[\u4e00-\u9fff]/);
    expect(files()).toEqual(before);
  });

  test("no file, and a file where there should be JSON", async () => {
    expect(await who.call("POST", "/media", new FormData())).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "file" },
    });
    expect(await who.call("POST", "/media", { file: "x" })).toMatchObject({ status: 415 });
    const text = new FormData();
    text.set("file", "not a file");
    expect(await who.call("POST", "/media", text)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "file" },
    });
  });

  test("nobody, and staff without the right", async () => {
    const png = await plain(4, 4).png().toBuffer();
    expect(await upload(png, "a.png", "image/png", shop.visitor)).toMatchObject({ status: 401 });
    const service = await shop.staff("service");
    expect(await upload(png, "a.png", "image/png", service, "/console/media")).toMatchObject({ status: 403 });
    const operator = await shop.staff("operator");
    expect(await upload(png, "a.png", "image/png", operator, "/console/media")).toMatchObject({
      status: 200,
    });
  });

  test("more than anybody needs from one address within a minute; the desk has its own share", async () => {
    const busy = await shop.customer();
    const small = async () => (await upload(Buffer.from("x"), "x.jpg", "image/jpeg", busy)).status;
    const statuses = await Promise.all(Array.from({ length: 125 }, small));
    expect(new Set(statuses)).toEqual(new Set([400, 429]));
    const operator = await shop.staff("operator");
    expect(await upload(Buffer.from("x"), "x.jpg", "image/jpeg", operator, "/console/media")).toMatchObject({
      status: 400,
    });
  });
});

/** Noise does not compress, so that half of the file is really half of the picture. */
function noise(width: number, height: number): Sharp {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#000",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  });
}

/** One part of a PNG: length, type, data, checksum. */
function part(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG whose header promises far more pixels than its bytes hold. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1024 * 1024));
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    part("IHDR", header),
    part("IDAT", rows),
    part("IEND", Buffer.alloc(0)),
  ]);
}
