import type { CouponOffer } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useRouter, useShareAppMessage } from "@tarojs/taro";
import { useState } from "react";
import { BestSellers } from "@/catalog/best-sellers.tsx";
import { Button } from "@/design/button/button.tsx";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { dateOnly } from "@/design/time.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { go, goHome, param } from "@/navigation.ts";
import { useSignedIn } from "@/session/token.ts";
import { CouponTicket } from "../ticket.tsx";
import { TicketSkeleton } from "../ticket-skeleton.tsx";
import { goUse } from "../use.ts";
import "../pages.scss";

/** The page of one coupon, which a link opens and which can be passed on; passing it on brings nothing. */
export default function OneCoupon() {
  const { params } = useRouter();
  const id = param(params, "id");
  const key = param(params, "key");
  const proof = { coupon_id: id, ...(key === "" ? {} : { key }) };
  const signedIn = useSignedIn();
  const offer = useLoad(id === "" ? null : `one-${id}-${signedIn}`, () => call("coupon.get", proof));
  useShareAppMessage(() => ({
    title: offer.data ? `${offer.data.name}：${offer.data.title}` : "送您一张优惠券",
    path: `/coupon/one/index?id=${id}${key === "" ? "" : `&key=${key}`}`,
  }));
  if (id === "" || offer.refusal?.code === "not_found") {
    return (
      <Page title="优惠券">
        <Empty
          drawing="coupon"
          text="没有找到这张券，链接可能不完整"
          action={{ text: "去领券中心", onTap: toCenter }}
        />
      </Page>
    );
  }
  return (
    <Page title="优惠券">
      <View className="coupons coupons--one">
        {offer.data !== null ? (
          <Ready offer={offer.data} proof={proof} onStale={() => void offer.reload()} />
        ) : offer.refusal !== null ? (
          <ErrorState refusal={offer.refusal} onRetry={() => void offer.reload()} />
        ) : (
          <TicketSkeleton count={1} />
        )}
        <View className="coupons__goods">
          <BestSellers />
        </View>
      </View>
    </Page>
  );
}

const toCenter = () => go("/coupon/center/index");

function Ready({
  offer,
  proof,
  onStale,
}: {
  offer: CouponOffer;
  proof: { coupon_id: string; key?: string };
  onStale: () => void;
}) {
  const { busy, run } = useAction();
  const [claimed, setClaimed] = useState(false);
  const had = offer.claimed === true;
  const spent = !claimed && had && offer.in_hand === false;
  const gone = !claimed && !had && (offer.ended || offer.exhausted);
  const claim = () =>
    run(
      "claim",
      async () => {
        const grant = await call("coupon.claim", proof);
        setClaimed(true);
        toast(`已领取，${dateOnly(grant.expires_at)} 前有效`, { mood: "good" });
      },
      () => {
        onStale();
        return false;
      },
    );
  return (
    <>
      <CouponTicket coupon={offer} valid={offer.valid_text} off={gone || spent} />
      {gone || spent ? (
        <View className="coupons__over">
          <Text>{spent ? "您的这张券已经用过或过期了" : offer.ended ? "活动已经结束" : "已经领完了"}</Text>
          <Button text="看看别的券" look="outline" block onTap={toCenter} />
        </View>
      ) : claimed || had ? (
        <Button
          text="去使用"
          look="primary"
          size="large"
          block
          onTap={() => goUse({ coupon_id: offer.id, scope: offer.scope })}
        />
      ) : (
        <Button text="立即领取" look="primary" size="large" block busy={busy !== null} onTap={claim} />
      )}
      <Button text="先逛逛" look="plain" block onTap={goHome} />
    </>
  );
}
