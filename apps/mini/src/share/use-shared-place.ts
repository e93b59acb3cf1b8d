import { useEffect, useState } from "react";
import { param } from "../navigation.ts";
import { arrivalBy } from "./arrival.ts";
import { type Query, shareCodeOf } from "./code.ts";

/**
 * What a page was opened for: by its id, or by a mini program code, whose 32 characters have room for the share alone; then the
 * share says which. `asking` while it is not known yet, `lost` where the share is no good any more.
 */
export function useSharedPlace(
  params: Query,
  kind: "product_id" | "page_id",
): { id: string; asking: boolean; lost: boolean } {
  const named = param(params, "id");
  const code = named === "" ? shareCodeOf(params) : null;
  const [found, setFound] = useState<string | null>(null);
  useEffect(() => {
    if (code === null) return;
    void arrivalBy(code).then((arrival) => setFound(arrival?.[kind] ?? ""));
  }, [code, kind]);
  const id = named === "" ? (found ?? "") : named;
  return { id, asking: code !== null && found === null, lost: code !== null && found === "" };
}
