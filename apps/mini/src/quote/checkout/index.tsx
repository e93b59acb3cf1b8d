import { View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useMemo, useRef, useState } from "react";
import { pickedSlot, pickPath } from "@/address/picked.ts";
import { Empty } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { businessNow } from "@/http/clock.ts";
import { go, goHome, param } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { askedLines } from "../asked-lines.ts";
import { keepRemark, keptRemark } from "../remark.ts";
import { useOffers } from "../use-offers.ts";
import { type Quoting, useQuote } from "../use-quote.ts";
import { useSubmit } from "../use-submit.ts";
import { AddressCard } from "./address-card.tsx";
import { Breakdown } from "./breakdown.tsx";
import { ChangedSheet } from "./changed-sheet.tsx";
import "./checkout.scss";
import { CheckoutSkeleton } from "./checkout-skeleton.tsx";
import { CouponSheet } from "./coupon-sheet.tsx";
import { PriceSheet } from "./price-sheet.tsx";
import { QuoteLines } from "./quote-lines.tsx";
import { RemarkRow } from "./remark-row.tsx";
import { SubmitBar } from "./submit-bar.tsx";

/** Where a price becomes an order: nothing is charged that is not on this page. */
export default function Checkout() {
  const { params } = useRouter();
  const text = param(params, "lines");
  const source = param(params, "source") === "cart" ? "cart" : "buy_now";
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const lines = useMemo(
    () => askedLines(text).filter(({ sku_id }) => !leftOut.includes(sku_id)),
    [text, leftOut],
  );
  const quoting = useQuote({ source, lines });
  const toAddress = useAddressTrip(quoting);
  if (lines.length === 0) {
    return (
      <Page title="确认订单">
        <Empty drawing="cart" text="没有要结算的商品" action={{ text: "去逛逛", onTap: goHome }} />
      </Page>
    );
  }
  return (
    <Page title="确认订单">
      {quoting.quote === null ? (
        <Waiting quoting={quoting} />
      ) : (
        <Ready
          quoting={quoting}
          place={text}
          onAddress={toAddress}
          onLeaveOut={(skuIds) => setLeftOut((before) => [...before, ...skuIds])}
        />
      )}
    </Page>
  );
}

function Waiting({ quoting }: { quoting: Quoting }) {
  if (quoting.refusal === null) return <CheckoutSkeleton />;
  return <LoadFailed refusal={quoting.refusal} why="登录后就能下单" onRetry={() => void quoting.refresh()} />;
}

interface ReadyProps {
  quoting: Quoting;
  /** The page's lines: what a remark was typed for. */
  place: string;
  onAddress: () => void;
  onLeaveOut: (skuIds: readonly string[]) => void;
}

function Ready({ quoting, place, onAddress, onLeaveOut }: ReadyProps) {
  const [remark, setRemark] = useState(() => keptRemark(place));
  const [couponOpen, setCouponOpen] = useState(false);
  const [detailOpen, setDetailOpen] = useState(false);
  const { busy, submit, changed, accept, dismiss } = useSubmit(quoting, remark);
  const { quote, loading } = quoting;
  const offers = useOffers(quoting, couponOpen);
  if (quote === null) return null;
  const type = (value: string) => {
    setRemark(value);
    keepRemark(place, value);
  };
  return (
    <View className="checkout">
      {quote.needs_address && (
        <AddressCard address={quote.address} blocked={quote.blocked} onTap={onAddress} />
      )}
      <QuoteLines quote={quote} />
      {quote.lines.length > 0 && (
        <>
          <Breakdown
            quote={quote}
            claimable={offers.offers.length}
            dim={loading}
            onCoupon={() => setCouponOpen(true)}
          />
          <RemarkRow value={remark} onChange={type} />
        </>
      )}
      <SubmitBar
        quoting={quoting}
        busy={busy}
        onAddress={onAddress}
        onSubmit={submit}
        onDetail={() => setDetailOpen(true)}
        onLeaveOut={onLeaveOut}
      />
      <PriceSheet quote={quote} open={detailOpen} onClose={() => setDetailOpen(false)} />
      <CouponSheet
        quote={quote}
        offers={offers}
        best={quoting.choice.coupon === "best"}
        open={couponOpen}
        onClose={() => setCouponOpen(false)}
        onChoose={(coupon) => quoting.choose({ coupon })}
      />
      <ChangedSheet changed={changed} busy={busy} onAccept={accept} onClose={dismiss} />
    </View>
  );
}

/** To the address book and back: with another address, or with the same one changed, or after the price grew old. */
function useAddressTrip({ quote, choose, refresh }: Quoting): () => void {
  const away = useRef(false);
  useDidShow(() => {
    const picked = pickedSlot.value();
    pickedSlot.put(null);
    const stale = quote !== null && Date.parse(quote.expires_at) < businessNow();
    if (picked !== null) choose({ addressId: picked.id });
    else if (away.current || stale) void refresh();
    away.current = false;
  });
  return () => {
    away.current = true;
    go(pickPath(quote?.address?.id ?? null));
  };
}
