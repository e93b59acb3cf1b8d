/** Business time as the server last told it (header x-business-time): in the demo it can be moved, the browser's clock cannot. */
let offsetMs = 0;

/** Takes the server's word from an answer's headers; answers without it change nothing. */
export function recordBusinessTime(headers: Headers): void {
  const told = Number(headers.get("x-business-time"));
  if (Number.isSafeInteger(told) && told > 0) offsetMs = told - Date.now();
}

/** Now in business time, ms since 1970. */
export function businessNow(): number {
  return Date.now() + offsetMs;
}
