/** Words of coupons on the console's screens. */
import type { ConsoleCoupon, CouponClaim } from "@banyan/contract";
import { couponTitle } from "@banyan/domain";
import { shortFen } from "../design/money.tsx";
import type { Tone } from "../design/state-tag.tsx";

export const PHASE_WORD: Record<ConsoleCoupon["phase"], { text: string; tone: Tone }> = {
  open: { text: "发放中", tone: "green" },
  coming: { text: "未开始", tone: "blue" },
  exhausted: { text: "已领完", tone: "amber" },
  stopped: { text: "已停发", tone: "grey" },
  ended: { text: "已结束", tone: "grey" },
};

export const WAY_WORD: Record<ConsoleCoupon["way"], { text: string; note: string }> = {
  public: { text: "公开领取", note: "显示在领券中心和商品页，谁都可以领" },
  link: { text: "链接领取", note: "不公开，拿到链接的人才能领" },
  code: { text: "通用兑换码", note: "一个码大家都能用，按每人限领和发行量控制" },
  codes: { text: "一次性兑换码", note: "生成一批码，每个只能用一次，可导出表格" },
  gift: { text: "下单赠送", note: "订单满额后自动送给下单的顾客，每笔订单一次" },
  friend: { text: "好友券", note: "通过分享进店的好友可以领，分享的人不会因此得券" },
  hand: { text: "手工发放", note: "只由店员发给指定的顾客" },
};

export const SOURCE_WORD: Record<CouponClaim["source"], string> = {
  claim: "领取",
  code: "兑换码",
  gift: "下单赠送",
  friend: "好友券",
  hand: "手工发放",
};

export const CLAIM_WORD: Record<CouponClaim["state"], { text: string; tone: Tone }> = {
  usable: { text: "可用", tone: "green" },
  used: { text: "已使用", tone: "blue" },
  expired: { text: "已失效", tone: "grey" },
  void: { text: "已收回", tone: "grey" },
};

/** What stands on the ticket of a coupon that is there, "满20,000减2,000". */
export function faceOf(coupon: ConsoleCoupon): string {
  const { threshold_fen, discount_fen, percent_off } = coupon;
  const terms = { thresholdFen: BigInt(threshold_fen), discountFen: BigInt(discount_fen) };
  return couponTitle({ ...terms, percentOff: percent_off }, shortFen);
}
