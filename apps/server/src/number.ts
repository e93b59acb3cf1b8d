/** Fresh business numbers. The kernel knows the form, this process has the randomness. */
import { randomInt } from "node:crypto";
import { businessDate, makeNumber, type NumberKind } from "@banyan/kernel";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export function newNumber(kind: NumberKind, owner: bigint, at: Date): string {
  return makeNumber(kind, owner, businessDate(at), (length) => {
    let text = "";
    for (let i = 0; i < length; i += 1) text += ALPHABET[randomInt(ALPHABET.length)];
    return text;
  });
}

/**
 * The number that always comes out for the same thing, as hard to guess as a random one: what is done under it can be done again.
 * @param secret a keyed hash in base64url
 */
export function numberFrom(kind: NumberKind, owner: bigint, at: Date, secret: string): string {
  const digits = Buffer.from(secret, "base64url").readBigUInt64BE().toString(ALPHABET.length).toUpperCase();
  return makeNumber(kind, owner, businessDate(at), (length) => digits.slice(-length).padStart(length, "0"));
}
