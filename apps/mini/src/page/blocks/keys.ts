/** A key per item of a list whose items have no id: their words, numbered where they repeat. */
export function keyed<T>(items: readonly T[], words: (item: T) => string): { key: string; item: T }[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const base = words(item);
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return { key: count === 1 ? base : `${base} ${count}`, item };
  });
}
