import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { BestSellers } from "@/catalog/best-sellers.tsx";
import { Button } from "@/design/button/button.tsx";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { dateOnly } from "@/design/time.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { go, goHome } from "@/navigation.ts";
import { useSignedIn } from "@/session/token.ts";
import { friendName, type Open, offersFor, useFriendShare } from "@/share/friend-share.ts";
import { CodeEntry } from "../code-entry.tsx";
import { CouponTicket } from "../ticket.tsx";
import { TicketSkeleton } from "../ticket-skeleton.tsx";
import { goUse } from "../use.ts";
import "../pages.scss";

/** Refusals by which an offer is not what the page shows; not_found: the share that a friend came by is over. */
const STALE: ReadonlySet<string> = new Set([
  "coupon_claimed",
  "coupon_exhausted",
  "coupon_ended",
  "not_found",
]);

/** What anyone may claim now, and what is for the friend who came by a share. */
export default function CouponCenter() {
  const signedIn = useSignedIn();
  const share = useFriendShare();
  const offers = useLoad(`offers-${signedIn}-${share}`, () => offersFor(share));
  return (
    <Page title="领券中心">
      <PullToRefresh onRefresh={offers.reload}>
        <View className="coupons">
          <CodeEntry onRedeemed={() => void offers.reload()} />
          {offers.data !== null ? (
            <Offers offers={offers.data} onStale={() => void offers.reload()} />
          ) : offers.refusal !== null ? (
            <ErrorState refusal={offers.refusal} onRetry={() => void offers.reload()} />
          ) : (
            <TicketSkeleton />
          )}
        </View>
      </PullToRefresh>
    </Page>
  );
}

function Offers({ offers, onStale }: { offers: readonly Open[]; onStale: () => void }) {
  const { busy, run } = useAction();
  const [claimed, setClaimed] = useState<ReadonlySet<string>>(new Set());
  if (offers.length === 0) {
    return <Empty drawing="coupon" text="现在没有可领的优惠券" action={{ text: "去逛逛", onTap: goHome }} />;
  }
  const claim = (offer: Open) =>
    run(
      offer.id,
      async () => {
        const grant = await call("coupon.claim", {
          coupon_id: offer.id,
          ...(offer.share === undefined ? {} : { share: offer.share }),
        });
        setClaimed((before) => new Set([...before, offer.id]));
        toast(`已领取，${dateOnly(grant.expires_at)} 前有效`, { mood: "good" });
      },
      ({ code }) => {
        // The page was behind: what it shows next says why.
        if (STALE.has(code)) onStale();
        return false;
      },
    );
  return (
    <View>
      {offers.map((offer) => (
        <Offer
          key={offer.id}
          offer={offer}
          had={offer.claimed === true}
          claimed={claimed.has(offer.id)}
          busy={busy === offer.id}
          onClaim={() => claim(offer)}
        />
      ))}
      <Button text="我的优惠券" look="plain" block onTap={() => go("/coupon/mine/index")} />
      <View className="coupons__goods">
        <BestSellers />
      </View>
    </View>
  );
}

function Offer({
  offer,
  had,
  claimed,
  busy,
  onClaim,
}: {
  offer: Open;
  /** Claimed before, as often as one may. */
  had: boolean;
  /** Claimed on this page. */
  claimed: boolean;
  busy: boolean;
  onClaim: () => void;
}) {
  const gone = offer.exhausted && !claimed && !had;
  const usable = claimed || (had && offer.in_hand !== false);
  const end = usable ? (
    <Button
      text="去使用"
      look="outline-green"
      size="small"
      onTap={() => goUse({ coupon_id: offer.id, scope: offer.scope })}
    />
  ) : had || gone ? (
    <Text className="coupons__gone">{had ? "已领过" : "已领完"}</Text>
  ) : (
    <Button text="领取" look="primary" size="small" busy={busy} onTap={onClaim} />
  );
  const name = offer.share === undefined ? offer.name : friendName(offer.name);
  return (
    <CouponTicket
      coupon={{ ...offer, name }}
      valid={offer.valid_text}
      off={gone || (had && !usable)}
      end={end}
    />
  );
}
