/** A stored content as this version understands it. */
import { type PageContent, pageBlock, pageContent } from "@banyan/contract";
import { z } from "zod";
import type { Logger } from "../http/log.ts";

const outside = z.looseObject({ blocks: z.array(z.unknown()) });

/** A block that cannot be read, a newer version's for instance, must not take the page away: it is left out. */
export function readContent(raw: unknown, log: Pick<Logger, "error">): PageContent {
  const whole = pageContent.safeParse(raw);
  if (whole.success) return whole.data;
  log.error("page content unreadable", whole.error);
  const page = outside.safeParse(raw);
  if (!page.success) return emptyContent("");
  const blocks = page.data.blocks.flatMap((block) => pageBlock.safeParse(block).data ?? []);
  const rest = pageContent.safeParse({ ...page.data, blocks });
  return rest.success ? rest.data : { ...emptyContent(""), blocks };
}

/** A page before anything was put on it. */
export function emptyContent(title: string): PageContent {
  return { title, ground: "page", endless: false, share_title: "", share_picture: null, blocks: [] };
}
