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
