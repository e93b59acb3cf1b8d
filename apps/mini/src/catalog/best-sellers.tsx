import { View } from "@tarojs/components";
import { ProductGrid } from "@/design/product-card/product-card.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { useViewerChange } from "@/session/use-viewer-change.ts";
import "./best-sellers.scss";

const SHOWN = 6;

/** What others buy most, below what a person came for. Nothing at all where it cannot be had. */
export function BestSellers() {
  const best = useLoad("best", () => call("catalog.list", { sort: "sales", limit: SHOWN }));
  useViewerChange(best.reload);
  const products = best.data?.items ?? [];
  if (products.length === 0) return null;
  return (
    <View className="best-sellers">
      <View className="best-sellers__title">大家常买</View>
      <ProductGrid products={products} />
    </View>
  );
}
