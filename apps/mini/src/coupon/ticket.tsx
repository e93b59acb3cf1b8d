import type { CouponGrant } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { shortYuan } from "@/design/price/yuan.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { dateOnly } from "@/design/time.ts";
import { businessNow } from "@/http/clock.ts";
import "./ticket.scss";

export interface CouponTicketProps {
  coupon: Pick<
    CouponGrant,
    | "name"
    | "kind"
    | "threshold_fen"
    | "discount_fen"
    | "percent_off"
    | "ceiling_fen"
    | "scope_text"
    | "new_customer"
  > & { expires_at?: string; usable_from?: string | null };
  /** Instead of the date: "领取后 7 天内有效"; "" for none. */
  valid?: string;
  /** Marks it among others. */
  chosen?: boolean;
  /** Used, over, or not for this order. */
  off?: boolean;
  /** Why it is off. */
  reason?: string;
  /** The reason is none to mind. */
  calm?: boolean;
  /** On the right: a button, a word. */
  end?: ReactNode;
  onTap?: () => void;
  /** What a tap does, where it chooses nothing. */
  label?: string;
}

/** A coupon as a ticket: what it saves, from how much on, until when. */
export function CouponTicket(props: CouponTicketProps) {
  const { coupon, valid, chosen, off = false, reason, calm, end, onTap, label } = props;
  const until =
    coupon.expires_at === undefined ? "" : untilText(coupon.expires_at, coupon.usable_from ?? null);
  const content = (
    <>
      <View className="ticket__worth">
        <Worth coupon={coupon} />
        <View className="ticket__threshold">
          {coupon.threshold_fen === 0 ? "无门槛" : `满 ${shortYuan(coupon.threshold_fen)} 可用`}
        </View>
      </View>
      <View className="ticket__body">
        <View className="ticket__name">{coupon.name}</View>
        <View className="ticket__until">
          {coupon.scope_text}
          {coupon.new_customer ? " · 仅限新客" : ""}
        </View>
        {valid !== "" && <View className="ticket__until">{valid ?? until}</View>}
        {reason !== undefined && <View className={calm ? "ticket__until" : "ticket__reason"}>{reason}</View>}
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
    <Tap
      className={className}
      {...(label === undefined ? { role: "radio", checked: chosen } : { role: "link" })}
      label={label ?? coupon.name}
      onTap={onTap}
    >
      {content}
    </Tap>
  );
}

/** ¥10, or 8.5 折 with what it saves at most. */
function Worth({ coupon }: Pick<CouponTicketProps, "coupon">) {
  if (coupon.kind === "percent") {
    return (
      <>
        <View className="ticket__amount">
          <Text className="ticket__yuan">{foldText(coupon.percent_off)}</Text>
          <Text className="ticket__sign">折</Text>
        </View>
        {coupon.ceiling_fen !== null && (
          <View className="ticket__threshold">最多减 {shortYuan(coupon.ceiling_fen)}</View>
        )}
      </>
    );
  }
  const worth = shortYuan(coupon.discount_fen);
  return (
    <View className="ticket__amount">
      <Text className="ticket__sign">¥</Text>
      <Text className={join("ticket__yuan", worth.length > 3 && "is-long")}>{worth}</Text>
    </View>
  );
}

/** 15 → "8.5", 20 → "8", by digits. */
function foldText(percentOff: number): string {
  const left = String(100 - percentOff).padStart(2, "0");
  return left.endsWith("0") ? left.slice(0, 1) : `${left.slice(0, 1)}.${left.slice(1)}`;
}

function untilText(expires: string, from: string | null): string {
  if (from !== null && Date.parse(from) > businessNow()) return `${dateOnly(from)} 起可用`;
  return `${dateOnly(expires)} 前有效`;
}
