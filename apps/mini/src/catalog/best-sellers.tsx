import { View } from "@tarojs/components";
import { ProductGrid } from "@/design/product-card/product-card.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { useViewerChange } from "@/session/use-viewer-change.ts";
import "./best-sellers.scss";

const SHOWN = 6;

/** So many are looked through for what is not in the cart yet. */
const LOOKED_AT = 20;

/**
 * What others buy most, below what a person came for. Nothing at all where it cannot be had.
 * @param without products that are not worth saying: they are in the cart
 */
export function BestSellers({ without }: { without?: ReadonlySet<string> }) {
  const limit = without === undefined ? SHOWN : LOOKED_AT;
  const best = useLoad("best", () => call("catalog.list", { sort: "sales", limit }));
  useViewerChange(best.reload);
  const products = (best.data?.items ?? []).filter(({ id }) => without?.has(id) !== true).slice(0, SHOWN);
  if (products.length === 0) return null;
  return (
    <View className="best-sellers">
      <View className="best-sellers__title">大家常买</View>
      <ProductGrid products={products} />
    </View>
  );
}
