/** Cells of a spreadsheet as words and numbers, the same for every sheet that is read. */

/** As a spreadsheet gives it. */
export type SheetCell = string | number | boolean | null;

/** A reason quotes this much of a cell. */
const MOST_QUOTED = 20;

export function isBlank(row: readonly SheetCell[]): boolean {
  return row.every((cell) => textOf(cell) === "");
}

/** Digits before and behind the point as a whole number of hundredths; null where more than two digits are not 0. */
export function hundredthsOf(whole: string, fraction: string): bigint | null {
  if (whole.length > 15 || /[1-9]/.test(fraction.slice(2))) return null;
  return BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, "0"));
}

export function isFormula(text: string): boolean {
  return /^[=+@]/.test(text);
}

/** Numbers of a computed cell carry noise in their last digits; an apostrophe in front of a formula is how text is kept text. */
export function textOf(cell: SheetCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return plainNumber(cell);
  return String(cell)
    .trim()
    .replace(/^'(?=[=+\-@])/, "");
}

function plainNumber(cell: number): string {
  const short = cell.toPrecision(12);
  if (!/^-?[0-9]+\.[0-9]+$/.test(short)) return String(cell);
  return short.replace(/\.?0+$/, "");
}

/** A word or number as it is compared: full-width forms made narrow, no spaces, small letters. Names are never changed so. */
export function word(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();
}

export function quoted(text: string): string {
  const letters = [...text];
  return `「${letters.length > MOST_QUOTED ? `${letters.slice(0, MOST_QUOTED).join("")}…` : text}」`;
}
