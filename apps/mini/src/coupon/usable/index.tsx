import { useReachBottom, useRouter } from "@tarojs/taro";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { Page } from "@/design/page/page.tsx";
import { ProductGrid, ProductGridSkeleton } from "@/design/product-card/product-card.tsx";
import { call } from "@/http/call.ts";
import { usePages } from "@/http/use-pages.ts";
import { goHome, param } from "@/navigation.ts";
import { useViewerChange } from "@/session/use-viewer-change.ts";

/** The products that a coupon is good for. */
export default function CouponGoods() {
  const { params } = useRouter();
  const id = param(params, "id");
  const products = usePages(`coupon-${id}`, (cursor) =>
    call("coupon.products", { coupon_id: id, limit: 20, ...(cursor === undefined ? {} : { cursor }) }),
  );
  useReachBottom(products.loadMore);
  useViewerChange(products.reload);
  const nothing = products.items.length === 0;
  return (
    <Page title="这张券能买的">
      {products.phase === "first" && <ProductGridSkeleton rows={3} />}
      <ProductGrid products={products.items} />
      {nothing && products.phase === "end" && (
        <Empty
          drawing="coupon"
          text="这张券能买的商品暂时都下架了"
          action={{ text: "回首页看看", onTap: goHome }}
        />
      )}
      {nothing && products.refusal !== null && (
        <ErrorState refusal={products.refusal} onRetry={() => void products.reload()} />
      )}
      {!nothing && <ListEnd pages={products} />}
    </Page>
  );
}
