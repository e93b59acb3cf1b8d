/**
 * Which edition of a page customers see. The rule, for any number of editions whose times overlap: of those that have begun and have
 * not ended, the one that began last; when it ends, the page goes back to the one that began last among the others.
 */
export interface EditionSpan {
  no: number;
  startsAt: Date;
  /** null: until another takes its place. */
  endsAt: Date | null;
}

/** @param editions published, scheduled; in any order. Of two that begin at the same instant, the higher number. */
export function liveEdition<E extends EditionSpan>(editions: readonly E[], now: Date): E | null {
  let best: E | null = null;
  for (const edition of editions) {
    if (edition.startsAt > now || (edition.endsAt !== null && edition.endsAt <= now)) continue;
    if (best === null || beginsLater(edition, best)) best = edition;
  }
  return best;
}

/** The next instant at which another edition may have to be shown; null: never. */
export function nextSwitch(editions: readonly EditionSpan[], now: Date): Date | null {
  let next: Date | null = null;
  const consider = (at: Date | null) => {
    if (at !== null && at > now && (next === null || at < next)) next = at;
  };
  for (const { startsAt, endsAt } of editions) {
    consider(startsAt);
    consider(endsAt);
  }
  return next;
}

function beginsLater(a: EditionSpan, b: EditionSpan): boolean {
  const gap = a.startsAt.getTime() - b.startsAt.getTime();
  return gap > 0 || (gap === 0 && a.no > b.no);
}
