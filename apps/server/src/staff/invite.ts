/** One-time links by which people join: the first owner's from the starter, everybody else's from an owner. */
import type { StaffSelf } from "@banyan/contract";
import type { StaffRole } from "@banyan/kernel";
import type { Database } from "../db/database.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { hashToken, newToken } from "../session/session.ts";
import { hashPassword, isStrong } from "./password.ts";
import { openStaffSession } from "./session.ts";
import { selfOf, totpPlace } from "./sign-in.ts";
import {
  findInvite,
  findStaffByName,
  hasOwner,
  type Invite,
  insertInvite,
  insertStaff,
  setPending,
  setTotp,
  useInvite,
} from "./store.ts";
import { newTotpSecret, totpStep, totpUrl } from "./totp.ts";

const pendingPlace = (hash: string) => `staff_invite:pending_totp_sealed:${hash}`;

/** A link that lives 48 h and works once. */
export async function createInvite(
  query: Database["query"],
  publicUrl: string,
  p: { role: StaffRole; name: string | null },
): Promise<{ url: string; expiresAt: Date }> {
  const { token, hash } = newToken();
  const expiresAt = await insertInvite(query, { hash, ...p });
  return { url: `${publicUrl}/admin/join?token=${token}`, expiresAt };
}

/** For the starter: the first owner's link, or null when the shop has an owner. */
export async function createOwnerLink(
  database: Database,
  publicUrl: string,
): Promise<{ url: string; expiresAt: Date } | null> {
  if (await hasOwner(database.query)) return null;
  return createInvite(database.query, publicUrl, { role: "owner", name: null });
}

/** @throws Refusal link_expired */
export async function readInvite(context: Context, token: string): Promise<Invite & { hash: string }> {
  const hash = hashToken(token);
  const invite = (await findInvite(context.services.database.query, hash)) ?? refuse("link_expired");
  return { ...invite, hash };
}

/** Sets name and password and hands out the authenticator secret; may be repeated. @throws Refusal link_expired, weak_password, invalid_input */
export async function startJoin(
  context: Context,
  input: { token: string; name: string; password: string },
): Promise<{ totp_secret: string; otpauth_url: string }> {
  const { database, seal, settings } = context.services;
  const invite = await readInvite(context, input.token);
  if (!isStrong(input.password)) refuse("weak_password", { field: "password" });
  if (await findStaffByName(database.query, input.name)) nameTaken();
  const secret = newTotpSecret();
  await setPending(database.query, invite.hash, {
    name: input.name,
    passwordHash: await hashPassword(input.password),
    totpSealed: seal.seal(pendingPlace(invite.hash), secret),
  });
  const { name: shop } = await settings.get("shop");
  return { totp_secret: secret, otpauth_url: totpUrl(shop, input.name, secret) };
}

/** The code proves that the secret arrived; the person is in. @throws Refusal link_expired, totp_wrong, invalid_input */
export async function finishJoin(
  context: Context,
  input: { token: string; totp: string },
): Promise<StaffSelf> {
  const { database, seal } = context.services;
  const invite = await readInvite(context, input.token);
  const { pending_name: name, pending_password_hash: passwordHash, pending_totp_sealed: sealed } = invite;
  if (!name || !passwordHash || !sealed) refuse("link_expired", { message: "请先设置账号和密码" });
  const secret = seal.open<string>(pendingPlace(invite.hash), sealed);
  const step = (await totpStep(secret, input.totp, 0n)) ?? refuse("totp_wrong", { field: "totp" });
  const id = await database.transact(async (tx) => {
    const created = (await insertStaff(tx, { name, role: invite.role, passwordHash, step })) ?? nameTaken();
    await setTotp(tx, created, seal.seal(totpPlace(created), secret));
    if (!(await useInvite(tx, invite.hash, created))) refuse("link_expired");
    return created;
  });
  await openStaffSession(context, id);
  return selfOf({ id, name, role: invite.role });
}

function nameTaken(): never {
  return refuse("invalid_input", { field: "name", message: "这个账号已被使用，请换一个" });
}
