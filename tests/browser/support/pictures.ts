/** Pictures, and what only calls itself one. */
import type { Page } from "playwright-core";
import sharp from "sharp";

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

/** A PNG's beginning, and then megabytes of nothing. */
export async function hugePng(bytes: number): Promise<Upload> {
  const { buffer } = await drawnPng("#5b3a29");
  return {
    name: "huge.png",
    mimeType: "image/png",
    buffer: Buffer.concat([buffer, Buffer.alloc(bytes - buffer.length)]),
  };
}

/** Through the button that opens the phone's album. */
export async function choosePicture(on: Page, file: Upload): Promise<void> {
  const [chooser] = await Promise.all([
    on.waitForEvent("filechooser"),
    on.getByRole("button", { name: "添加图片" }).click(),
  ]);
  await chooser.setFiles(file);
}
