import type { Answer, Exchange } from "../http.ts";
import { AVATAR_COUNT, avatarPath } from "../identity/demo-user.ts";
import { addUser, findUser, listUsers } from "../identity/store.ts";
import { pagePrefix, unreadCount } from "../notice/store.ts";
import type { Platform } from "../platform.ts";
import { bar, ICONS, page } from "./frame.ts";
import { html, trusted } from "./html.ts";
import { peopleGrid } from "./people.ts";
import { redirect, safeBack, visitor, visitorCookie } from "./visitor.ts";
import { waitingCount } from "./wallet.ts";

const STYLE = trusted(`<style>
.me{display:flex;align-items:center;gap:18px;padding:26px 22px 30px;background:#fff;margin-bottom:8px}
.me .avatar{width:68px;height:68px;border-radius:10px}
.me h2{margin:0 0 4px;font-size:21px;line-height:1.3}
.who{padding:36px 24px 26px;background:#fff;text-align:center}
.foot .link{display:inline-block;padding:12px;color:#576b95;font-size:14px}
.who h2{margin:14px 0 4px;font-size:20px}
.who .app{display:flex;justify-content:center}
.who .app svg{width:60px;height:60px}
</style>`);

/** GET /__wechat/: who am I, who else could I be, what has arrived. */
export function homePage(platform: Platform, exchange: Exchange): Answer {
  const user = visitor(platform, exchange);
  const users = listUsers(platform.database);
  const unread = user === undefined ? 0 : unreadCount(platform.database, user.openid);
  const waiting = user === undefined ? 0 : waitingCount(platform, user.openid);
  const card = user
    ? html`<section class="me"><img class="avatar" src="${user.avatar}" alt="" width="68" height="68"><div><h2>${user.nickname}</h2><div class="muted">微信号：${user.openid.slice(0, 14)}</div></div></section>`
    : html`<section class="me"><div><h2>还没有选择微信用户</h2><div class="muted">点一个头像，这台浏览器就是他的手机</div></div></section>`;
  const cells =
    user &&
    html`<nav class="cells"><a class="cell" href="/__wechat/inbox">${ICONS.bell}<span class="grow">服务通知</span>${unread > 0 && html`<span class="badge" aria-label="${unread}条未读">${unread}</span>`}${ICONS.chevron}</a>
<a class="cell" href="/__wechat/wallet">${ICONS.wallet}<span class="grow">零钱</span>${waiting > 0 && html`<span class="badge" aria-label="${waiting}笔待确认收款">${waiting}</span>`}${ICONS.chevron}</a>
<a class="cell" href="${pagePrefix(platform.database)}">${ICONS.shop}<span class="grow">进入小程序</span>${ICONS.chevron}</a></nav>`;
  return page(
    "微信（演示）",
    html`${STYLE}${bar("微信")}${card}${cells}<div class="section">${user ? "切换微信用户" : "选择微信用户"}</div>
${peopleGrid(users, user, "/__wechat/")}<footer class="foot">这里是演示用的微信，支付不会动用真实的钱<br><a class="link" href="/__wechat/merchant">商户平台（给商家充值）</a><a class="link" href="/__wechat/clock">演示时钟（快进时间）</a></footer>`,
  );
}

/** GET /__wechat/who?back=: pick a user on the way to a page that needs one. */
export function whoPage(platform: Platform, exchange: Exchange): Answer {
  const back = safeBack(exchange.query.get("back"), "/__wechat/");
  const head = html`<section class="who"><div class="app">${ICONS.shop}</div><h2>选择微信用户</h2><div class="muted">小程序想知道你是谁，点一个头像继续</div></section>`;
  return page(
    "选择微信用户",
    html`${STYLE}${bar("", { white: true, back: "/__wechat/" })}${head}${peopleGrid(listUsers(platform.database), visitor(platform, exchange), back)}
<footer class="foot">这里是演示用的微信，每个头像是一位微信用户</footer>`,
  );
}

/** POST /__wechat/who: makes this browser the phone of that user. */
export function chooseUser(platform: Platform, exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.body.toString("utf8"));
  const back = safeBack(form.get("back"), "/__wechat/");
  const user = findUser(platform.database, form.get("openid") ?? "");
  if (user === undefined) return redirect(`/__wechat/who?back=${encodeURIComponent(back)}`);
  return redirect(back, visitorCookie(user));
}

/** POST /__wechat/users: adds a user and becomes them. */
export function createUser(platform: Platform, exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.body.toString("utf8"));
  const back = safeBack(form.get("back"), "/__wechat/");
  const number = Number(form.get("avatar"));
  const avatar =
    Number.isInteger(number) && number >= 1 && number <= AVATAR_COUNT ? avatarPath(number) : undefined;
  const nickname = form.get("nickname") ?? "";
  try {
    const user = addUser(platform.database, avatar === undefined ? { nickname } : { nickname, avatar });
    return redirect(back, visitorCookie(user));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const retry = html`${STYLE}${bar("添加微信用户", { back: "/__wechat/" })}<section class="who"><h2>${error.message}</h2><div class="muted">返回重新填写一个昵称</div></section>`;
    return page("添加微信用户", retry, 400);
  }
}
