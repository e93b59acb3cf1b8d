import { type Answer, type Exchange, reply } from "../http.ts";
import type { Platform } from "../platform.ts";
import { avatarSvg, ICON_SVG } from "./avatar.ts";
import { cancelCashier, cashierPage, payInCashier } from "./cashier.ts";
import { clientLogin, clientMe, clientSubscribe } from "./client.ts";
import { bar, page } from "./frame.ts";
import { chooseUser, createUser, homePage, whoPage } from "./home.ts";
import { html } from "./html.ts";
import { inboxPage, openMessage, readMessages } from "./inbox.ts";
import { merchantPage, topUpInPage } from "./merchant.ts";
import { allowPhone, phonePage } from "./phone.ts";
import { confirmInPage, transferPage } from "./transfer.ts";
import { redirect } from "./visitor.ts";
import { walletPage } from "./wallet.ts";

type PageHandler = (platform: Platform, exchange: Exchange) => Answer;

const ROUTES: Record<string, PageHandler> = {
  "GET /__wechat": () => redirect("/__wechat/"),
  "GET /__wechat/": homePage,
  "GET /__wechat/who": whoPage,
  "POST /__wechat/who": chooseUser,
  "POST /__wechat/users": createUser,
  "GET /__wechat/cashier": cashierPage,
  "POST /__wechat/cashier/pay": payInCashier,
  "POST /__wechat/cashier/cancel": cancelCashier,
  "GET /__wechat/transfer": transferPage,
  "POST /__wechat/transfer/confirm": confirmInPage,
  "GET /__wechat/phone": phonePage,
  "POST /__wechat/phone": allowPhone,
  "GET /__wechat/wallet": walletPage,
  "GET /__wechat/merchant": merchantPage,
  "POST /__wechat/merchant/top-up": topUpInPage,
  "GET /__wechat/inbox": inboxPage,
  "POST /__wechat/inbox/open": openMessage,
  "POST /__wechat/inbox/read": readMessages,
  "GET /__wechat/client/me": clientMe,
  "POST /__wechat/client/login": clientLogin,
  "POST /__wechat/client/subscribe": clientSubscribe,
  "GET /__wechat/icon.svg": () => svg(ICON_SVG),
};

function svg(markup: string): Answer {
  return reply(200, "image/svg+xml", markup, {
    "Cache-Control": "public, max-age=86400",
    "X-Content-Type-Options": "nosniff",
  });
}

/** Answers one request for the pages a person sees, and the calls their scripts make. */
export function answerPage(platform: Platform, exchange: Exchange): Answer {
  const handle = ROUTES[`${exchange.method} ${exchange.path}`];
  if (handle !== undefined) return handle(platform, exchange);
  const number = /^\/__wechat\/avatars\/(\d{1,2})\.svg$/.exec(exchange.path)?.[1];
  const drawn = exchange.method === "GET" && number !== undefined ? avatarSvg(Number(number)) : undefined;
  if (drawn !== undefined) return svg(drawn);
  return page("没有这个页面", html`${bar("没有这个页面", { back: "/__wechat/" })}`, 404);
}
