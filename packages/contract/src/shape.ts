/**
 * Parts that several bodies share. Each text field carries its Chinese name, so that a refused field says in one sentence what to do.
 */
import { z } from "zod";

// A browser's pages may not make code out of text (apps/server/src/http/content-security.ts); zod need not.
z.config({ ...z.locales.zhCN(), jitless: "document" in globalThis });

/** A row's id as text, since it may exceed 2^53; at most 18 digits, so that it always fits PostgreSQL's bigint. */
export const id = z.string({ error: "编号不正确" }).regex(/^[1-9][0-9]{0,17}$/, "编号不正确");
/** Order, after-sale and other business numbers. */
export const number = z.string({ error: "单号不正确" }).regex(/^[0-9A-Z]{16,32}$/, "单号不正确");
/** Output amount in fen. */
export const fen = z.number().int();
/** Input amount in fen: 0 to ¥1 亿. */
export const inputFen = (label: string, min = 0) =>
  z
    .number({ error: `请填写${label}` })
    .int(`${label}必须是整数分`)
    .min(min, min > 0 ? `${label}必须大于 0` : `${label}不能是负数`)
    .max(10_000_000_000, `${label}太大了`);
/** Whole number with bounds, named. */
export const count = (label: string, min: number, max: number) =>
  z
    .number({ error: `请填写${label}` })
    .int(`${label}必须是整数`)
    .min(min, `${label}至少 ${min}`)
    .max(max, `${label}最多 ${max}`);
/** Instants cross HTTP as ISO text. */
export const instant = z.iso.datetime({ offset: true });
/** ISO 8601 knows a year 0, PostgreSQL does not. */
const hasYear = (text: string) => !text.startsWith("0000");
/** An instant that a person has entered. */
export const inputInstant = (label: string) =>
  z.iso.datetime({ offset: true, error: `请填写${label}` }).refine(hasYear, `${label}不正确`);
/** A day of the shop that a person has entered: "2026-11-24". */
export const day = z.iso.date("日期不正确").refine(hasYear, "日期不正确");

// Control characters (but not newline and tab) and halves of characters have no business in anything a person types.
export const CONTROL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}]/u;

/** Text a person must fill in: trimmed, 1..max characters. */
export const text = (label: string, max: number) =>
  z
    .string({ error: `请填写${label}` })
    .trim()
    .min(1, `请填写${label}`)
    .max(max, `${label}最多 ${max} 个字`)
    .refine((value) => !CONTROL.test(value), `${label}里有不能识别的字符`);
/** Text of which every line counts, such as a pasted sheet: not trimmed. */
export const linesText = (label: string, max: number) =>
  z
    .string({ error: `请填写${label}` })
    .max(max, `${label}最多 ${max} 个字`)
    .refine((value) => value.trim() !== "", `请填写${label}`)
    .refine((value) => !CONTROL.test(value), `${label}里有不能识别的字符`);
/** Text a person may leave empty. */
export const optionalText = (label: string, max: number) =>
  z
    .string({ error: `${label}格式不正确` })
    .trim()
    .max(max, `${label}最多 ${max} 个字`)
    .refine((value) => !CONTROL.test(value), `${label}里有不能识别的字符`);
/** Mainland mobile phone. */
export const phone = z
  .string({ error: "请填写手机号" })
  .trim()
  .regex(/^1[3-9][0-9]{9}$/, "请填写 11 位手机号");
/** Address of a stored picture: "/media/<sha256>.webp". */
export const pictureUrl = z
  .string({ error: "图片地址不正确" })
  .regex(/^\/media\/[0-9a-f]{64}(?:-[0-9]{1,5})?\.webp$/, "图片地址不正确");

/** A stored film with the picture that stands for it until it plays. Size in px as shown, length in whole seconds, rounded up. */
export const video = z.object({
  url: z.string({ error: "请上传视频" }).regex(/^\/media\/[0-9a-f]{64}\.mp4$/, "视频地址不正确"),
  poster: pictureUrl,
  width: count("视频宽度", 1, 8192),
  height: count("视频高度", 1, 8192),
  seconds: count("视频时长", 1, 3600),
});
export type Video = z.infer<typeof video>;

/** Made by the client once per intended write and sent again with each retry: the same key never acts twice. */
export const requestKey = z
  .string({ error: "缺少请求编号" })
  .regex(/^[0-9A-Za-z_-]{16,64}$/, "请求编号不正确");

export const cursor = z
  .string({ error: "翻页位置不正确" })
  .max(200, "翻页位置不正确")
  .regex(/^[0-9A-Za-z_.~-]+$/, "翻页位置不正确");
/** How many rows of a list are wanted at once; a query's text becomes a number. */
export const pageLimit = (most: number, usual: number) =>
  z.coerce
    .number({ error: "每页条数不正确" })
    .int("每页条数必须是整数")
    .min(1, "每页至少 1 条")
    .max(most, `每页最多 ${most} 条`)
    .default(usual);
export const pageQuery = {
  cursor: cursor.optional(),
  limit: pageLimit(100, 20),
};
/** One page of a list: `next_cursor` is null on the last one. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

export const empty = z.object({});

export const detailBlock = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: text("正文", 2000) }),
  z.object({ kind: z.literal("heading"), text: text("小标题", 60) }),
  z.object({ kind: z.literal("picture"), picture: pictureUrl, caption: optionalText("图注", 60).optional() }),
  /** Two pictures side by side. */
  z.object({ kind: z.literal("pair"), pictures: z.tuple([pictureUrl, pictureUrl]) }),
  z.object({ kind: z.literal("video"), video }),
  /** Points of one line each. */
  z.object({
    kind: z.literal("list"),
    items: z.array(text("要点", 100)).min(1, "至少一条").max(20, "最多 20 条"),
  }),
  z.object({
    kind: z.literal("facts"),
    rows: z
      .array(z.tuple([text("名称", 20), text("内容", 200)]))
      .min(1, "至少一行")
      .max(30, "最多 30 行"),
  }),
]);
export type DetailBlock = z.infer<typeof detailBlock>;

/** One line of the timeline that customer and operator both see. */
export const timelineEvent = z.object({
  kind: z.string(),
  at: instant,
  title: z.string(),
  note: z.string().nullable(),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;
