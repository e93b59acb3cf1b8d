/** Business time minus the phone's: the demo's clock can be moved, and phones are wrong by minutes. */
let offsetMs = 0;

/** Business time in ms since the epoch. */
export function businessNow(): number {
  return Date.now() + offsetMs;
}

/** Learns the offset from an answer's `x-business-time` (ms since the epoch). */
export function learnClock(header: string | undefined): void {
  const at = Number(header);
  if (header !== undefined && Number.isSafeInteger(at) && at > 0) offsetMs = at - Date.now();
}
