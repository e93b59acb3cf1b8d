/** The customer behind a bearer token. Tokens are 256 random bits, stored hashed; the cache forgets after 30 s. */
import { hash as digest, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { findSession } from "./store.ts";

export interface CustomerActor {
  id: bigint;
  /** The payer WeChat knows; never sent to a client. */
  openid: string;
}

const CACHE_MS = 30_000;
const CACHE_MAX = 50_000;
const cache = new Map<string, { actor: CustomerActor; until: number }>();
/** Tokens of nobody. A token is told only after its row stands, so one of nobody never becomes somebody's. */
const nobodys = new Map<string, number>();
const NOBODYS_MAX = 10_000;

export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): string {
  return digest("sha256", token, "hex");
}

/** Forgets a session in this process at once; others within 30 s. */
export function forgetSession(hash: string): void {
  cache.delete(hash);
}

/** Forgets every session of a person in this process at once; others within 30 s. */
export function forgetCustomer(customerId: bigint): void {
  for (const [hash, { actor }] of cache) if (actor.id === customerId) cache.delete(hash);
}

/** A money route found that the session is gone. @throws Refusal session_expired */
export function endSession(hash: string): never {
  forgetSession(hash);
  return refuse("session_expired");
}

/** The bearer token of a request, hashed, or null. */
export function tokenHashOf(context: Pick<Context, "request">): string | null {
  const match = /^Bearer ([0-9A-Za-z_-]{43})$/.exec(context.request.headers.authorization ?? "");
  return match?.[1] ? hashToken(match[1]) : null;
}

/** Whose session it is, as far as is known without asking: null nobody's, undefined not known. */
export function knownCustomer(hash: string): CustomerActor | null | undefined {
  const now = performance.now();
  const known = cache.get(hash);
  if (known && known.until > now) return known.actor;
  return (nobodys.get(hash) ?? 0) > now ? null : undefined;
}

/** Whose session it is now, kept for 30 s. One statement. */
export async function findCustomer(query: Kysely<Tables>, hash: string): Promise<CustomerActor | null> {
  const actor = await findSession(query, hash);
  const until = performance.now() + CACHE_MS;
  if (!actor) {
    cache.delete(hash);
    if (nobodys.size >= NOBODYS_MAX) nobodys.clear();
    nobodys.set(hash, until);
    return null;
  }
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(hash, { actor, until });
  return actor;
}

/**
 * @param options.fresh ask the database even when the cache knows (money routes)
 * @param options.proved the route's own first statement asks (sessionStands), so what the cache ever knew will do: a token never changes hands
 */
export async function customerFromRequest(
  context: Context,
  options: { fresh: boolean; proved: boolean },
): Promise<CustomerActor | null> {
  const hash = tokenHashOf(context);
  if (!hash) return null;
  const remembered = options.proved ? cache.get(hash)?.actor : undefined;
  const known = options.fresh ? undefined : (remembered ?? knownCustomer(hash));
  return known === undefined ? findCustomer(context.services.database.query, hash) : known;
}
