/** The customer behind a bearer token. Tokens are 256 random bits, stored hashed; the cache forgets after 30 s. */
import { createHash, randomBytes } from "node:crypto";
import type { Context } from "../http/context.ts";
import { findSession } from "./store.ts";

export interface CustomerActor {
  id: bigint;
  /** The payer WeChat knows; never sent to a client. */
  openid: string;
}

const CACHE_MS = 30_000;
const CACHE_MAX = 50_000;
const cache = new Map<string, { actor: CustomerActor; until: number }>();

export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Forgets a session in this process at once; others within 30 s. */
export function forgetSession(hash: string): void {
  cache.delete(hash);
}

/** The bearer token of a request, hashed, or null. */
export function tokenHashOf(context: Context): string | null {
  const match = /^Bearer ([0-9A-Za-z_-]{43})$/.exec(context.request.headers.authorization ?? "");
  return match?.[1] ? hashToken(match[1]) : null;
}

/** @param fresh ask the database even when the cache knows (money routes) */
export async function customerFromRequest(
  context: Context,
  options: { fresh: boolean },
): Promise<CustomerActor | null> {
  const hash = tokenHashOf(context);
  if (!hash) return null;
  const known = cache.get(hash);
  const now = performance.now();
  if (known && known.until > now && !options.fresh) return known.actor;
  const actor = await findSession(context.services.database.query, hash);
  if (!actor) {
    cache.delete(hash);
    return null;
  }
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(hash, { actor, until: now + CACHE_MS });
  return actor;
}
