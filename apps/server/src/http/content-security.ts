/**
 * What a page of ours may load and run: what this server serves, and nothing that somebody else wrote into it. The console and the shop hold
 * people's money, so that even a script smuggled into a text would neither run nor reach another server.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** antd and charts write style sheets while they run; a style can neither run nor send anything. */
const PAGE = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  // Pictures being chosen are blob:, drawings in style sheets and the console's QR code data:.
  "img-src 'self' data: blob:",
  // Taro's icons.
  "font-src 'self' data:",
  "media-src 'self' blob:",
  // A picture that was chosen is read again before it is sent.
  "connect-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  // The console shows the shop's pages in a phone of its own.
  "frame-ancestors 'self'",
];

/** A file opened by its own address shows itself and runs nothing. */
const FILE =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;

const pages = new Map<string, { mtimeMs: number; policy: string }>();

/**
 * @param path of the file that is sent
 * @param mtimeMs when it was written: the front ends may be built anew while they are served
 * @returns the value of Content-Security-Policy
 */
export function contentSecurity(path: string, mtimeMs: number): string {
  if (!path.endsWith(".html")) return FILE;
  const known = pages.get(path);
  if (known?.mtimeMs === mtimeMs) return known.policy;
  const policy = policyOf(readFileSync(path, "utf8"));
  pages.set(path, { mtimeMs, policy });
  return policy;
}

/** Scripts that stand in the page as it was built run, each by its hash. */
function policyOf(html: string): string {
  const own = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = ""]) => ` 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  return [...PAGE, `script-src 'self'${own.join("")}`].join("; ");
}
