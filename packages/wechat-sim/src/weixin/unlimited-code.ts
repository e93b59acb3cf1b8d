import QRCode from "qrcode";
import { type Exchange, readObject } from "../http.ts";
import { pagePrefix } from "../notice/store.ts";
import type { Platform } from "../platform.ts";
import { checkToken } from "../token/stable-token.ts";
import { refuse, type WeixinAnswer, WeixinPicture } from "./answer.ts";
import { publicUrl, releasedPages } from "./code-setting.ts";
import { type Colour, drawPng } from "./png.ts";

const KEYS = [
  "scene",
  "page",
  "check_path",
  "env_version",
  "width",
  "auto_color",
  "line_color",
  "is_hyaline",
];
const VERSIONS = ["release", "trial", "develop"];
/** docs/WECHAT.md 5.1: visible characters, no percent sign. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
/** The page a code without one opens. */
const FIRST_PAGE = "page/home/index";
const WIDTH = { min: 280, usual: 430, max: 1280 };
/** Light modules around a QR code. */
const QUIET = 4;
const WHITE: Colour = [255, 255, 255];

interface Code {
  scene: string;
  page: string;
  width: number;
  colour: Colour;
}

function isFlag(value: unknown): boolean {
  return value === undefined || typeof value === "boolean";
}

/** `{r, g, b}`, each 0–255 as a number or its text; undefined when it is something else. */
function readColour(value: unknown): Colour | undefined {
  if (value === undefined) return [0, 0, 0];
  if (typeof value !== "object" || value === null) return undefined;
  const { r, g, b } = value as Record<string, unknown>;
  const parts = [r, g, b].map((part) => (/^\d{1,3}$/.test(String(part)) ? Number(part) : 256));
  return parts.every((part) => part <= 255) ? (parts as unknown as Colour) : undefined;
}

function checkPage(platform: Platform, body: Record<string, unknown>): string | WeixinAnswer {
  const page = body["page"] ?? FIRST_PAGE;
  if (typeof page !== "string" || !/^[\w-][\w/-]*$/.test(page)) return refuse(41030, "invalid page");
  const released = body["check_path"] === false ? null : releasedPages(platform.database);
  return released === null || released.includes(page) ? page : refuse(41030, "invalid page");
}

function readCode(platform: Platform, body: Record<string, unknown>): Code | WeixinAnswer {
  const extra = Object.keys(body).find((key) => !KEYS.includes(key));
  if (extra !== undefined) return refuse(47001, `data format error hint: unknown field ${extra}`);
  const { scene, width = WIDTH.usual, env_version: version = "release", line_color: line } = body;
  if (typeof scene !== "string" || !SCENE.test(scene))
    return refuse(40169, "invalid length for scene, or the data is not json string");
  if (!isFlag(body["check_path"]) || !isFlag(body["auto_color"]) || !isFlag(body["is_hyaline"]))
    return refuse(47001, "data format error hint: a flag is true or false");
  if (!VERSIONS.includes(String(version))) return refuse(40097, "invalid args: env_version");
  if (!Number.isInteger(width) || Number(width) < WIDTH.min || Number(width) > WIDTH.max)
    return refuse(40097, "invalid args: width");
  const colour = readColour(line);
  if (colour === undefined) return refuse(47001, "data format error hint: line_color");
  const page = checkPage(platform, body);
  return typeof page === "string" ? { scene, page, width: Number(width), colour } : page;
}

/** Where the code leads in a browser: the page with its scene, encoded as the mini program receives it. */
export function codeAddress(
  platform: Platform,
  exchange: Exchange,
  code: { scene: string; page: string },
): string {
  const { database } = platform;
  const base = publicUrl(database) ?? `http://${exchange.header("host")}`;
  return `${base}${pagePrefix(database)}${code.page}?scene=${encodeURIComponent(code.scene)}`;
}

function draw(address: string, code: Code): Buffer {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: "M" });
  const scale = Math.floor(code.width / (modules.size + 2 * QUIET));
  const margin = Math.floor((code.width - scale * modules.size) / 2);
  const module = (pixel: number) => Math.floor((pixel - margin) / scale);
  return drawPng(code.width, [code.colour, WHITE], (x, y) => {
    const [column, row] = [module(x), module(y)];
    const inside = Math.min(column, row) >= 0 && Math.max(column, row) < modules.size;
    return inside && modules.get(row, column) === 1;
  });
}

/**
 * POST /wxa/getwxacodeunlimit: a picture, or JSON when it refuses (docs/WECHAT.md 5.1). WeChat draws its own round code;
 * here it is a QR code that leads to the same page of the shop in a browser.
 */
export function unlimitedCode(platform: Platform, exchange: Exchange): WeixinAnswer | WeixinPicture {
  if (exchange.method !== "POST") return refuse(43002, "require POST method");
  const refusedToken = checkToken(platform, exchange);
  if (refusedToken !== undefined) return refusedToken;
  const body = readObject(exchange);
  if (body === undefined) return refuse(47001, "data format error");
  const code = readCode(platform, body);
  if ("errcode" in code) return code;
  const read = code as Code;
  return new WeixinPicture(draw(codeAddress(platform, exchange, read), read));
}
