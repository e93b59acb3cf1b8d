import { View } from "@tarojs/components";
import { ProductGrid } from "@/design/product-card/product-card.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";

const SHOWN = 6;

/** What others buy most, below the cart. */
export function Suggestions() {
  const best = useLoad("best", () => call("catalog.list", { sort: "sales", limit: SHOWN }));
  const products = best.data?.items ?? [];
  if (products.length === 0) return null;
  return (
    <View className="cart__suggestions">
      <View className="cart__suggestions-title">大家常买</View>
      <ProductGrid products={products} />
    </View>
  );
}
