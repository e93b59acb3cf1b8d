/** What a person is told before they close their account: what stands in the way, what goes, what must stay. */
import type { ClosingInfo } from "@banyan/contract";
import type { ClosingReason } from "@banyan/domain";
import { yuan } from "@banyan/kernel";
import type { ClosingRow } from "./closing-store.ts";

type Reason = ClosingInfo["reasons"][number];

interface Way {
  link: string | null;
  action: string | null;
}
const way = (link: string, action: string): Way => ({ link, action });
const SHOP: Way = { link: null, action: null };
const orders = (tab: string) => way(`/order/list/index?tab=${tab}`, "查看订单");

const money = (fen: bigint) => `¥${yuan(fen)}`;

const REASONS: Record<ClosingReason, { says: (facts: ClosingRow) => string; way: Way }> = {
  orders_unpaid: {
    says: ({ unpaid }) => `有 ${unpaid} 个订单待付款，请先付款或取消`,
    way: orders("awaiting_payment"),
  },
  orders_unshipped: {
    says: ({ unshipped }) => `有 ${unshipped} 个订单等待发货，请等收到后确认，或申请退款`,
    way: orders("awaiting_shipment"),
  },
  orders_unreceived: {
    says: ({ unreceived }) => `有 ${unreceived} 个订单还没有确认收货`,
    way: orders("awaiting_receipt"),
  },
  aftersales_open: {
    says: ({ aftersales }) => `有 ${aftersales} 个售后正在处理，请等处理完成`,
    way: way("/aftersale/list/index", "查看售后"),
  },
  refunds_open: {
    says: ({ refunds }) => `有 ${refunds} 笔退款还没有到账`,
    way: way("/aftersale/list/index", "查看退款"),
  },
  promoter_frozen: { says: () => "推广资格被冻结，商家正在核实，请先联系商家", way: SHOP },
  promoter_active: {
    says: () => "您还是推广者，请先退出推广",
    way: way("/promoter/leave/index", "退出推广"),
  },
  application_waits: {
    says: () => "推广申请正在审核，请等待结果或先撤回",
    way: way("/promoter/apply/index", "查看申请"),
  },
  withdrawals_open: {
    says: ({ withdrawals }) => `有 ${withdrawals} 笔提现还没有结束`,
    way: way("/withdrawal/list/index", "查看提现"),
  },
  adjustments_wait: { says: () => "商家有一笔与您有关的款项正在审核，请等处理完成或联系商家", way: SHOP },
  has_debt: {
    says: ({ debt_fen }) => `推广账户有 ${money(debt_fen)} 欠款，请联系商家处理`,
    way: way("/promoter/center/index", "查看账户"),
  },
  has_held: {
    says: ({ held_fen }) => `推广账户有 ${money(held_fen)} 被冻结，请联系商家`,
    way: way("/promoter/center/index", "查看账户"),
  },
  has_available: {
    says: ({ available_fen }) => `推广账户有 ${money(available_fen)} 可提现，请先提现`,
    way: way("/withdrawal/apply/index", "去提现"),
  },
  has_withdrawing: {
    says: ({ withdrawing_fen }) => `推广账户有 ${money(withdrawing_fen)} 正在提现`,
    way: way("/withdrawal/list/index", "查看提现"),
  },
  has_estimated: {
    says: ({ estimated_fen }) => `推广账户有 ${money(estimated_fen)} 预估佣金还没有结算，结算后可以提现`,
    way: way("/commission/list/index", "查看佣金"),
  },
  commission_coming: { says: () => "退出推广前的订单还在付款或记账，请稍后再试", way: SHOP },
};

export function reasonOf(code: ClosingReason, facts: ClosingRow): Reason {
  const { says, way } = REASONS[code];
  return { code, message: says(facts), ...way };
}

export const ERASED: readonly string[] = [
  "头像、昵称、手机号和微信登录标识",
  "收货地址，以及历史订单上的收件人、电话和地址",
  "收藏、足迹、购物车和站内消息",
  "下单备注、售后说明和图片，评价里的图片和署名",
];

export const KEPT: readonly string[] = [
  "订单、支付、退款和发货记录，依《电子商务法》自交易完成起保存不少于三年",
  "佣金、提现与完税凭证，依会计和税务法规保存",
  "已发表评价的星级和文字，以匿名展示；如不希望保留，请在注销前到我的评价里删除",
  "隐私政策的同意与撤回时间",
  "以上记录只保留编号和金额，不再与您的姓名、电话和地址关联",
];

export function lostOf(facts: ClosingRow): string[] {
  return [
    ...(facts.coupons > 0 ? [`${facts.coupons} 张未使用的优惠券将作废`] : []),
    ...(facts.returnable > 0 ? [`${facts.returnable} 个订单还在售后期内，注销后不能再申请售后`] : []),
    "同一微信再次登录会成为一位新顾客，以前的记录不会恢复",
  ];
}
