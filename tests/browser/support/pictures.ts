/** Pictures, and what only calls itself one. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { onTestFinished } from "vitest";

/** What Playwright puts into a file box. */
export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A square PNG, a tea cake seen from far: no two colours give the same bytes. */
export async function drawnPng(colour: string): Promise<Upload> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600" fill="#efe6d4"/><circle cx="300" cy="310" r="190" fill="${colour}"/></svg>`;
  return {
    name: "tea-cake.png",
    mimeType: "image/png",
    buffer: await sharp(Buffer.from(svg)).png().toBuffer(),
  };
}

/** Text under the name of a picture. */
export function falsePng(): Upload {
  return { name: "picture.png", mimeType: "image/png", buffer: Buffer.from("<svg onload=alert(1)>不是图片") };
}

/** A PNG's beginning, and then megabytes of nothing. @returns the path of the file, there until the test ends */
export async function hugePng(bytes: number): Promise<string> {
  const { buffer } = await drawnPng("#5b3a29");
  return largeFile("huge.png", Buffer.concat([buffer, Buffer.alloc(bytes - buffer.length)]));
}

/** What is large goes by its path: in the message to the browser it would take seconds. @returns that path, there until the test ends */
export function largeFile(name: string, content: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), "banyan-large-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Through the button that opens the phone's album. */
export async function choosePicture(on: Page, file: Upload | string): Promise<void> {
  const [chooser] = await Promise.all([
    on.waitForEvent("filechooser"),
    on.getByRole("button", { name: "添加图片" }).click(),
  ]);
  await chooser.setFiles(file);
}
