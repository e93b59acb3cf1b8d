/** Films: what is taken, what is stored of it, how a phone fetches it, and what is refused. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConsoleProduct, Envelope, StoredVideo } from "@banyan/contract";
import { makeFilm } from "@banyan/tools/demo/film/film.ts";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Clerk } from "./support/people.ts";
import { openShop, type Shop } from "./support/shop.ts";

let shop: Shop;
let clerk: Clerk;
let film: Buffer;

beforeAll(async () => {
  shop = await openShop({ name: "video", worker: false });
  clerk = await shop.staff("operator");
  film = await filmOf(["#0e7c5a", "#e5432d"], 1);
});
afterAll(() => shop.close());

async function filmOf(colours: readonly string[], seconds: number): Promise<Buffer> {
  const pictures = colours.map((background) =>
    sharp({ create: { width: 64, height: 64, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  return makeFilm(await Promise.all(pictures), { edge: 64, seconds });
}
async function upload(bytes: Buffer, by: { raw: Clerk["raw"] } = clerk, name = "film.mp4") {
  const body = new FormData();
  body.set("file", new File([new Uint8Array(bytes)], name, { type: "video/mp4" }));
  const answer = await by.raw("POST", "/console/media/video", body);
  return { status: answer.status, body: answer.body as StoredVideo & Envelope };
}
const files = () => readdirSync(join(shop.dataDir, "media"));
const stored = (url: string) => readFileSync(join(shop.dataDir, "media", url.slice("/media/".length)));
/** A box of ISO BMFF: size, type, content. */
function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}
const SECRET = "+25.0453+102.7097/<script>alert(1)</script>";

describe("what is stored", () => {
  it("is the film and nothing that rode along: places, hidden boxes, bytes behind it", async () => {
    const loaded = Buffer.concat([
      film,
      box("free", Buffer.from(SECRET)),
      box("udta", box("\u00a9xyz", Buffer.from(SECRET))),
    ]);
    const { status, body } = await upload(loaded);
    expect(status).toBe(200);
    expect(body).toMatchObject({ width: 64, height: 64, seconds: 2 });
    expect(body.url).toMatch(/^\/media\/[0-9a-f]{64}\.mp4$/);
    const bytes = stored(body.url);
    expect(bytes.includes("script")).toBe(false);
    expect(bytes.includes("+25.0453")).toBe(false);
    // The index before the pictures: a phone plays while it loads.
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
    const rows = await shop.sql(
      "SELECT kind, seconds, bytes FROM media WHERE '/media/' || sha256 || '.mp4' = $1",
      [body.url],
    );
    expect(rows).toEqual([{ kind: "video", seconds: 2, bytes: bytes.length }]);
  });

  it("is one file, however often and at once it comes", async () => {
    const before = files().length;
    const other = await filmOf(["#b8863b"], 1);
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(other)));
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1);
    expect(files()).toHaveLength(before + 1);
  });

  it("plays on a phone: in parts, as what it is, for good", async () => {
    const { url } = (await upload(film)).body;
    const whole = stored(url);
    const get = (range?: string) => fetch(`${shop.url}${url}`, range ? { headers: { range } } : {});
    const all = await get();
    expect([all.status, all.headers.get("content-type"), all.headers.get("accept-ranges")]).toEqual([
      200,
      "video/mp4",
      "bytes",
    ]);
    expect(all.headers.get("x-content-type-options")).toBe("nosniff");
    expect(all.headers.get("cache-control")).toContain("immutable");
    const first = await get("bytes=0-1");
    expect([first.status, first.headers.get("content-range")]).toEqual([206, `bytes 0-1/${whole.length}`]);
    const rest = await get(`bytes=${whole.length - 7}-`);
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(whole.subarray(-7));
    const beyond = await get(`bytes=${whole.length + 1}-`);
    expect([beyond.status, beyond.headers.get("content-range"), await beyond.json()]).toEqual([
      416,
      `bytes */${whole.length}`,
      expect.objectContaining({ code: "range_beyond" }),
    ]);
  });
});

describe("what is refused leaves nothing and says why", () => {
  const html = Buffer.from("<html><script>alert(1)</script></html>");
  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ["HTML called film.mp4", () => html, "not_a_video"],
    [
      "a picture",
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
          .png()
          .toBuffer(),
      "not_a_video",
    ],
    ["an SVG", () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), "not_a_video"],
    ["HTML before a film", () => Buffer.concat([html, film]), "not_a_video"],
    ["only the first bytes of a film", () => film.subarray(0, 40), "not_a_video"],
    ["a film cut short", () => film.subarray(0, Math.floor(film.length / 2)), "not_a_video"],
    ["a film whose index points beyond it", () => pointingBeyond(film), "not_a_video"],
    ["a film without pictures", () => box("ftyp", Buffer.from("isom\0\0\0\0isomavc1")), "not_a_video"],
    ["an empty file", () => Buffer.alloc(0), "not_a_video"],
    ["61 seconds", () => filmOf(["#0e7c5a"], 62), "video_too_long"],
    ["31 MB", () => Buffer.concat([film, box("free", Buffer.alloc(31 * 1024 * 1024))]), "video_too_large"],
  ])("%s", async (_case, make, code) => {
    const before = files();
    const { status, body } = await upload(await make());
    expect({ status, code: body.code }).toEqual({ status: code === "video_too_large" ? 413 : 400, code });
    expect(body.message).toMatch(/[\u4e00-\u9fff]/);
    expect(files()).toEqual(before);
  });

  it("who may not write goods may not upload", async () => {
    expect((await upload(film, await shop.staff("service"))).status).toBe(403);
  });
});

it("a product shows its film before the pictures, on its page and in its story; one that was never uploaded is refused", async () => {
  const { id } = await shop.product({ name: "易武古树茶饼", price: 46_800, stock: 3 });
  const before: ConsoleProduct = await clerk.api.console.catalog.get({ product_id: id });
  const { body } = await upload(film);
  const video = { ...body, poster: before.gallery[0] ?? "" };
  const { skus, ...rest } = before;
  const form = {
    ...rest,
    product_id: id,
    skus: skus.map(({ on_hand: _on, held: _held, sold: _sold, ...sku }) => ({ ...sku, stock: 0 })),
  };
  const saved = await clerk.api.console.catalog.update({
    ...form,
    video,
    detail: [{ kind: "video", video }],
  });
  expect(saved.video).toEqual(video);
  const buyer = await shop.customer();
  const shown = await buyer.api.catalog.get({ product_id: id });
  expect([shown.video, shown.detail]).toEqual([video, [{ kind: "video", video }]]);
  const nowhere = { ...video, url: `/media/${"0".repeat(64)}.mp4` };
  for (const [part, field] of [
    [{ video: nowhere }, "video.url"],
    [{ detail: [{ kind: "video", video: nowhere }] }, "detail.0.video.url"],
  ] as const) {
    const refused = await clerk.raw("PUT", `/console/products/${id}`, { ...form, version: 2, ...part });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field, message: "视频不存在，请重新上传" },
    });
  }
});

/** The first chunk's place in the file, moved far behind its end. */
function pointingBeyond(bytes: Buffer): Buffer {
  const broken = Buffer.from(bytes);
  const at = broken.indexOf("stco");
  broken.writeUInt32BE(0x7fff_0000, at + 12);
  return broken;
}
