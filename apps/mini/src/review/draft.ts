/** So many are kept, the newest first. */
const MOST = 12;

export interface Draft {
  /** 0: no stars yet. */
  rating: number;
  text: string;
  pictures: readonly string[];
}
/** What was written for the lines of an order, by line number; a text that is added to a review is line 0. */
export interface Drafts {
  lines: Readonly<Record<number, Draft>>;
  anonymous: boolean;
}
export interface KeptDrafts {
  /** What it is about: an order, "append-<review>". */
  place: string;
  drafts: Drafts;
}

export const NO_DRAFT: Draft = { rating: 0, text: "", pictures: [] };
export const NO_DRAFTS: Drafts = { lines: {}, anonymous: false };

/** Nothing was written, chosen or added. */
export function isBlank({ rating, text, pictures }: Draft): boolean {
  return rating === 0 && text.trim() === "" && pictures.length === 0;
}

/** The kept ones with this one first; one in which nothing stands is not kept. */
export function putDrafts(kept: readonly KeptDrafts[], place: string, drafts: Drafts): KeptDrafts[] {
  const others = kept.filter((one) => one.place !== place);
  return Object.values(drafts.lines).every(isBlank) ? others : [{ place, drafts }, ...others].slice(0, MOST);
}
