import type { Answer, Exchange } from "../http.ts";
import { phoneCode, phoneOf } from "../identity/phone.ts";
import type { Platform } from "../platform.ts";
import { bar, ICONS, page } from "./frame.ts";
import { html, trusted } from "./html.ts";
import { redirect, safeBack, visitor, withResult } from "./visitor.ts";

const STYLE = trusted(`<style>
.phone{background:#fff}
.ask{padding:34px 28px 0;text-align:center}
.ask .app{display:flex;justify-content:center;margin-bottom:14px}
.ask .app svg{width:52px;height:52px}
.ask h2{margin:0 0 8px;font-size:20px;line-height:1.4}
.number{margin:30px 24px 0;padding:18px;border:1px solid #e4e4e4;border-radius:12px;font-size:20px;font-variant-numeric:tabular-nums;text-align:center}
.actions{display:grid;gap:12px;margin-top:auto;padding:32px 28px 40px}
.safe{margin:0;color:#737373;font-size:12px;text-align:center}
</style>`);

/** GET /__wechat/phone?back=: what the getPhoneNumber button shows. */
export function phonePage(platform: Platform, exchange: Exchange): Answer {
  const back = safeBack(exchange.query.get("back"), "/");
  const user = visitor(platform, exchange);
  if (user === undefined) return redirect(`/__wechat/who?back=${encodeURIComponent(exchange.target)}`);
  const phone = phoneOf(user.openid);
  return page(
    "授权手机号",
    html`${STYLE}${bar("", { white: true })}<section class="ask"><div class="app">${ICONS.shop}</div><h2>小程序申请使用你的手机号</h2><div class="muted">${user.nickname}</div></section>
<div class="number num">${phone.slice(0, 3)}****${phone.slice(7)}</div>
<div class="actions"><form method="post" action="/__wechat/phone"><input type="hidden" name="back" value="${back}"><button class="primary">允许</button></form>
<a class="plain" href="${withResult(back, "phone", "cancel")}">不允许</a><p class="safe">演示号码，不是真实的手机号</p></div>`,
  );
}

/** POST /__wechat/phone: allowed; the code goes back with the address. */
export function allowPhone(platform: Platform, exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.body.toString("utf8"));
  const back = safeBack(form.get("back"), "/");
  const user = visitor(platform, exchange);
  if (user === undefined)
    return redirect(
      `/__wechat/who?back=${encodeURIComponent(`/__wechat/phone?back=${encodeURIComponent(back)}`)}`,
    );
  return redirect(withResult(back, "phone", phoneCode(platform, user.openid)));
}
