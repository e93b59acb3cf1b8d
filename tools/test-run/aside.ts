/** What is said beside something else: kept until that has ended, because nobody can read two reports woven into each other. */
export class Aside {
  #kept: string[] | undefined = [];
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void = (line) => console.log(line)) {
    this.#write = write;
  }

  say(line: string): void {
    if (this.#kept === undefined) this.#write(line);
    else this.#kept.push(line);
  }

  /** Says what was kept, and from now on everything at once. */
  release(): void {
    for (const line of this.#kept ?? []) this.#write(line);
    this.#kept = undefined;
  }
}
