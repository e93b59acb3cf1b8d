/**
 * Draws the icons of WeChat's own tab bar, which takes only PNG files: the same paths as design/icon, 81 × 81, once in
 * grey and once filled in green. Run it after changing those icons: `node scripts/tab-icons.ts`.
 */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

const SOURCE = join(import.meta.dirname, "../src");
const INTO = join(SOURCE, "design/bars/icons");
const ICONS = ["home", "grid", "cart", "user"];
const SIZE = 81;
const GREY = "#667280";
const GREEN = "#0e7c5a";

const paths = await readFile(join(SOURCE, "design/icon/_paths.scss"), "utf8");
await mkdir(INTO, { recursive: true });
for (const icon of ICONS) {
  const path = new RegExp(`"${icon}":\\s*"([^"]+)"`).exec(paths)?.[1];
  if (path === undefined) throw new Error(`no icon is called ${icon}`);
  await draw(`${icon}.png`, path, "none", GREY);
  await draw(`${icon}-on.png`, path, GREEN, GREEN);
}

async function draw(name: string, path: string, fill: string, stroke: string): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="-2 -2 28 28" fill="${fill}" stroke="${stroke}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
  await sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toFile(join(INTO, name));
}
