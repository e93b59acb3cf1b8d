/** The oldest client this API still answers, and the refusal of older ones. */
import type { IncomingMessage } from "node:http";
import { refuse } from "./refusal.ts";

/** Raised when a route that older clients call goes away. */
export const MINIMUM_CLIENT = "0.1.0";

/** Reads `x-client-version`; a client that does not say is taken. @throws Refusal client_too_old */
export function checkClientVersion(request: IncomingMessage): void {
  const said = request.headers["x-client-version"];
  if (typeof said === "string" && /^[0-9]+(?:\.[0-9]+){0,2}$/.test(said) && isOlder(said, MINIMUM_CLIENT)) {
    refuse("client_too_old");
  }
}

/** Whether version a comes before b; missing parts count as 0. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let part = 0; part < 3; part += 1) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
