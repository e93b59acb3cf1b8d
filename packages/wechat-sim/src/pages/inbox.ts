import type { Answer, Exchange } from "../http.ts";
import { findMessage, type Message, markRead, messagesOf, pagePrefix } from "../notice/store.ts";
import type { Platform } from "../platform.ts";
import { bar, ICONS, page } from "./frame.ts";
import { type Html, html, trusted } from "./html.ts";
import { redirect, safeBack, visitor } from "./visitor.ts";
import { when } from "./when.ts";

const STYLE = trusted(`<style>
.list{padding:4px 16px 28px}
.time{margin:16px 0 10px;text-align:center;color:#737373;font-size:13px}
.card{display:block;width:100%;padding:16px 16px 0;border-radius:10px;background:#fff;text-align:left;position:relative}
.card:active{background:#fafafa}
.card .from{display:flex;align-items:center;gap:8px;color:#737373;font-size:13px}
.card .from svg{width:20px;height:20px}
.card h2{margin:10px 0 10px;font-size:18px;line-height:1.4}
.line{display:flex;gap:14px;padding:3px 0;font-size:15px}
.line .k{flex:none;width:4.4em;color:#737373}.line .v{min-width:0;overflow-wrap:anywhere}
.card .go{display:flex;align-items:center;justify-content:space-between;margin-top:14px;min-height:46px;border-top:1px solid #f0f0f0;font-size:15px}
.dot{position:absolute;top:18px;right:16px;width:9px;height:9px;border-radius:50%;background:#fa5151}
.none{padding:110px 32px 0;text-align:center}
.none svg{margin:0 auto 18px}
.none h2{margin:0 0 6px;font-size:17px;font-weight:500}
</style>`);

const EMPTY = trusted(
  '<svg width="120" height="96" viewBox="0 0 120 96" fill="none" aria-hidden="true"><ellipse cx="60" cy="86" rx="44" ry="6" fill="#e2e4e3"/><path d="M24 26a10 10 0 0 1 10-10h52a10 10 0 0 1 10 10v32a10 10 0 0 1-10 10H58L42 82V68h-8a10 10 0 0 1-10-10z" fill="#fff"/><path d="M40 34h40M40 46h24" stroke="#cfd4d1" stroke-width="4" stroke-linecap="round"/><circle cx="92" cy="18" r="11" fill="#07c160"/><path d="m87 18 4 4 6.5-7.5" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);

function card(message: Message): Html {
  const lines = message.lines.map(
    (line) =>
      html`<span class="line"><span class="k">${line.label}</span><span class="v num">${line.value}</span></span>`,
  );
  const go = message.page !== "" && html`<span class="go">进入小程序查看${ICONS.chevron}</span>`;
  return html`<div class="time">${when(message.sent_at)}</div>
<form method="post" action="/__wechat/inbox/open"><input type="hidden" name="id" value="${message.id}">
<button class="card">${message.read_at === null && html`<span class="dot" role="img" aria-label="未读"></span>`}<span class="from">${ICONS.shop}小程序</span>
<h2>${message.title}</h2>${lines}${go || html`<span style="display:block;height:14px"></span>`}</button></form>`;
}

/** GET /__wechat/inbox: the user's service notifications, newest first. */
export function inboxPage(platform: Platform, exchange: Exchange): Answer {
  const user = visitor(platform, exchange);
  if (user === undefined) return redirect("/__wechat/who?back=/__wechat/inbox");
  const messages = messagesOf(platform.database, user.openid);
  const unread = messages.some((message) => message.read_at === null);
  const end = html`<form class="end side" method="post" action="/__wechat/inbox/read"><button>全部已读</button></form>`;
  const list =
    messages.length > 0
      ? html`<main class="list">${messages.map(card)}</main>`
      : html`<section class="none">${EMPTY}<h2>还没有服务通知</h2><div class="muted">在小程序里同意接收消息后，会出现在这里</div></section>`;
  const options = { back: "/__wechat/" };
  return page("服务通知", html`${STYLE}${bar("服务通知", unread ? { ...options, end } : options)}${list}`);
}

/** POST /__wechat/inbox/open {id}: marks the message read and opens the page it names. */
export function openMessage(platform: Platform, exchange: Exchange): Answer {
  const user = visitor(platform, exchange);
  const id = Number(new URLSearchParams(exchange.body.toString("utf8")).get("id"));
  const message =
    user && Number.isSafeInteger(id) ? findMessage(platform.database, user.openid, id) : undefined;
  if (user === undefined || message === undefined) return redirect("/__wechat/inbox");
  markRead(platform.database, user.openid, platform.clock.now(), id);
  const target =
    message.page === ""
      ? "/__wechat/inbox"
      : pagePrefix(platform.database) + message.page.replace(/^\/+/, "");
  return redirect(safeBack(target, "/__wechat/inbox"));
}

/** POST /__wechat/inbox/read: marks one message (id) or all of them read. */
export function readMessages(platform: Platform, exchange: Exchange): Answer {
  const user = visitor(platform, exchange);
  const given = new URLSearchParams(exchange.body.toString("utf8")).get("id");
  const id = given === null ? undefined : Number(given);
  if (user !== undefined && (id === undefined || Number.isSafeInteger(id))) {
    markRead(platform.database, user.openid, platform.clock.now(), id);
  }
  return redirect("/__wechat/inbox");
}
