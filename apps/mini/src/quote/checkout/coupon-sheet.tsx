import type { Quote } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { CouponTicket } from "@/coupon/ticket.tsx";
import { Button } from "@/design/button/button.tsx";
import { ReasonList } from "@/design/choice/reason-list.tsx";
import { shortYuan } from "@/design/price/yuan.ts";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { friendName } from "@/share/friend-share.ts";
import { toggled } from "../chosen-coupons.ts";
import type { Offers } from "../use-offers.ts";

const NONE = "不使用优惠券";

/** The person's coupons for this order: usable first, with what each would save; those to be claimed; the others with what they lack. */
export function CouponSheet({
  quote,
  offers,
  best,
  open,
  onClose,
  onChoose,
}: {
  quote: Quote;
  offers: Offers;
  /** Whether what is used now is what saves most. */
  best: boolean;
  open: boolean;
  onClose: () => void;
  /** Another choice; the sheet stays open while a second coupon may be added. */
  onChoose: (coupon: string | string[]) => void;
}) {
  const usable = quote.coupons.filter((coupon) => coupon.usable);
  const others = quote.coupons.filter((coupon) => !coupon.usable);
  const none = quote.coupons_used.length === 0;
  const better = offers.offers.some(({ saving_fen }) => saving_fen > quote.discount_fen);
  return (
    <Sheet open={open} onClose={onClose} title="优惠券">
      <View className="checkout-coupons">
        {usable.length > 0 && (
          <View className="checkout-coupons__sum">
            <Text>
              {none
                ? "没有使用优惠券"
                : `已选 ${quote.coupons_used.length} 张，共减 ¥${shortYuan(quote.discount_fen)}`}
            </Text>
            {best ? (
              <Text className="checkout-coupons__best">{better ? "手里的券已选最省" : "已是最省"}</Text>
            ) : (
              <Button text="用最省的" look="outline-green" size="small" onTap={() => onChoose("best")} />
            )}
          </View>
        )}
        {usable.map((coupon) => (
          <CouponTicket
            key={coupon.id}
            coupon={coupon}
            chosen={coupon.chosen}
            reason={savingText(coupon)}
            onTap={() => onChoose(toggled(quote.coupons, coupon))}
          />
        ))}
        {usable.length > 0 && (
          <ReasonList reasons={[NONE]} value={none ? NONE : null} onChange={() => onChoose("none")} />
        )}
        <Claimable {...offers} />
        {others.length > 0 && <View className="checkout-coupons__title">本单不可用</View>}
        {others.map((coupon) => (
          <CouponTicket key={coupon.id} coupon={coupon} off reason={coupon.reason ?? "本单不可用"} />
        ))}
      </View>
    </Sheet>
  );
}

/** What could still be claimed for these goods, in place. */
function Claimable({ offers, busy, claim }: Offers) {
  if (offers.length === 0) return null;
  return (
    <>
      <View className="checkout-coupons__title">可以领取</View>
      {offers.map((offer) => (
        <CouponTicket
          key={offer.id}
          coupon={{ ...offer, name: offer.friend ? friendName(offer.name) : offer.name }}
          valid={offer.valid_text}
          reason={
            offer.missing_fen === 0
              ? `领了本单可减 ¥${shortYuan(offer.saving_fen)}`
              : `还差 ¥${shortYuan(offer.missing_fen)} 可用`
          }
          end={
            <Button
              text="领取"
              look="outline-green"
              size="small"
              busy={busy === offer.id}
              onTap={() => claim(offer)}
            />
          }
        />
      ))}
    </>
  );
}

function savingText({ saving_fen, stackable, scope }: Quote["coupons"][number]): string {
  const together = stackable ? `，可与${scope === "all" ? "分类或商品券" : "全店券"}同用` : "";
  return `本单可减 ¥${shortYuan(saving_fen)}${together}`;
}
