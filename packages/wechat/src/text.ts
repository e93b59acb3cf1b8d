/**
 * Pay v3 takes UTF-8 of one to three bytes per character only (docs/WECHAT.md 2.1). Emoji go, and with them what
 * would be left of them: joiners, variation selectors, half surrogates. Control characters and runs of white
 * space become one space.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\u{10000}-\u{10ffff}]|[\ud800-\udfff]|\u200d|[\ufe00-\ufe0f]|\u20e3/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** Plain text of at most `limit` characters, the last one "…" where something was cut off. */
export function fitText(text: string, limit: number): string {
  const plain = plainText(text);
  return plain.length <= limit ? plain : `${plain.slice(0, limit - 1).trimEnd()}…`;
}
