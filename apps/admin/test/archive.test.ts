/** Pictures out of an archive: only what the sheet names, and nothing that is no picture. */
import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js";
import { expect, test } from "vitest";
import { ArchiveFault, picturesFrom } from "../src/sheet/archive.ts";

async function zipOf(entries: Record<string, Uint8Array | string>): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter("application/zip"), { useWebWorkers: false });
  for (const [name, content] of Object.entries(entries))
    await writer.add(
      name,
      typeof content === "string" ? new TextReader(content) : new Uint8ArrayReader(content),
    );
  return writer.close();
}

async function take(archive: Blob, names: string[]) {
  const uploaded: string[] = [];
  const found = await picturesFrom(
    archive,
    names,
    async (file) => {
      uploaded.push(file.name);
      if ((await file.text()).startsWith("<svg")) throw new Error("请上传 JPG、PNG 或 WebP 图片");
      return `/media/${file.name}`;
    },
    (error) => (error as Error).message,
  );
  return {
    uploaded,
    reasons: Object.fromEntries(found.map(({ name, url, reason }) => [name, url ?? reason])),
  };
}

test("named pictures go up by path or by name; what is not named stays packed; refusals become reasons", async () => {
  const archive = await zipOf({
    "茶/饼-1.JPG": "picture",
    "a/x.jpg": "1",
    "b/x.jpg": "2",
    "evil.svg": "<svg onload=alert(1)>",
    "not named.jpg": "3",
  });
  const { uploaded, reasons } = await take(archive, ["饼-1.jpg", "x.jpg", "b/x.jpg", "evil.svg", "缺.jpg"]);
  expect(uploaded).toEqual(["饼-1.jpg", "x.jpg", "evil.svg"]);
  expect(reasons).toEqual({
    "饼-1.jpg": "/media/饼-1.jpg",
    "x.jpg": "压缩包里有几个同名文件，请写上文件夹",
    "b/x.jpg": "/media/x.jpg",
    "evil.svg": "请上传 JPG、PNG 或 WebP 图片",
    "缺.jpg": "压缩包里没有这个文件",
  });
});

test("bombs, climbing names, broken and foreign files are named and never uploaded", async () => {
  const archive = await zipOf({
    "bomb.jpg": new Uint8Array(4 * 1024 * 1024),
    "huge.jpg": new Uint8Array(11 * 1024 * 1024),
  });
  const { uploaded, reasons } = await take(archive, ["bomb.jpg", "huge.jpg", "../../etc/passwd.jpg"]);
  expect(uploaded).toEqual([]);
  expect(reasons).toEqual({
    "bomb.jpg": "不是图片",
    "huge.jpg": expect.stringMatching(/^超过 \d+ MB$/),
    "../../etc/passwd.jpg": "文件名里不能有 ..",
  });
  const climbing = await zipOf({ "../../etc/passwd.jpg": "x" });
  await expect(take(climbing, ["passwd.jpg"])).rejects.toThrow("不安全的文件名");
  await expect(take(new Blob(["PK but no archive"]), ["a.jpg"])).rejects.toThrow(ArchiveFault);
});
