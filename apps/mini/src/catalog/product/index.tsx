import type { ProductDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useDidShow, usePageScroll, useRouter } from "@tarojs/taro";
import { useEffect, useState } from "react";
import { namePage } from "@/design/bars/nav-bar.tsx";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { noteLook } from "@/footprint/looks.ts";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { goHome } from "@/navigation.ts";
import { mostWorth, worthsOf } from "@/promoter/worth.ts";
import { ShareSheet } from "@/share/share-sheet.tsx";
import { useShareCard } from "@/share/use-share-card.ts";
import { useSharedProduct } from "@/share/use-shared-product.ts";
import { stockOf } from "../choose-sku.ts";
import { SkuSheet } from "../sku-sheet.tsx";
import { useBuy } from "../use-buy.ts";
import { ProductActions } from "./actions.tsx";
import { CouponHint, useOffers } from "./coupon-hint.tsx";
import { Detail } from "./detail.tsx";
import { Gallery } from "./gallery.tsx";
import { ProductHead } from "./head.tsx";
import { OnSaleSoon } from "./on-sale-soon.tsx";
import { ProductSkeleton } from "./product-skeleton.tsx";
import { Promises } from "./promises.tsx";
import { Recommending } from "./recommending.tsx";
import { Reviews } from "./reviews.tsx";
import "./index.scss";
import { useViewerChange } from "@/session/use-viewer-change.ts";

/** From here on the bar lies over words and no longer over the picture, px. */
const PAST_GALLERY = 280;

/** A product: what it is, what it costs, what is left of it, and the two ways to take it. */
export default function Product() {
  const { params } = useRouter();
  const shared = useSharedProduct(params);
  const id = shared.productId;
  const product = useLoad(id === "" ? null : `product-${id}`, () => call("catalog.get", { product_id: id }));
  const offers = useOffers(id);
  useViewerChange(product.reload);
  const [past, setPast] = useState(false);
  usePageScroll(({ scrollTop }) => setPast(scrollTop > PAST_GALLERY));
  const missing = (id === "" && !shared.asking) || product.refusal?.status === 404;
  return (
    <Page
      title={product.data?.name ?? "商品详情"}
      nav={product.data === null && product.refusal !== null ? "page" : "overlay"}
      navSolid={past}
    >
      {product.data !== null && (
        <Shown product={product.data} offers={offers} onOpen={() => void product.reload()} />
      )}
      {product.data === null && missing && (
        <Empty
          drawing="gone"
          text={shared.lost ? "这个分享失效了" : "这件商品下架了"}
          note={shared.lost ? "可以向朋友要一个新的，或者自己逛逛" : "山里的东西讲时令，过了季就等明年"}
          action={{ text: "看看别的", onTap: goHome }}
        />
      )}
      {product.data === null && !missing && product.refusal !== null && (
        <ErrorState refusal={product.refusal} onRetry={() => void product.reload()} />
      )}
      {product.data === null && !missing && product.refusal === null && <ProductSkeleton />}
    </Page>
  );
}

interface ShownProps {
  product: ProductDetail;
  offers: ReturnType<typeof useOffers>;
  /** The moment of an announced product has come. */
  onOpen: () => void;
}

function Shown({ product, offers, onOpen }: ShownProps) {
  const live = useLoad(`live-${product.id}`, () => call("catalog.live", { product_id: product.id }));
  const stock = stockOf(live.data);
  const [skuId, setSkuId] = useState<string | null>(null);
  const buy = useBuy(product, () => void live.reload());
  const { reload } = live;
  useDidShow(() => void reload());
  useEffect(() => namePage(product.name), [product.name]);
  useEffect(() => noteLook(product.id), [product.id]);
  const [sharing, setSharing] = useState(false);
  const place = {
    title: product.name,
    path: `/catalog/product/index?id=${product.id}`,
    picture: product.gallery[0] ?? null,
    productId: product.id,
  };
  useShareCard(place);
  const soldOut = stock !== null && product.skus.every(({ id }) => (stock.get(id) ?? 0) === 0);
  const chosen = product.skus.find(({ id }) => id === skuId) ?? null;
  return (
    <View>
      <Gallery video={product.video} pictures={product.gallery} name={product.name} />
      <ProductHead
        product={product}
        chosen={chosen}
        sales={live.data?.sales ?? null}
        onShare={() => setSharing(true)}
      />
      <OnSaleSoon at={product.on_sale_at} onOpen={onOpen} />
      <Recommending />
      <CouponHint loaded={offers} />
      <Promises product={product} chosen={chosen} onChoose={() => buy.open("both")} />
      <Reviews product={product} />
      <Detail product={product} />
      <ProductActions opensAt={product.on_sale_at} soldOut={soldOut} busy={buy.busy} onTake={buy.take} />
      <SkuSheet
        product={product}
        stock={stock}
        intent={buy.intent}
        busy={buy.busy}
        skuId={skuId}
        opensAt={product.on_sale_at}
        onClose={buy.close}
        onChosen={setSkuId}
        onTake={buy.act}
      />
      <ShareSheet
        open={sharing}
        onClose={() => setSharing(false)}
        place={place}
        worth={
          product.promoting && {
            kind: product.promoting.self_kind,
            skus: worthsOf(product, skuId),
            skuId: skuId ?? mostWorth(product),
          }
        }
      />
    </View>
  );
}
