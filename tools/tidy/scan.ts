/**
 * TypeScript with comments, or comments and the insides of strings, replaced by spaces; every other character stays
 * where it was, so lines and columns still fit. A scanner and no parser: it knows strings, templates with their
 * nested code, comments and regular expressions, which is all that looking for words needs.
 */
export interface Scanned {
  /** Without comments. */
  readonly code: string;
  /** Without comments and without what stands inside strings, templates and regular expressions. */
  readonly bare: string;
}

/** A slash after one of these begins a regular expression; after anything else it divides or closes a tag. */
const BEFORE_REGEX =
  /(?:^|[(,=:[!&|?{;\n>+\-*%~^]|\b(?:return|typeof|case|in|of|do|else|void|delete|await))\s*$/;

class Scanner {
  readonly #text: string;
  readonly #code: string[];
  readonly #bare: string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#code = [...text.split("")];
    this.#bare = [...this.#code];
  }

  run(): Scanned {
    this.#block(false);
    return { code: this.#code.join(""), bare: this.#bare.join("") };
  }

  #blank(target: string[], from: number, to: number): void {
    for (let at = from; at < to; at += 1) if (target[at] !== "\n") target[at] = " ";
  }

  /** Code up to the end, or to the brace that closes a template's `${`. */
  #block(nested: boolean): void {
    let depth = 0;
    while (this.#at < this.#text.length) {
      const here = this.#text[this.#at] as string;
      if (nested && here === "}" && depth === 0) return;
      if (here === "{") depth += 1;
      if (here === "}") depth -= 1;
      if (here === "/") this.#slash();
      else if (here === '"' || here === "'") this.#quoted(here);
      else if (here === "`") this.#template();
      else this.#at += 1;
    }
  }

  #slash(): void {
    const next = this.#text[this.#at + 1];
    if (next === "/") return this.#comment("\n", 0);
    if (next === "*") return this.#comment("*/", 2);
    if (BEFORE_REGEX.test(this.#text.slice(Math.max(0, this.#at - 40), this.#at))) return this.#regex();
    this.#at += 1;
  }

  #comment(end: string, length: number): void {
    const found = this.#text.indexOf(end, this.#at + 2);
    const stop = found < 0 ? this.#text.length : found + length;
    this.#blank(this.#code, this.#at, stop);
    this.#blank(this.#bare, this.#at, stop);
    this.#at = stop;
  }

  /** A string, or an apostrophe in the text between tags: both end with their line at the latest. */
  #quoted(quote: string): void {
    const from = this.#at + 1;
    this.#at = from;
    while (this.#at < this.#text.length) {
      const here = this.#text[this.#at];
      if (here === quote || here === "\n") break;
      this.#at += here === "\\" ? 2 : 1;
    }
    this.#blank(this.#bare, from, Math.min(this.#at, this.#text.length));
    this.#at += 1;
  }

  #regex(): void {
    const from = this.#at + 1;
    let inClass = false;
    let at = from;
    for (; at < this.#text.length && this.#text[at] !== "\n"; at += 1) {
      const here = this.#text[at];
      if (here === "\\") at += 1;
      else if (here === "[") inClass = true;
      else if (here === "]") inClass = false;
      else if (here === "/" && !inClass) break;
    }
    if (this.#text[at] === "/") {
      this.#blank(this.#bare, from, at);
      this.#at = at + 1;
    } else this.#at += 1;
  }

  #template(): void {
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== "`") {
      if (this.#text.startsWith("${", this.#at)) {
        this.#at += 2;
        this.#block(true);
        this.#at += 1;
        continue;
      }
      const length = this.#text[this.#at] === "\\" ? 2 : 1;
      this.#blank(this.#bare, this.#at, Math.min(this.#at + length, this.#text.length));
      this.#at += length;
    }
    this.#at += 1;
  }
}

export function scan(text: string): Scanned {
  return new Scanner(text).run();
}
