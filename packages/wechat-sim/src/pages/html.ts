/** Text that is already markup. Only `html` makes it, so nothing unescaped gets in. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | false | undefined | readonly Html[];

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function isList(part: Part): part is readonly Html[] {
  return Array.isArray(part);
}

function render(part: Part): string {
  if (part === false || part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escapeText(String(part));
  return isList(part) ? part.map((item) => item.markup).join("") : part.markup;
}

/** Markup with every plain value escaped; lists of markup are joined, `false` and `undefined` vanish. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: String.raw({ raw: strings }, ...parts.map(render)) };
}

/** Markup from a constant of this source, never from outside. */
export function trusted(markup: string): Html {
  return { markup };
}
