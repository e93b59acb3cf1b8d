/**
 * What a link, a card or a mini program code brought along: noticed when the app opens, told to the server, told again
 * once the visitor is known. Whatever goes wrong here is never the visitor's business.
 */
import Taro from "@tarojs/taro";
import { createSlot } from "../design/slot.ts";
import { Refusal } from "../http/refusal.ts";
import { newRequestKey } from "../http/request-key.ts";
import { send } from "../http/send.ts";
import type { Out } from "../http/types.ts";
import { readToken } from "../session/token.ts";
import { type Query, shareCodeOf } from "./code.ts";
import { freshOf, type Kept, keepCode } from "./kept.ts";

const KEPT = "banyan_shares";
const VISITOR = "banyan_visitor";
const INVITE = "banyan_invite";

export type Touch = Out<"share.touch"> & { code: string };

/** What the newest visit through a share did; null where nobody shared. */
export const arrivalSlot = createSlot<Touch>();
let inFlight: Promise<Touch | null> = Promise.resolve(null);

/** Notices the code in a query and tells it. */
export function noticeShare(query: Query): void {
  const code = shareCodeOf(query);
  if (code === null) return;
  save(keepCode(kept(), code, Date.now()));
  inFlight = touch(code, readToken());
}

/** What the visit by this code turned out to be; waits for the answer that is under way. */
export async function arrivalBy(code: string): Promise<Touch | null> {
  const under = await inFlight;
  if (under?.code === code) return under;
  return touch(code, readToken());
}

/** Longest that signing in waits for it, ms. */
const PATIENCE_MS = 3000;

/** Tells everything kept under the name of whom the token names; before they do anything, so that it counts for it. */
export async function tellKept(token: string): Promise<void> {
  const codes = freshOf(kept(), Date.now()).map(({ code }) => code);
  if (codes.length === 0) return;
  const told = (async () => {
    for (const code of codes) await touch(code, token);
  })();
  await Promise.race([told, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

/** The invite card that this phone was opened with last; "" where there was none. */
export function keptInvite(): string {
  return Taro.getStorageSync<string>(INVITE) || "";
}

export function dropInvite(): void {
  Taro.removeStorageSync(INVITE);
}

async function touch(code: string, token: string | null): Promise<Touch | null> {
  const input = { code, visitor_key: visitorKey() };
  try {
    const answer = (await anyhow(input, token)) as Out<"share.touch">;
    const found = { ...answer, code };
    if (found.channel === "invite" && found.promoter !== null && found.result !== "own") {
      Taro.setStorageSync(INVITE, code);
    }
    // A visitor without a name is told again after signing in; everything else is settled.
    if (found.result !== "noted") save(kept().filter((one) => one.code !== code));
    arrivalSlot.put(found);
    return found;
  } catch {
    return null;
  }
}

/** A session that has ended makes a visitor of the person, not an error. */
async function anyhow(input: object, token: string | null): Promise<unknown> {
  try {
    return await send("share.touch", input, { token });
  } catch (thrown) {
    const ended = thrown instanceof Refusal && (thrown.status === 401 || thrown.status === 403);
    if (token === null || !ended) throw thrown;
    return send("share.touch", input, { token: null });
  }
}

function kept(): Kept[] {
  const found = Taro.getStorageSync<Kept[] | "">(KEPT);
  return Array.isArray(found) ? found : [];
}

function save(list: readonly Kept[]): void {
  if (list.length === 0) Taro.removeStorageSync(KEPT);
  else Taro.setStorageSync(KEPT, list);
}

/** This device, as a random id of its own. */
function visitorKey(): string {
  const known = Taro.getStorageSync<string>(VISITOR);
  if (known) return known;
  const made = newRequestKey();
  Taro.setStorageSync(VISITOR, made);
  return made;
}
