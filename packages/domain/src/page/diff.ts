/** What was done to a page between two of its states, block by block. */
export interface DiffBlock {
  id: string;
  kind: string;
}

export interface BlockChange<B extends DiffBlock> {
  what: "added" | "removed" | "moved" | "changed";
  block: B;
  /** Place on the page that it stands on now, or stood on, counted from 1. */
  place: number;
  /** For moved: the place before. */
  from?: number;
}

/**
 * Removed ones first, then the page from top to bottom. As few blocks as possible are said to have moved: those outside the longest
 * run that kept its order. One that moved and changed is told twice.
 */
export function diffBlocks<B extends DiffBlock>(before: readonly B[], after: readonly B[]): BlockChange<B>[] {
  const old = new Map(before.map((block, at) => [block.id, { block, at }]));
  const kept = new Set(after.map((block) => block.id));
  const changes: BlockChange<B>[] = before.flatMap((block, at) =>
    kept.has(block.id) ? [] : [{ what: "removed" as const, block, place: at + 1 }],
  );
  const stayed = inOrder(after.flatMap((block) => old.get(block.id)?.at ?? []));
  for (const [at, block] of after.entries()) {
    const was = old.get(block.id);
    const place = at + 1;
    if (was === undefined) {
      changes.push({ what: "added", block, place });
      continue;
    }
    if (!stayed.has(was.at)) changes.push({ what: "moved", block, place, from: was.at + 1 });
    if (!sameValue(was.block, block)) changes.push({ what: "changed", block, place });
  }
  return changes;
}

/** A longest increasing subsequence of distinct numbers. */
function inOrder(numbers: readonly number[]): Set<number> {
  const best = numbers.map(() => 1);
  const previous = numbers.map(() => -1);
  let end = -1;
  for (const [i, here] of numbers.entries()) {
    for (let j = 0; j < i; j += 1) {
      if ((numbers[j] ?? 0) < here && (best[j] ?? 0) + 1 > (best[i] ?? 0)) {
        best[i] = (best[j] ?? 0) + 1;
        previous[i] = j;
      }
    }
    if (end < 0 || (best[i] ?? 0) > (best[end] ?? 0)) end = i;
  }
  const run = new Set<number>();
  for (let at = end; at >= 0; at = previous[at] ?? -1) run.add(numbers[at] ?? -1);
  return run;
}

/** Equal as JSON values, whatever the order of keys: PostgreSQL's jsonb forgets theirs. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, at) => sameValue(item, b[at]));
  }
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
  );
}
