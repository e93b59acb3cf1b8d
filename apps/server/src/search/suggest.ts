/** What may be meant while it is being typed: words that others searched, categories, products. From memory alone. */
import type { Suggestion } from "@banyan/contract";
import { FIT, plainText, squeeze } from "@banyan/domain";
import type { Indexed } from "./current.ts";
import { type Hints, type Term, termOf } from "./hints.ts";
import { type Found, find } from "./match.ts";
import { simplify } from "./pinyin.ts";
import { pick } from "./select.ts";

const MOST = 10;
const MOST_WORDS = 6;
const MOST_CATEGORIES = 3;

export function suggest(indexed: Indexed, hints: Hints, q: string): Suggestion[] {
  const typed = squeeze(plainText(q, simplify));
  if (typed === "") return [];
  const { shelf, categories } = indexed;
  const words = best(hints.terms, typed, MOST_WORDS).map(({ text }) => text);
  const places = categories
    .filter(({ removed }) => !removed)
    .toSorted((one, other) => Number(one.parent_id !== null) - Number(other.parent_id !== null))
    .map((row) => ({ ...termOf(row.name), id: row.id }));
  const offered = (slot: number) => shelf.isOffered(slot);
  const all = find(shelf, q, hints.synonyms, offered);
  // Names only, what stands in a category that is called so, and what was meant only where nothing is called so: the list tells the rest.
  const named = (fit: number) => fit >= FIT.scattered - 1 || all?.direct === 0;
  const found = all && keep(all, named);
  const products = found === null ? [] : pick(shelf, found, offered, "recommended", null, MOST).places;
  const items: Suggestion[] = [
    ...words.map((text) => ({ kind: "word" as const, text, id: null })),
    ...best(places, typed, MOST_CATEGORIES).map(({ text, id }) => ({ kind: "category" as const, text, id })),
    ...products.map(({ id }) => ({
      kind: "product" as const,
      text: shelf.titles[shelf.slots.get(id) ?? -1] ?? "",
      id: String(id),
    })),
  ];
  return items.slice(0, MOST);
}

function keep(found: Found, fits: (fit: number) => boolean): Found {
  const kept = found.slots.flatMap((slot, at) =>
    fits(found.fits[at] ?? 0) ? [{ slot, fit: found.fits[at] ?? 0 }] : [],
  );
  return { slots: kept.map(({ slot }) => slot), fits: kept.map(({ fit }) => fit), direct: kept.length };
}

/** Those that begin so first, then those that hold it; each in the order given. */
function best<One extends Term>(terms: readonly One[], typed: string, most: number): One[] {
  const begins: One[] = [];
  const holds: One[] = [];
  for (const term of terms) {
    // A category and one below it may be called the same: the upper one, which comes first, holds both.
    if (term.plain === typed || [...begins, ...holds].some(({ plain }) => plain === term.plain)) continue;
    if (term.plain.startsWith(typed) || term.spelt.startsWith(typed) || term.initials.startsWith(typed))
      begins.push(term);
    else if (term.plain.includes(typed)) holds.push(term);
    if (begins.length === most) break;
  }
  return [...begins, ...holds].slice(0, most);
}
