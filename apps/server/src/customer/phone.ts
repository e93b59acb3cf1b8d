/** A person's phone number: from WeChat's own word alone, sealed, shown masked, one customer each. */
import type { PhoneNumber } from "@banyan/wechat";
import { violates } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { maskPhone, type Seal } from "../seal/seal.ts";
import type { Services } from "../services.ts";
import { requireOpen } from "./open.ts";
import { deletePhone, putPhone, selectPhone } from "./phone-store.ts";

const place = (customerId: bigint) => `customer_phone:phone_sealed:${customerId}`;

/**
 * Exchanges the code of the phone button and keeps the number; another one takes its place.
 * @returns the number, masked
 * @throws Refusal phone_code_invalid (also for a code used before), phone_taken, wechat_busy, session_expired
 */
export async function bindPhone(services: Services, customerId: bigint, code: string): Promise<string> {
  const phone = await askWechat(services, code);
  const masked = maskedText(phone);
  const row = {
    hash: services.seal.index(`phone:${phone.countryCode}:${phone.number}`),
    sealed: services.seal.seal(place(customerId), phone),
    masked,
  };
  try {
    await services.database.transact(async (tx) => {
      await requireOpen(tx, customerId);
      await putPhone(tx, customerId, row);
    });
  } catch (error) {
    if (violates(error, "phone_pkey")) refuse("phone_taken");
    throw error;
  }
  return masked;
}

/** A repeat changes nothing. */
export async function removePhone(services: Services, customerId: bigint): Promise<void> {
  await services.database.transact((tx) => deletePhone(tx, customerId));
}

/** The number in full, for its owner's export and for staff who say why. null where none is known. */
export async function openPhone(
  query: Parameters<typeof selectPhone>[0],
  seal: Seal,
  customerId: bigint,
): Promise<string | null> {
  const row = await selectPhone(query, customerId);
  if (row === null) return null;
  const { number, countryCode } = seal.open<PhoneNumber>(place(customerId), row.phone_sealed);
  return countryCode === "86" ? number : `+${countryCode} ${number}`;
}

function maskedText({ number, countryCode }: PhoneNumber): string {
  return countryCode === "86" ? maskPhone(number) : `+${countryCode} ****${number.slice(-3)}`;
}

async function askWechat(services: Services, code: string): Promise<PhoneNumber> {
  const wechat =
    (await services.wechat.current()) ?? refuse("wechat_busy", { message: "店铺还没有配置微信登录" });
  const answer = await wechat.client.phoneNumber(code);
  if (answer.kind === "unknown") refuse("wechat_busy");
  if (answer.kind === "refused") refuse("phone_code_invalid", { field: "code" });
  return answer.value;
}
