/** How large a request's body may be and of what type, by its address: an upload, a commission plan and a product may be large, nothing else may. */
import { MAX_PICTURE_BYTES, MAX_VIDEO_BYTES, type RefusalCode } from "@banyan/contract";

export interface BodyRule {
  /** Bytes. */
  max: number;
  type: "application/json" | "multipart/form-data";
  tooLarge: RefusalCode;
}

/** What a form adds around its file. */
const ENVELOPE = 64 * 1024;
const json = (max: number): BodyRule => ({ max, type: "application/json", tooLarge: "too_large" });
const file = (max: number, tooLarge: RefusalCode): BodyRule => ({
  max: max + ENVELOPE,
  type: "multipart/form-data",
  tooLarge,
});

const JSON_RULE = json(256 * 1024);
const PICTURE = file(MAX_PICTURE_BYTES, "picture_too_large");
const VIDEO = file(MAX_VIDEO_BYTES, "video_too_large");
/** A plan of 2,000 rules, or the 10,000 rows of a sheet that they are read from. */
const PLAN = json(2 * 1024 * 1024);
/** 60 paragraphs of 2,000 characters, 12 cases and 100 SKUs. */
const PRODUCT = json(1024 * 1024);

/** 10,000 rows of a sheet of products. */
const SHEET = json(8 * 1024 * 1024);

export const BODY_RULES: readonly BodyRule[] = [JSON_RULE, PICTURE, VIDEO, PLAN, PRODUCT, SHEET];

/** @param path below /api/v1, without the query */
export function bodyRule(path: string): BodyRule {
  if (path === "/media" || path === "/console/media") return PICTURE;
  if (path === "/console/media/video") return VIDEO;
  if (isBelow(path, "/console/plans")) return PLAN;
  if (isBelow(path, "/console/products")) return PRODUCT;
  if (path === "/console/sheets") return SHEET;
  return JSON_RULE;
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}
