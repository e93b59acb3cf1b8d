import type { CouponGrant } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { shortYuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { dateOnly } from "@/design/time.ts";
import "./ticket.scss";

export interface CouponTicketProps {
  coupon: Pick<CouponGrant, "name" | "threshold_fen" | "discount_fen"> & { expires_at?: string };
  /** Instead of the date: "领取后 7 天内有效". */
  valid?: string;
  /** Marks it among others. */
  chosen?: boolean;
  /** Used, over, or not for this order. */
  off?: boolean;
  /** Why it is off. */
  reason?: string;
  /** On the right: a button, a word. */
  end?: ReactNode;
  onTap?: () => void;
}

/** A coupon as a ticket: what it saves, from how much on, until when. */
export function CouponTicket(props: CouponTicketProps) {
  const { coupon, valid, chosen, off = false, reason, end, onTap } = props;
  const until = coupon.expires_at === undefined ? "" : `${dateOnly(coupon.expires_at)} 前有效`;
  const content = (
    <>
      <View className="ticket__worth">
        <View className="ticket__amount">
          <Text className="ticket__sign">¥</Text>
          <Text className={join("ticket__yuan", shortYuan(coupon.discount_fen).length > 3 && "is-long")}>
            {shortYuan(coupon.discount_fen)}
          </Text>
        </View>
        <View className="ticket__threshold">
          {coupon.threshold_fen === 0 ? "无门槛" : `满 ${shortYuan(coupon.threshold_fen)} 可用`}
        </View>
      </View>
      <View className="ticket__body">
        <View className="ticket__name">{coupon.name}</View>
        <View className="ticket__until">{valid ?? until}</View>
        {reason !== undefined && <View className="ticket__reason">{reason}</View>}
      </View>
      {chosen !== undefined && (
        <View className={join("ticket__mark", chosen && "is-on")}>
          <Icon name="check" size={14} />
        </View>
      )}
      {end !== undefined && <View className="ticket__end">{end}</View>}
    </>
  );
  const className = join("ticket", off && "is-off", chosen && "is-chosen");
  if (onTap === undefined) return <View className={className}>{content}</View>;
  return (
    <Tap className={className} role="radio" checked={chosen} label={coupon.name} onTap={onTap}>
      {content}
    </Tap>
  );
}
