/** Progress on the terminal: every step with its time, so that nobody wonders what the machine is doing. */

/** A step that has ended. */
export interface StepTime {
  readonly name: string;
  readonly ms: number;
  readonly ok: boolean;
}

/** Runs named steps, prints a line for each, and remembers their times. */
export class Steps {
  readonly times: StepTime[] = [];
  readonly began = performance.now();
  #write: (line: string) => void;

  /** Lines go to stderr unless told otherwise: stdout belongs to what a command has to say. */
  constructor(write: (line: string) => void = (line) => console.error(line)) {
    this.#write = write;
  }

  /** Runs a step; prints ✓ or ✗ (thrown, or not `holds`) with its milliseconds and what `note` makes of its result. */
  async run<T>(
    name: string,
    work: () => Promise<T> | T,
    note: (result: T) => string = () => "",
    holds: (result: T) => boolean = () => true,
  ): Promise<T> {
    const began = performance.now();
    try {
      const result = await work();
      this.#end(name, began, holds(result), note(result));
      return result;
    } catch (error) {
      this.#end(name, began, false, "");
      throw error;
    }
  }

  /** Prints a line between steps. */
  say(line: string): void {
    this.#write(line);
  }

  /** Prints nothing more: a step that fails because everything is being ended is no news. */
  hush(): void {
    this.#write = () => undefined;
  }

  /** Milliseconds since the first step could begin. */
  elapsed(): number {
    return Math.round(performance.now() - this.began);
  }

  #end(name: string, began: number, ok: boolean, note: string): void {
    const ms = Math.round(performance.now() - began);
    this.times.push({ name, ms, ok });
    this.#write(
      `${ok ? "✓" : "✗"} ${padded(name, 24)} ${String(ms).padStart(7)} ms${note === "" ? "" : `  ${note}`}`,
    );
  }
}

/** Pads to a width in terminal columns, in which a Chinese character takes two. */
function padded(text: string, columns: number): string {
  const width = [...text].reduce((sum, character) => sum + (/[⺀-￠]/u.test(character) ? 2 : 1), 0);
  return text + " ".repeat(Math.max(0, columns - width));
}
