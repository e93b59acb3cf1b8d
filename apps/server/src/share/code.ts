/** Codes of shares: this process has the randomness, the registry the uniqueness. */
import { randomInt } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH = 8;

/** "Ab3dE6gH": one of 62^8, more than anybody can guess through the limit before the route. */
export function newShareCode(): string {
  let text = "";
  for (let i = 0; i < LENGTH; i += 1) text += ALPHABET[randomInt(ALPHABET.length)];
  return text;
}
