import type { Query } from "./code.ts";
import { useSharedPlace } from "./use-shared-place.ts";

/** The product that a page was opened for; see useSharedPlace. */
export function useSharedProduct(params: Query): { productId: string; asking: boolean; lost: boolean } {
  const { id, ...how } = useSharedPlace(params, "product_id");
  return { productId: id, ...how };
}
