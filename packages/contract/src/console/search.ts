import { oc } from "@orpc/contract";
import { z } from "zod";
import {
  count,
  cursor,
  day,
  empty,
  id,
  instant,
  optionalText,
  pageLimit,
  requestKey,
  text,
} from "../shape.ts";
import { may } from "./staff.ts";

const word = text("词", 20);
export const synonymInput = z.object({
  /** Any of them finds what the others find. */
  words: z.array(word).min(2, "至少两个词").max(12, "最多 12 个词"),
  enabled: z.boolean({ error: "请选择是否启用" }),
});
export const synonymGroup = z.object({
  id,
  words: z.array(z.string()),
  enabled: z.boolean(),
  version: z.number().int(),
  updated_at: instant,
});
export type SynonymGroup = z.infer<typeof synonymGroup>;

export const hotWord = z.object({
  word: z.string(),
  /** false: never shown, however often it is searched. */
  shown: z.boolean(),
  sort: z.number().int(),
});
export type HotWord = z.infer<typeof hotWord>;

export const searchedWord = z.object({
  /** "": words beyond those that a day names. */
  word: z.string(),
  searches: z.number().int(),
  /** How many of them found nothing. */
  nothing: z.number().int(),
  /** Products that the last search of it found. */
  found: z.number().int(),
  last_day: day,
});
export type SearchedWord = z.infer<typeof searchedWord>;

export const consoleSearchRoutes = {
  synonyms: oc
    .route({ method: "GET", path: "/console/search/synonyms", summary: "同义词" })
    .meta(may("catalog.read"))
    .output(z.object({ groups: z.array(synonymGroup) })),
  createSynonym: oc
    .route({ method: "POST", path: "/console/search/synonyms", summary: "新建同义词" })
    .meta(may("catalog.write"))
    .input(synonymInput.extend({ request_key: requestKey }))
    .output(z.object({ id })),
  changeSynonym: oc
    .route({ method: "PUT", path: "/console/search/synonyms/{synonym_id}", summary: "修改同义词" })
    .meta(may("catalog.write"))
    .input(synonymInput.extend({ synonym_id: id, version: count("版本", 1, 1_000_000_000) }))
    .output(empty),
  removeSynonym: oc
    .route({ method: "DELETE", path: "/console/search/synonyms/{synonym_id}", summary: "删除同义词" })
    .meta(may("catalog.write"))
    .input(z.object({ synonym_id: id }))
    .output(empty),
  hotWords: oc
    .route({ method: "GET", path: "/console/search/hot-words", summary: "热搜词设置" })
    .meta(may("catalog.read"))
    .output(
      z.object({
        words: z.array(hotWord),
        /** As the shop shows them now. */
        shown: z.array(z.object({ word: z.string(), set: z.boolean() })),
      }),
    ),
  saveHotWords: oc
    .route({ method: "PUT", path: "/console/search/hot-words", summary: "保存热搜词" })
    .meta(may("catalog.write"))
    .input(
      z.object({
        /** All of them, in order; what is left out is set no longer. */
        words: z
          .array(z.object({ word, shown: z.boolean({ error: "请选择显示或屏蔽" }) }))
          .max(100, "最多 100 个词"),
      }),
    )
    .output(empty),
  words: oc
    .route({ method: "GET", path: "/console/search/words", summary: "搜索统计" })
    .meta(may("catalog.read"))
    .input(
      z.object({
        from: day,
        to: day,
        /** Only words whose last search found nothing. */
        nothing: z.boolean().default(false),
        /** Words that hold this. */
        q: optionalText("搜索词", 60).optional(),
        cursor: cursor.optional(),
        limit: pageLimit(500, 100),
      }),
    )
    .output(
      z.object({
        words: z.array(searchedWord),
        days: z.array(z.object({ day, searches: z.number().int(), nothing: z.number().int() })),
        next_cursor: z.string().nullable(),
      }),
    ),
};
