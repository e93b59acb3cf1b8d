/** Pinyin as people type it: whole syllables, first letters, the beginning of a syllable at the end, or one letter wrong. */

const BY_INITIAL: Readonly<Record<string, string>> = {
  "": "a ai an ang ao e ei en eng er o ou",
  b: "a ai an ang ao ei en eng i ian iao ie in ing o u",
  p: "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
  m: "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
  f: "a an ang ei en eng o ou u",
  d: "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
  t: "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
  n: "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve",
  l: "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
  g: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
  k: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
  h: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
  j: "i ia ian iang iao ie in ing iong iu u uan ue un",
  q: "i ia ian iang iao ie in ing iong iu u uan ue un",
  x: "i ia ian iang iao ie in ing iong iu u uan ue un",
  zh: "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
  ch: "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
  sh: "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
  r: "an ang ao e en eng i ong ou u uan ui un uo",
  z: "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
  c: "a ai an ang ao e en eng i ong ou u uan ui un uo",
  s: "a ai an ang ao e en eng i ong ou u uan ui un uo",
  y: "a an ang ao e i in ing o ong ou u uan ue un",
  w: "a ai an ang ei en eng o u",
};

/** Every syllable that Chinese has, without tones. */
export const SYLLABLES: readonly string[] = Object.entries(BY_INITIAL).flatMap(([initial, finals]) =>
  finals.split(" ").map((final) => initial + final),
);

const WHOLE = new Set(SYLLABLES);
const BEGINNINGS = new Set(
  SYLLABLES.flatMap((syllable) => [...syllable].map((_, at) => syllable.slice(0, at + 1))),
);
const INITIALS = new Set([
  ...Object.keys(BY_INITIAL).filter((initial) => initial !== ""),
  ...["a", "e", "o"],
]);
const LONGEST = 6;
const MAX_PARSES = 6;
/** Beyond this one wrong letter is one of too many. */
const MAX_TYPO = 20;

export interface Piece {
  readonly text: string;
  /** Whether it is a whole syllable; otherwise the beginning of one. */
  readonly whole: boolean;
}
export type Parse = readonly Piece[];

/**
 * How letters can be read as pinyin, the reading with the fewest pieces first. Where all of it can be whole syllables nobody means first
 * letters.
 */
export function parsePinyin(letters: string): Parse[] {
  if (!/^[a-z]+$/.test(letters)) return [];
  const pieceAt = (at: number, length: number): Piece | null => {
    const text = letters.slice(at, at + length);
    const whole = WHOLE.has(text);
    const begins = INITIALS.has(text) || (at + length === letters.length && BEGINNINGS.has(text));
    return whole || begins ? { text, whole } : null;
  };
  const entire = readings(letters.length, (at, length) => {
    const piece = pieceAt(at, length);
    return piece?.whole === true ? piece : null;
  });
  return entire.length > 0 ? entire : readings(letters.length, pieceAt);
}

/** The reading as whole syllables that has the fewest; null: there is none. */
export function wholePinyin(letters: string): string[] | null {
  const [first] = readings(
    letters.length,
    (at, length) => {
      const text = letters.slice(at, at + length);
      return WHOLE.has(text) ? { text, whole: true } : null;
    },
    0,
  );
  return first?.map(({ text }) => text) ?? null;
}

/** All ways that have at most `beyond` more pieces than the shortest. What cannot be finished is never begun. */
function readings(
  total: number,
  pieceAt: (at: number, length: number) => Piece | null,
  beyond = 1,
): Piece[][] {
  const least = new Array<number>(total + 1).fill(Number.POSITIVE_INFINITY);
  least[total] = 0;
  for (let at = total - 1; at >= 0; at -= 1) {
    for (let length = 1; length <= Math.min(LONGEST, total - at); length += 1) {
      const rest = least[at + length] ?? Number.POSITIVE_INFINITY;
      if (rest + 1 < (least[at] ?? 0) && pieceAt(at, length) !== null) least[at] = rest + 1;
    }
  }
  const found: Piece[][] = [];
  const walk = (at: number, pieces: Piece[], left: number): void => {
    if (found.length === MAX_PARSES) return;
    if (at === total) found.push(pieces);
    for (let length = Math.min(LONGEST, total - at); length > 0; length -= 1) {
      if ((least[at + length] ?? Number.POSITIVE_INFINITY) > left - 1) continue;
      const piece = pieceAt(at, length);
      if (piece !== null) walk(at + length, [...pieces, piece], left - 1);
    }
  };
  const [shortest = Number.POSITIVE_INFINITY] = least;
  if (shortest < Number.POSITIVE_INFINITY) walk(0, [], shortest + beyond);
  return found.sort((a, b) => a.length - b.length);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Everything that is one letter away: one missing, one too many, one wrong, two that changed places. */
export function oneLetterOff(letters: string): string[] {
  if (letters.length < 3 || letters.length > MAX_TYPO) return [];
  const found = new Set<string>();
  for (let at = 0; at <= letters.length; at += 1) {
    const [head, tail] = [letters.slice(0, at), letters.slice(at)];
    for (const letter of LETTERS) {
      found.add(head + letter + tail);
      if (tail !== "") found.add(head + letter + tail.slice(1));
    }
    if (tail !== "") found.add(head + tail.slice(1));
    if (tail.length > 1) found.add(`${head}${tail[1]}${tail[0]}${tail.slice(2)}`);
  }
  found.delete(letters);
  return [...found];
}
