/** Time-based one-time codes (RFC 6238): 6 digits, 30 s, one step either side; a code is good once. */
import { generateSecret, generateURI, verify } from "otplib";

const PERIOD_S = 30;

export function newTotpSecret(): string {
  return generateSecret();
}

export function totpUrl(issuer: string, name: string, secret: string): string {
  return generateURI({ issuer, label: name, secret });
}

/**
 * The 30-second step a code belongs to, or null when it is wrong or not newer than `lastStep`.
 * Real time: authenticators know no business clock.
 */
export async function totpStep(secret: string, code: string, lastStep: bigint): Promise<bigint | null> {
  const result = await verify({ secret, token: code, epochTolerance: PERIOD_S });
  if (!result.valid) return null;
  const step = BigInt(Math.floor(Date.now() / 1000 / PERIOD_S) + result.delta);
  return step > lastStep ? step : null;
}
