/** How Chinese characters are read, and their simplified forms. Both packages stay on the server. */
import { SYLLABLES } from "@banyan/domain";
import * as OpenCC from "opencc-js/t2cn";
import { polyphonic } from "pinyin-pro";

/** Rarer readings of a character only bring what nobody meant. */
const MOST_READINGS = 3;
const FIRST_HAN = 0x3400;
const LAST_HAN = 0x9fff;

const numberOf = new Map(SYLLABLES.map((syllable, at) => [syllable, at]));
const readings: (readonly number[] | undefined)[] = [];
const simplified: (string | undefined)[] = [];
const converter = OpenCC.Converter({ from: "t", to: "cn" });
const NONE: readonly number[] = [];

/** Numbers of the syllables (in SYLLABLES) that a character may be read as, the usual one first; none for what is not Chinese. */
export function readingsOf(code: number): readonly number[] {
  if (code < FIRST_HAN || code > LAST_HAN) return NONE;
  const at = code - FIRST_HAN;
  const known = readings[at];
  if (known !== undefined) return known;
  const spelt = polyphonic(String.fromCharCode(code), {
    toneType: "none",
    type: "array",
    v: true,
    nonZh: "removed",
  });
  const found = (spelt[0] ?? []).flatMap((syllable) => numberOf.get(syllable) ?? []);
  readings[at] = found.slice(0, MOST_READINGS);
  return found.slice(0, MOST_READINGS);
}

export function syllableNumber(syllable: string): number | undefined {
  return numberOf.get(syllable);
}

/** "红茶" → "hongcha", each character as it is usually read. */
export function spell(text: string): string {
  let spelt = "";
  for (let at = 0; at < text.length; at += 1) {
    const [usual] = readingsOf(text.charCodeAt(at));
    spelt += usual === undefined ? text[at] : SYLLABLES[usual];
  }
  return spelt;
}

/** 紅茶 → 红茶, one character at a time: what it is called elsewhere is a matter for synonyms. */
export function simplify(text: string): string {
  let changed: string[] | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at) - FIRST_HAN;
    if (code < 0 || code > LAST_HAN - FIRST_HAN) continue;
    simplified[code] ??= converter(text.charAt(at));
    const simple = simplified[code] ?? text.charAt(at);
    if (simple === text.charAt(at)) continue;
    changed ??= text.split("");
    changed[at] = simple;
  }
  return changed === null ? text : changed.join("");
}
