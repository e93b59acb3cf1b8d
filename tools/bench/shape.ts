/** What a file of the room `bench` exports: each compares us with a yardstick in the same run. */
export interface Bench {
  /** One line for the list of benches. */
  readonly about: string;
  /** @throws Problem when the answers of a side are wrong: a broken side has no speed */
  run(options: BenchOptions): Promise<BenchReport>;
}

export interface BenchOptions {
  /** A size that only shows that the bench works; its figures mean nothing. */
  readonly quick: boolean;
  readonly seed: number;
  /** Says how far it is, line by line. */
  say(line: string): void;
}

export interface BenchReport {
  /** For people. */
  readonly lines: readonly string[];
  /** For programs: ratio = ours ÷ yardstick, and the figures behind it. */
  readonly figures: { readonly name: string; readonly ratio: number } & Readonly<Record<string, unknown>>;
}
