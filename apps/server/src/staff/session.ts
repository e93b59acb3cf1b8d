/** The staff member behind the console's cookie: httpOnly, SameSite=Strict, 12 h, asked of the database every time. */
import type { StaffRole } from "@banyan/kernel";
import type { Context } from "../http/context.ts";
import { hashToken, newToken } from "../session/session.ts";
import { deleteStaffSession, findStaffSession, insertStaffSession } from "./session-store.ts";

export interface StaffActor {
  id: bigint;
  name: string;
  role: StaffRole;
  /** Who they are as a customer of this shop, if the owner has linked them. */
  customer_id: bigint | null;
}

const COOKIE = "banyan_staff";
const PATH = "/api/v1/console";
const SESSION_S = 12 * 3600;

function cookieHash(context: Context): string | null {
  const match = /(?:^|;\s*)banyan_staff=([0-9A-Za-z_-]{43})(?:;|$)/.exec(
    context.request.headers.cookie ?? "",
  );
  return match?.[1] ? hashToken(match[1]) : null;
}

export async function staffFromRequest(context: Context): Promise<StaffActor | null> {
  const hash = cookieHash(context);
  return hash ? findStaffSession(context.services.database.query, hash) : null;
}

/** Opens a session and sets its cookie on the answer. */
export async function openStaffSession(context: Context, staffId: bigint): Promise<void> {
  const { token, hash } = newToken();
  await insertStaffSession(context.services.database.query, { hash, staffId, ttlSeconds: SESSION_S });
  context.response.setHeader("set-cookie", staffCookie(token, context.services.config.publicUrl));
}

/** The cookie's text; the demo's one-tap sign-in uses it too. */
export function staffCookie(token: string, publicUrl: string, maxAge = SESSION_S): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=${PATH}; Max-Age=${maxAge}${secure}`;
}

export async function closeStaffSession(context: Context): Promise<void> {
  const hash = cookieHash(context);
  if (hash) await deleteStaffSession(context.services.database.query, hash);
  context.response.setHeader("set-cookie", staffCookie("", context.services.config.publicUrl, 0));
}
