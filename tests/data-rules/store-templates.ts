/**
 * SQL of the stores, taken from their text: sql`…` with what stands in ${…} put in as a parameter, or as the SQL it
 * is where that can be read in the same file.
 */
import { scan } from "@banyan/tools/tidy/scan.ts";

/** One way the finished statement may read. */
export interface Statement {
  readonly line: number;
  readonly texts: readonly string[];
}

interface Template {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly (string | Hole)[];
}

interface Hole {
  readonly code: string;
  readonly from: number;
  readonly to: number;
}

const OPENING = /\bsql(?:<[^`;]*?>)?`/g;
const STATEMENT = /^\s*(?:--[^\n]*\n\s*)*(?:WITH|SELECT|INSERT|UPDATE|DELETE|MERGE|TRUNCATE|LOCK|SET)\b/i;
/** Ways one statement may read are tried up to this many. */
const MAX_WAYS = 64;

function readTemplate(text: string, bare: string, start: number): Template {
  const parts: (string | Hole)[] = [];
  let from = start;
  let at = start;
  while (at < bare.length && bare[at] !== "`") {
    if (!bare.startsWith("${", at)) {
      at += 1;
      continue;
    }
    parts.push(text.slice(from, at));
    const holeStart = at + 2;
    let depth = 1;
    for (at = holeStart; at < bare.length; at += 1) {
      if (bare[at] === "{") depth += 1;
      if (bare[at] === "}") depth -= 1;
      if (depth === 0) break;
    }
    parts.push({ code: text.slice(holeStart, at).trim(), from: holeStart, to: at });
    at += 1;
    from = at;
  }
  parts.push(text.slice(from, at));
  return { start, end: at, parts };
}

class Reader {
  readonly #templates: Template[];
  readonly #text: string;
  readonly #bare: string;

  constructor(text: string) {
    this.#text = text;
    const { bare } = scan(text);
    this.#bare = bare;
    this.#templates = [...bare.matchAll(OPENING)].map((match) =>
      readTemplate(text, bare, match.index + match[0].length),
    );
  }

  statements(): Statement[] {
    const outer = this.#templates.filter(
      (inner) => !this.#templates.some((other) => other.start < inner.start && inner.end < other.end),
    );
    return outer
      .filter(({ parts }) => STATEMENT.test(String(parts[0])))
      .map((template) => ({
        line: this.#text.slice(0, template.start).split("\n").length,
        texts: this.#ways(template, []).map(numbered),
      }));
  }

  /** All readings of a template; a parameter stands as \u0000 until it is numbered. */
  #ways(template: Template, seen: readonly Template[]): string[] {
    let ways = [""];
    for (const part of template.parts) {
      const next = typeof part === "string" ? [part] : this.#fillings(part, [...seen, template]);
      ways = ways.flatMap((way) => next.map((filling) => way + filling)).slice(0, MAX_WAYS);
    }
    return ways;
  }

  #fillings(hole: Hole, seen: readonly Template[]): string[] {
    const named = /^[A-Za-z_$][\w$]*/.exec(hole.code)?.[0] ?? "";
    const whole = named === hole.code;
    const inside = this.#within(hole.from, hole.to);
    const fragments = inside.length > 0 ? inside : this.#definition(named, hole.from);
    const texts = fragments
      .filter((fragment) => !seen.includes(fragment))
      .flatMap((f) => this.#ways(f, seen));
    if (texts.length === 0) return ["\u0000"];
    return whole ? texts : [...new Set([...texts, ...(inside.length > 0 ? [""] : []), "\u0000"])];
  }

  #within(from: number, to: number): Template[] {
    return this.#templates.filter(({ start, end }) => from <= start && end <= to);
  }

  /** The templates in the definition of a name: the nearest one above the hole, else any in this file. */
  #definition(name: string, before: number): Template[] {
    if (name === "") return [];
    const start = String.raw`^[ \t]*(?:export )?(?:const|(?:async )?function) `;
    const found = [...this.#bare.matchAll(new RegExp(`${start}${name.replaceAll("$", "\\$")}\\b`, "gm"))];
    const match = found.findLast(({ index }) => index < before) ?? found[0];
    if (match === undefined) return [];
    const isFunction = /function \S+$/.test(match[0]);
    return this.#within(
      match.index,
      isFunction ? this.#endOfFunction(match.index) : this.#endOfConst(match.index),
    );
  }

  #endOfFunction(start: number): number {
    const end = this.#bare.indexOf("\n}\n", start);
    return end < 0 ? this.#bare.length : end;
  }

  #endOfConst(start: number): number {
    let depth = 0;
    for (let at = start; at < this.#bare.length; at += 1) {
      const here = this.#bare[at] ?? "";
      if ("({[".includes(here)) depth += 1;
      if (")}]".includes(here)) depth -= 1;
      if (here === ";" && depth === 0) return at;
    }
    return this.#bare.length;
  }
}

function numbered(text: string): string {
  let count = 0;
  return text.replaceAll("\u0000", () => {
    count += 1;
    return `$${count}`;
  });
}

/** The statements of one file. Fragments that are only parts of others are read there. */
export function readStatements(text: string): Statement[] {
  return new Reader(text).statements();
}
