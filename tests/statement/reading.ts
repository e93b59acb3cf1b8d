/** Files of statements read back by readers that are not ours, and the whole of a month's lines. */
import { inflateSync } from "node:zlib";
import type { StatementLine } from "@banyan/contract";
import type { Buyer, Caller, Clerk } from "../support/people.ts";
import type { Shop } from "../support/shop.ts";

export interface Download {
  status: number;
  type: string;
  bytes: Buffer;
}

/** A file as somebody gets it. */
export async function download(shop: Shop, who: Caller, path: string): Promise<Download> {
  const answer = await fetch(`${shop.url}/api/v1${path}`, { headers: who.headers });
  return {
    status: answer.status,
    type: answer.headers.get("content-type") ?? "",
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
}

/** All lines of a promoter's month, in pages. */
export async function linesOf(who: Buyer, month: string, limit = 7): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: StatementLine[]; next_cursor: string | null } = await who.api.statement.lines({
      month,
      limit,
      ...(cursor === null ? {} : { cursor }),
    });
    lines.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return lines;
}

/** Every row of the console's table of a month. */
export async function ownersOf(clerk: Clerk, month: string, limit = 2) {
  const rows: Awaited<ReturnType<Clerk["api"]["console"]["statement"]["list"]>>["items"] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Clerk["api"]["console"]["statement"]["list"]>> =
      await clerk.api.console.statement.list({ month, limit, ...(cursor === null ? {} : { cursor }) });
    rows.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return rows;
}

/** The text of a PDF, read through each font's own table from glyphs to characters. */
export function pdfText(bytes: Buffer): string {
  const source = bytes.toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id, body] of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id ?? "", body ?? "");
  const streamOf = (id: string) => {
    const body = objects.get(id) ?? "";
    const data = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1] ?? "";
    return inflateSync(Buffer.from(data, "latin1")).toString("latin1");
  };
  const fonts = new Map<string, Map<string, string>>();
  for (const body of objects.values()) {
    for (const [, name, id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id ?? "") ?? "")?.[1];
      if (table !== undefined) fonts.set(name ?? "", glyphsOf(streamOf(table)));
    }
  }
  const pages = [...objects.values()].flatMap(
    (body) => /\/Type \/Page\n[\s\S]*?\/Contents (\d+) 0 R/.exec(body)?.[1] ?? [],
  );
  return pages.map((id) => shown(streamOf(id), fonts)).join("\n");
}

function glyphsOf(table: string): Map<string, string> {
  const glyphs = new Map<string, string>();
  for (const [, from, , list] of table.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    for (const [index, hex] of [...(list ?? "").matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      const text = (hex[1] ?? "").replaceAll(" ", "");
      const code = (Number.parseInt(from ?? "0", 16) + index).toString(16).padStart(4, "0");
      glyphs.set(code, Buffer.from(text, "hex").swap16().toString("utf16le"));
    }
  }
  return glyphs;
}

function shown(page: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let text = "";
  let font: ReadonlyMap<string, string> | undefined;
  for (const [, name, pieces] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    for (const [, hex] of (pieces ?? "").matchAll(/<([0-9a-f]+)>/g))
      text += (hex ?? "").replace(/.{4}/g, (code) => font?.get(code) ?? "�");
    if (pieces !== undefined) text += "\n";
  }
  return text;
}
