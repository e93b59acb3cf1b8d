import { call } from "@/http/call.ts";
import type { Region } from "./place.ts";

let known: Promise<readonly Region[]> | null = null;

/** Province → city → district; asked for once per launch. Throws Refusal. */
export function allRegions(): Promise<readonly Region[]> {
  known ??= call("shop.regions", {}).then(
    ({ regions }) => regions,
    (thrown: unknown) => {
      known = null;
      throw thrown;
    },
  );
  return known;
}
