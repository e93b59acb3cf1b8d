import type { Answer, Exchange } from "../http.ts";
import type { DemoUser } from "../identity/demo-user.ts";
import { checkPayable, commitPayment, PAY_REFUSALS, type PayRefusalName } from "../payment/pay.ts";
import type { PayOrder } from "../payment/store.ts";
import type { Platform } from "../platform.ts";
import { verifyText } from "../signature.ts";
import { bar, ICONS, page } from "./frame.ts";
import { type Html, html, trusted } from "./html.ts";
import { redirect, safeBack, visitor, withPayResult } from "./visitor.ts";

const STYLE = trusted(`<style>
.phone{background:#fff}
.pay{padding:22px 28px 0;text-align:center}
.pay .to{display:flex;align-items:center;justify-content:center;gap:10px;font-size:16px;line-height:1.4}
.pay .to svg{width:26px;height:26px;flex:none}
.pay .to span{overflow:hidden;text-overflow:ellipsis;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical}
.amount{margin:14px 0 26px;font-weight:600;line-height:1.1;font-variant-numeric:tabular-nums}
.amount .yuan{font-size:30px;margin-right:3px}.amount .int{font-size:min(50px,13vw)}.amount .fen{font-size:30px}
.facts{margin:0 24px;border-top:1px solid #ececec;padding:8px 0}
.fact{display:flex;gap:16px;padding:9px 4px;font-size:15px}
.fact .k{flex:none;color:#737373}.fact .v{margin-left:auto;text-align:right;min-width:0;overflow-wrap:anywhere}
.fact .v.user{display:flex;align-items:center;gap:8px}
.fact .avatar{width:24px;height:24px;border-radius:5px}
.actions{display:grid;gap:12px;margin-top:auto;padding:32px 28px 40px}
.safe{display:flex;justify-content:center;gap:6px;margin:0;color:#737373;font-size:12px}
.stop{padding:64px 32px 0;text-align:center}
.stop .ring{display:flex;align-items:center;justify-content:center;width:72px;height:72px;margin:0 auto 22px;border-radius:50%;background:#fa9d3b;color:#fff;font-size:42px;font-weight:600;line-height:1}
.stop h2{margin:0 0 8px;font-size:20px;line-height:1.4;text-wrap:balance}
</style>`);

/** What `wx.requestPayment` takes, plus appId and the way back. */
const PARAMETERS = ["appId", "timeStamp", "nonceStr", "package", "signType", "paySign"] as const;

/** Why the cashier says no: the order's reasons, or a request that was not signed for it. */
type Stop = PayRefusalName | "bad_sign" | "bad_parameter";

const STOP_WORDS: Record<Stop, string> = {
  ...PAY_REFUSALS,
  bad_sign: "支付验证签名失败",
  bad_parameter: "支付参数有误，请返回商家重新下单",
};

function yuan(fen: number): { int: string; fen: string } {
  const digits = String(fen).padStart(3, "0");
  return { int: digits.slice(0, -2), fen: digits.slice(-2) };
}

/**
 * Checks the parameters as WeChat's client does: all there, signType RSA, timeStamp in seconds as text, a
 * package that names a prepay id, and paySign by the merchant's own key over appId, timeStamp, nonceStr and
 * package, each closed by a line feed (docs/WECHAT.md 2.8).
 */
function checkParameters(platform: Platform, given: URLSearchParams): { prepayId: string } | { stop: Stop } {
  const [appId, timeStamp, nonceStr, pack, signType, paySign] = PARAMETERS.map(
    (name) => given.get(name) ?? "",
  );
  const prepayId = /^prepay_id=([0-9A-Za-z]{1,64})$/.exec(pack ?? "")?.[1];
  if (appId !== platform.keys.credentials.appid || !/^\d{10}$/.test(timeStamp ?? "") || signType !== "RSA") {
    return { stop: "bad_parameter" };
  }
  if (prepayId === undefined || !/^[\x21-\x7e]{1,32}$/.test(nonceStr ?? "")) return { stop: "bad_parameter" };
  const signed = `${appId}\n${timeStamp}\n${nonceStr}\n${pack}\n`;
  return verifyText(signed, paySign ?? "", platform.keys.merchantPublicKey)
    ? { prepayId }
    : { stop: "bad_sign" };
}

function hidden(given: URLSearchParams, back: string): Html[] {
  const names = [
    ...PARAMETERS.map((name) => [name, given.get(name) ?? ""] as const),
    ["back", back] as const,
  ];
  return names.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
}

function stopPage(stop: Stop, back: string, switchTo: string): Answer {
  const other = stop === "payer_mismatch" && html`<a class="plain" href="${switchTo}">切换微信用户</a>`;
  return page(
    "微信支付",
    html`${STYLE}${bar("微信支付", { white: true })}<section class="stop"><div class="ring" aria-hidden="true">!</div><h2>${STOP_WORDS[stop]}</h2><div class="muted">${stop === "order_paid" ? "不会重复扣款，可以放心返回" : "没有扣款，可以放心返回"}</div></section>
<div class="actions"><a class="primary" href="${withPayResult(back, "fail")}">返回商家</a>${other}</div>`,
  );
}

function payPage(order: PayOrder, user: DemoUser, fields: Html[]): Answer {
  const amount = yuan(order.total);
  const lock = trusted(
    `<script>document.getElementById("pay").addEventListener("submit",function(){var b=this.querySelector("button");setTimeout(function(){b.disabled=true;b.textContent="正在支付…"},0)});window.addEventListener("pageshow",function(e){if(e.persisted)location.reload()})</script>`,
  );
  return page(
    "微信支付",
    html`${STYLE}${bar("微信支付", { white: true })}
<section class="pay"><div class="to">${ICONS.shop}<span>${order.description}</span></div>
<div class="amount"><span class="yuan">¥</span><span class="int">${amount.int}</span><span class="fen">.${amount.fen}</span></div></section>
<section class="facts"><div class="fact"><span class="k">付款人</span><span class="v user"><img class="avatar" src="${user.avatar}" alt="">${user.nickname}</span></div>
<div class="fact"><span class="k">付款方式</span><span class="v">零钱</span></div>
<div class="fact"><span class="k">商户单号</span><span class="v num small">${order.out_trade_no}</span></div></section>
<div class="actions"><form id="pay" method="post" action="/__wechat/cashier/pay">${fields}<button class="primary">立即支付</button></form>
<form method="post" action="/__wechat/cashier/cancel">${fields}<button class="plain">取消</button></form>
<p class="safe">演示支付，不会动用真实的钱</p></div>${lock}`,
  );
}

/** GET /__wechat/cashier: shows what is to be paid, or why it cannot be. */
export function cashierPage(platform: Platform, exchange: Exchange): Answer {
  const back = safeBack(exchange.query.get("back"), "/");
  const user = visitor(platform, exchange);
  const switchTo = `/__wechat/who?back=${encodeURIComponent(exchange.target)}`;
  if (user === undefined) return redirect(switchTo);
  const checked = checkParameters(platform, exchange.query);
  if ("stop" in checked) return stopPage(checked.stop, back, switchTo);
  const payable = checkPayable(platform, checked.prepayId, user.openid);
  if (payable.refusal !== undefined) return stopPage(payable.refusal, back, switchTo);
  return payPage(payable.order, user, hidden(exchange.query, back));
}

/** POST /__wechat/cashier/pay: a second tap finds the order paid by the same person and goes the same way. */
export function payInCashier(platform: Platform, exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.body.toString("utf8"));
  const back = safeBack(form.get("back"), "/");
  const query = new URLSearchParams([...form].filter(([name]) => name !== "back").concat([["back", back]]));
  const switchTo = `/__wechat/who?back=${encodeURIComponent(`/__wechat/cashier?${query}`)}`;
  const user = visitor(platform, exchange);
  if (user === undefined) return redirect(switchTo);
  const checked = checkParameters(platform, form);
  if ("stop" in checked) return stopPage(checked.stop, back, switchTo);
  const payable = checkPayable(platform, checked.prepayId, user.openid);
  if (payable.refusal === undefined) {
    commitPayment(platform, payable.order, user.openid, payable.order.total);
    platform.scheduler.wake();
    return redirect(withPayResult(back, "success"));
  }
  const twice = payable.refusal === "order_paid" && payable.order?.paid_by === user.openid;
  return twice ? redirect(withPayResult(back, "success")) : stopPage(payable.refusal, back, switchTo);
}

/** POST /__wechat/cashier/cancel: nothing happened. */
export function cancelCashier(_platform: Platform, exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.body.toString("utf8"));
  return redirect(withPayResult(safeBack(form.get("back"), "/"), "cancel"));
}
