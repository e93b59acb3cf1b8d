/** Reads values out of parsed JSON, holder by holder, and names the place of the first one that is not as it must be. */

/** Codes in the order in which they win where several hold. */
export type CaseErrorCode =
  | "bad_json"
  | "bad_shape"
  | "out_of_range"
  | "rule_tie"
  | "duplicate_member"
  | "refund_over_base";

/** Why a line of input has no answer. `path` is a place such as `plan.rules[1].rate_bps`, "" for the line itself. */
export class CaseError extends Error {
  readonly code: CaseErrorCode;
  readonly path: string;

  constructor(code: CaseErrorCode, path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

export type Holder = Readonly<Record<string, unknown>>;

/** A holder and where it stands. */
export interface Place {
  readonly holder: Holder;
  readonly path: string;
}

/**
 * A wrong shape throws at once. A whole number outside its range is only remembered: a wrong shape further on beats it.
 * Paths are built when something is wrong, not before.
 */
export class Reader {
  #outOfRange: CaseError | undefined;

  /** Throws the first number that was out of range, if any. */
  finish(): void {
    if (this.#outOfRange !== undefined) throw this.#outOfRange;
  }

  /** The line itself. */
  top(value: unknown): Place {
    if (!isObject(value)) throw new CaseError("bad_shape", "", "必须是一个对象");
    return { holder: value, path: "" };
  }

  object({ holder, path }: Place, key: string): Place {
    const value = holder[key];
    if (!isObject(value)) throw wrong(holder, path, key, "必须是一个对象");
    return { holder: value, path: join(path, key) };
  }

  /** The elements of an array, each read by its place. */
  objects<T>({ holder, path }: Place, key: string, read: (place: Place) => T): T[] {
    const list = this.list({ holder, path }, key);
    const at = join(path, key);
    return list.map((value, index) => {
      const place = `${at}[${index}]`;
      if (!isObject(value)) throw new CaseError("bad_shape", place, "必须是一个对象");
      return read({ holder: value, path: place });
    });
  }

  list({ holder, path }: Place, key: string): readonly unknown[] {
    const value = holder[key];
    if (!Array.isArray(value)) throw wrong(holder, path, key, "必须是一个数组");
    return value;
  }

  integer({ holder, path }: Place, key: string, min: number, max?: number): number {
    const value = holder[key];
    if (typeof value !== "number") throw wrong(holder, path, key, "必须是整数");
    return isWithin(value, min, max) ? value : this.#outside(value, join(path, key), min, max);
  }

  /** Whole numbers ≥ 0 in a list. */
  integers(place: Place, key: string): number[] {
    return this.list(place, key).map((value, index) => {
      if (typeof value === "number" && isWithin(value, 0)) return value;
      const path = `${join(place.path, key)}[${index}]`;
      if (typeof value !== "number") throw new CaseError("bad_shape", path, "必须是整数");
      return this.#outside(value, path, 0);
    });
  }

  /** An id as text: a string that is not empty, or a safe integer, which is also noted in `given` to be echoed as it came. */
  id({ holder, path }: Place, key: string, given?: Map<string, number>): string {
    const value = holder[key];
    if (typeof value === "string" && value !== "") return value;
    if (value === undefined) throw wrong(holder, path, key, "");
    const text = this.#idText(value, join(path, key));
    if (typeof value === "number") given?.set(text, value);
    return text;
  }

  ids(place: Place, key: string): string[] {
    return this.list(place, key).map((value, index) =>
      typeof value === "string" && value !== ""
        ? value
        : this.#idText(value, `${join(place.path, key)}[${index}]`),
    );
  }

  text({ holder, path }: Place, key: string): string {
    const value = holder[key];
    if (typeof value !== "string") throw wrong(holder, path, key, "必须是字符串");
    return value;
  }

  optionalText(place: Place, key: string): string | undefined {
    return place.holder[key] === undefined ? undefined : this.text(place, key);
  }

  flag({ holder, path }: Place, key: string): boolean {
    const value = holder[key];
    if (typeof value !== "boolean") throw wrong(holder, path, key, "必须是 true 或 false");
    return value;
  }

  word<const W extends string>({ holder, path }: Place, key: string, words: readonly W[]): W {
    const value = holder[key];
    const word = words.find((known) => known === value);
    if (word === undefined) throw wrong(holder, path, key, `必须是 ${words.join("、")} 之一`);
    return word;
  }

  #idText(value: unknown, path: string): string {
    if (typeof value !== "number") throw new CaseError("bad_shape", path, "必须是不为空的字符串或整数");
    const min = Number.MIN_SAFE_INTEGER;
    return String(isWithin(value, min) ? value : this.#outside(value, path, min));
  }

  /** A number that is no whole one has the wrong shape; a whole one outside its range is remembered. */
  #outside(value: number, path: string, min: number, max?: number): number {
    // JSON.parse makes Infinity of what no double can hold: too large rather than a fraction.
    if (Number.isFinite(value) && !Number.isInteger(value))
      throw new CaseError("bad_shape", path, "必须是整数，不能有小数");
    const range = max === undefined ? `不小于 ${min} 的安全整数` : `${min} 到 ${max} 的整数`;
    this.#outOfRange ??= new CaseError("out_of_range", path, `必须是${range}`);
    return min;
  }
}

function isWithin(value: number, min: number, max: number = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}

function isObject(value: unknown): value is Holder {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(holder: Holder, path: string, key: string, must: string): CaseError {
  return new CaseError("bad_shape", join(path, key), Object.hasOwn(holder, key) ? must : "缺少这个字段");
}

/** `a.b`, or `a["b c"]` where the key is no plain word. */
function join(path: string, key: string): string {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
