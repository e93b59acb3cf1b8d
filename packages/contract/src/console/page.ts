import { EDITION_STATES, PAGE_KINDS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { shownPage } from "../page.ts";
import { pageContent } from "../page-block.ts";
import { count, fen, id, inputInstant, instant, optionalText, requestKey, text } from "../shape.ts";
import { may } from "./staff.ts";

const pageOf = { page_id: id };
const once = { request_key: requestKey };
/** Which change of the draft was seen: somebody else's is not overwritten unseen. */
const revision = count("草稿修订", 1, 1_000_000_000);
const editionNo = count("版本", 1, 1_000_000_000);
const seen = { ...pageOf, revision, ...once };

/** One published, scheduled or kept state of a page. */
export const editionHead = z.object({
  no: z.number().int(),
  state: z.enum(EDITION_STATES),
  note: z.string(),
  /** null: the shop itself, when it was moved in. */
  author: z.string().nullable(),
  created_at: instant,
  starts_at: instant.nullable(),
  ends_at: instant.nullable(),
  /** Whether customers see it now. */
  live: z.boolean(),
});
export type EditionHead = z.infer<typeof editionHead>;

export const consolePageHead = z.object({
  id,
  kind: z.enum(PAGE_KINDS),
  title: z.string(),
  closed: z.boolean(),
  live: editionHead.nullable(),
  /** What comes next, where something is scheduled. */
  next: editionHead.nullable(),
  /** The draft is neither what customers see nor what was published last. */
  changed: z.boolean(),
  changed_at: instant,
  changed_by: z.string().nullable(),
  /** Of promoters' shares of this page; visits are visitor-days. */
  shares: z.number().int(),
  visits: z.number().int(),
});
export type ConsolePageHead = z.infer<typeof consolePageHead>;

export const consolePage = z.object({
  id,
  kind: z.enum(PAGE_KINDS),
  closed: z.boolean(),
  revision: z.number().int(),
  content: pageContent,
  changed_at: instant,
  changed_by: z.string().nullable(),
  live: editionHead.nullable(),
  scheduled: z.array(editionHead),
});
export type ConsolePage = z.infer<typeof consolePage>;

/** Something a link or a list can be pointed at. `gone`: customers do not get there now. */
export const pageTarget = z.object({
  id,
  name: z.string(),
  note: z.string(),
  picture: z.string().nullable(),
  price_fen: fen.nullable(),
  gone: z.boolean(),
});
export type PageTarget = z.infer<typeof pageTarget>;

export const TARGET_KINDS = ["product", "category", "topic", "coupon"] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export const pagePreview = z.object({
  page: shownPage,
  /** What customers will not see and why: goods off the shelf, links that lead nowhere. */
  warnings: z.array(z.object({ block_id: z.string(), message: z.string() })),
});
export type PagePreview = z.infer<typeof pagePreview>;

export const consolePageRoutes = {
  /** The home page first, then topic pages, the newest change first; closed ones last. */
  list: oc
    .route({ method: "GET", path: "/console/pages", summary: "页面" })
    .meta(may("page.read"))
    .output(z.object({ pages: z.array(consolePageHead) })),
  get: oc
    .route({ method: "GET", path: "/console/pages/{page_id}", summary: "页面草稿" })
    .meta(may("page.read"))
    .input(z.object(pageOf))
    .output(consolePage),
  create: oc
    .route({ method: "POST", path: "/console/pages", summary: "新建专题页" })
    .meta(may("page.write"))
    .input(z.object({ title: text("页面名称", 20), from: id.nullable(), ...once }))
    .output(consolePage),
  save: oc
    .route({ method: "PUT", path: "/console/pages/{page_id}/draft", summary: "保存页面草稿" })
    .meta(may("page.write"))
    .input(
      z.object({
        ...seen,
        content: pageContent,
        /** What stands in the draft goes into the history first: nothing of the other person is lost. */
        keep_theirs: z.boolean().default(false),
      }),
    )
    .output(consolePage),
  /** Puts a content into the history without showing it. */
  keep: oc
    .route({ method: "POST", path: "/console/pages/{page_id}/kept", summary: "存入历史" })
    .meta(may("page.write"))
    .input(z.object({ ...pageOf, content: pageContent, note: optionalText("说明", 60), ...once }))
    .output(editionHead),
  publish: oc
    .route({ method: "POST", path: "/console/pages/{page_id}/editions", summary: "发布页面" })
    .meta(may("page.write"))
    .input(
      z.object({
        ...seen,
        note: optionalText("说明", 60),
        /** null: now. */
        starts_at: inputInstant("开始时间").nullable(),
        /** null: until another takes its place. */
        ends_at: inputInstant("结束时间").nullable(),
      }),
    )
    .output(consolePage),
  history: oc
    .route({ method: "GET", path: "/console/pages/{page_id}/editions", summary: "页面历史" })
    .meta(may("page.read"))
    .input(z.object({ ...pageOf, before: z.coerce.number().int().min(1).max(1_000_000_000).optional() }))
    .output(
      z.object({
        editions: z.array(
          editionHead.extend({
            /** What changed against the one before, a sentence a block. */
            changes: z.array(z.string()),
          }),
        ),
        /** What the draft has that the newest edition has not. */
        draft_changes: z.array(z.string()),
        more: z.boolean(),
      }),
    ),
  edition: oc
    .route({ method: "GET", path: "/console/pages/{page_id}/editions/{no}", summary: "页面的一版" })
    .meta(may("page.read"))
    .input(z.object({ ...pageOf, no: z.coerce.number().int().min(1).max(1_000_000_000) }))
    .output(editionHead.extend({ content: pageContent })),
  restore: oc
    .route({ method: "POST", path: "/console/pages/{page_id}/restore", summary: "恢复为草稿" })
    .meta(may("page.write"))
    .input(z.object({ ...seen, no: editionNo }))
    .output(consolePage),
  withdraw: oc
    .route({ method: "POST", path: "/console/pages/{page_id}/withdraw", summary: "撤下一版" })
    .meta(may("page.write"))
    .input(z.object({ ...pageOf, no: editionNo, ...once }))
    .output(consolePage),
  close: oc
    .route({ method: "POST", path: "/console/pages/{page_id}/close", summary: "关闭或重开专题页" })
    .meta(may("page.write"))
    .input(z.object({ ...pageOf, closed: z.boolean({ error: "请选择关闭还是重开" }), ...once }))
    .output(consolePage),
  /** Two contents in words: what the second one has done to the first. */
  compare: oc
    .route({ method: "POST", path: "/console/pages/compare", summary: "比较两份页面" })
    .meta(may("page.read"))
    .input(z.object({ before: pageContent, after: pageContent }))
    .output(z.object({ changes: z.array(z.string()) })),
  /** As a customer would see it now. */
  preview: oc
    .route({ method: "POST", path: "/console/pages/preview", summary: "预览页面" })
    .meta(may("page.read"))
    .input(z.object({ content: pageContent }))
    .output(pagePreview),
  /** What can be pointed at: by words of its name, or by ids that a page names already. */
  targets: oc
    .route({ method: "POST", path: "/console/pages/targets", summary: "可选的商品、分类、专题和券" })
    .meta(may("page.read"))
    .input(
      z.object({
        kind: z.enum(TARGET_KINDS, { error: "类型不支持" }),
        q: optionalText("名称", 40).default(""),
        ids: z.array(id).max(200, "最多 200 个").optional(),
      }),
    )
    .output(z.object({ targets: z.array(pageTarget) })),
};
