/** Reading of JSON that others wrote: every reader gives null instead of guessing. */
export type JsonObject = { readonly [name: string]: unknown };

/** The object in these bytes; null when they are not UTF-8, not JSON or not an object. */
export function parseObject(bytes: Buffer): JsonObject | null {
  try {
    return asObject(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

export function asObject(value: unknown): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** A non-empty string. */
export function asText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Fen as WeChat writes them: a whole number ≥ 0 that JSON carried without loss. */
export function asFen(value: unknown): bigint | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : null;
}

/** An RFC 3339 time, e.g. 2026-11-24T10:34:56+08:00. */
export function asTime(value: unknown): Date | null {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value)) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
}
