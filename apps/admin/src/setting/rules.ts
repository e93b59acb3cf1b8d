import type { Settings } from "@banyan/contract";
import { percent } from "@banyan/domain";
import { fenText } from "../design/money.tsx";

const yuanOf = (fen: number | null | undefined) =>
  fen === null || fen === undefined ? "…" : `¥${fenText(fen)}`;
const shown = (value: number | string | null | undefined) => value ?? "…";

/** How somebody becomes a promoter, in words. */
export function promoterText(typed: Partial<Settings["promoter"]>): string {
  const name = typed.shown_name || "分销员";
  const way = !typed.open
    ? `现在不接受新的申请，已有的${name}照常推广`
    : typed.review === "automatic"
      ? `顾客阅读并同意第 ${shown(typed.agreement_version)} 版协议后，马上成为${name}`
      : `顾客阅读并同意第 ${shown(typed.agreement_version)} 版协议后提交申请，由员工审核，通过后成为${name}`;
  const earning = typed.show_earning
    ? `${name}在商品上看到“赚 ¥…”，顾客看不到`
    : "商品上不显示“赚 ¥…”，谁都看不到";
  return `${way}。${earning}。邀请来的${name}叫“${typed.partner_name || "伙伴"}”。加入不收费，也不以购买为条件。`;
}

/** How a customer comes to belong to a promoter, told on two of them. */
export function referralText({
  policy,
  valid_days,
  protect_days,
  share_days,
}: Partial<Settings["referral"]>): string {
  const begin = `顾客点开 张三 的分享，就成为 张三 的顾客，有效 ${shown(valid_days)} 天`;
  const then =
    policy === "last_touch"
      ? "期间点开 李四 的分享，马上改为 李四 的顾客，重新计算有效期"
      : policy === "protected"
        ? `前 ${shown(protect_days)} 天是保护期，点开 李四 的分享也不变；过了保护期，改为 李四 的顾客`
        : "期间点开 李四 的分享也不变，到期以后再点开才会改变";
  return `${begin}；${then}。一次分享 ${shown(share_days)} 天后失效。修改只影响之后的绑定，已有的关系和订单不变。`;
}

/** How a withdrawal goes, told on amounts. */
export function withdrawalText(typed: Partial<Settings["withdrawal"]>): string {
  const { min_fen, max_fen, per_day, fee_bps, automatic_fen, two_people_fen } = typed;
  if (typed.open === false) return "现在不接受新的提现申请，已经申请的照常处理。";
  const fee =
    fee_bps === 0 || fee_bps === undefined || fee_bps === null
      ? "不收手续费"
      : `手续费 ${percent(fee_bps)}，提 ¥100.00 实际到账 ¥${fenText(10_000 - fee_bps)}`;
  const automatic = automatic_fen ? `不超过 ${yuanOf(automatic_fen)} 的自动通过，其余` : "每一笔都";
  const people =
    two_people_fen === 0
      ? "需要两位员工先后审核"
      : `需要一位员工审核，${yuanOf(two_people_fen)} 起需要两位员工先后审核`;
  return `每次 ${yuanOf(min_fen)} 到 ${yuanOf(max_fen)}，每天最多 ${shown(per_day)} 次，${fee}。${automatic}${people}，不能审核自己的提现。通过后由微信商家转账，收款人需在 24 小时内确认。`;
}
