/**
 * Gathers what many places ask for one by one into few calls: what is wanted within one beat goes together, each key
 * once, at most `most` keys a call.
 */
export function createBatch(options: { beatMs: number; most: number; ask: (keys: string[]) => void }): {
  want: (key: string) => void;
  forget: () => void;
} {
  const asked = new Set<string>();
  let waiting: string[] = [];
  const flush = () => {
    const keys = [...new Set(waiting)];
    waiting = [];
    for (let at = 0; at < keys.length; at += options.most) options.ask(keys.slice(at, at + options.most));
  };
  return {
    want: (key) => {
      if (asked.has(key)) return;
      asked.add(key);
      if (waiting.length === 0) setTimeout(flush, options.beatMs);
      waiting.push(key);
    },
    forget: () => asked.clear(),
  };
}
