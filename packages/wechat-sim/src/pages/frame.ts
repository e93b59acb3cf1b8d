import { type Answer, reply } from "../http.ts";
import { type Html, html, trusted } from "./html.ts";

/** The look of WeChat: grey ground, white cells, one green. Phone first; a centred phone column on a desktop. */
const STYLE = trusted(`<style>
*{box-sizing:border-box;-webkit-tap-highlight-color:transparent}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#dfe2e1;color:#191919;font:16px/1.5 -apple-system,"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif;-webkit-font-smoothing:antialiased}
.phone{position:relative;max-width:430px;min-height:100vh;min-height:100dvh;margin:0 auto;background:#ededed;display:flex;flex-direction:column}
@media (min-width:520px){body{padding:28px 0}.phone{min-height:844px;border-radius:28px;overflow:hidden;box-shadow:0 18px 50px rgba(20,40,30,.18)}}
a{color:inherit;text-decoration:none}
button{font:inherit;color:inherit;border:0;background:none;padding:0;cursor:pointer}
button:focus-visible,a:focus-visible,input:focus-visible,summary:focus-visible{outline:2px solid #07c160;outline-offset:2px}
.bar{position:sticky;top:0;z-index:2;display:flex;align-items:center;height:52px;padding:0 8px;background:#ededed}
.bar h1{position:absolute;left:64px;right:64px;margin:0;text-align:center;font-size:17px;font-weight:600;pointer-events:none}
.bar .side{display:flex;align-items:center;justify-content:center;min-width:44px;height:44px;color:#191919}
.bar .end{margin-left:auto;font-size:14px;color:#576b95;padding:0 8px}
.bar.white{background:#fff}
svg{display:block}
.cells{background:#fff;margin:0 0 8px}
.cell{display:flex;align-items:center;gap:14px;width:100%;min-height:56px;padding:12px 16px;text-align:left;position:relative}
.cell+.cell::before{content:"";position:absolute;left:16px;right:0;top:0;border-top:1px solid #ececec}
.cell:active{background:#ececec}
.cell .grow{flex:1;min-width:0}
.muted{color:#737373;font-size:14px}
.small{font-size:13px}
.avatar{display:block;border-radius:8px;background:#e5e5e5;object-fit:cover}
.badge{min-width:20px;height:20px;padding:0 6px;border-radius:10px;background:#fa5151;color:#fff;font-size:12px;line-height:20px;text-align:center}
.chevron{width:8px;height:14px;color:#b2b2b2;flex:none}
.section{padding:14px 16px 8px;color:#737373;font-size:14px}
.primary{display:block;width:100%;min-height:48px;border-radius:8px;background:#07c160;color:#fff;font-size:17px;font-weight:600;text-align:center;line-height:48px}
.primary:active{background:#06ad56}
.primary[disabled]{background:#9be0bb}
.plain{display:block;width:100%;min-height:48px;border-radius:8px;background:#f2f2f2;color:#191919;font-size:17px;font-weight:500;text-align:center;line-height:48px}
.plain:active{background:#e5e5e5}
.foot{margin-top:auto;padding:24px 24px 28px;text-align:center;color:#737373;font-size:12px;line-height:1.7}
.num{font-variant-numeric:tabular-nums}
@media (prefers-reduced-motion:no-preference){.primary,.plain,.cell,.person{transition:background .15s ease-out,transform .15s ease-out}}
</style>`);

/** Line icons, drawn here. */
export const ICONS = {
  back: trusted(
    '<svg width="12" height="20" viewBox="0 0 12 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M10 2 2 10l8 8"/></svg>',
  ),
  close: trusted(
    '<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" aria-hidden="true"><path d="m4 4 12 12M16 4 4 16"/></svg>',
  ),
  chevron: trusted(
    '<svg class="chevron" viewBox="0 0 8 14" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m1 1 6 6-6 6"/></svg>',
  ),
  tick: trusted(
    '<svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="m2.5 7.5 3 3 6-7"/></svg>',
  ),
  bell: trusted(
    '<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" rx="8" fill="#2782d7"/><path d="M11 14.5a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-7.2L14 29.5v-4a3 3 0 0 1-3-3z" fill="#fff"/><path d="M15.5 16.5h9M15.5 20.5h6" stroke="#2782d7" stroke-width="1.8" stroke-linecap="round"/></svg>',
  ),
  wallet: trusted(
    '<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" rx="8" fill="#07c160"/><path d="M11 14.500a3 3 0 0 1 3-3h11a2 2 0 0 1 2 2v1.500H14" fill="#bfecd3"/><rect x="11" y="14.500" width="18.500" height="14" rx="3" fill="#fff"/><rect x="23" y="19" width="8.500" height="5.500" rx="2.750" fill="#07c160" stroke="#fff" stroke-width="1.500"/></svg>',
  ),
  shop: trusted(
    '<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" rx="8" fill="#0e7c5a"/><path d="M12 17.5h16V28a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 12 28z" fill="#fff"/><path d="M11 11.5h18l1.8 5a2.7 2.7 0 0 1-5.2.9 2.8 2.8 0 0 1-5.6 0 2.8 2.8 0 0 1-5.6 0 2.7 2.7 0 0 1-5.2-.9z" fill="#bfe5d5"/><rect x="17.5" y="22" width="5" height="7.5" rx="1" fill="#0e7c5a"/></svg>',
  ),
} as const;

/** A page answer: nothing is cached, nothing from elsewhere is loaded. */
export function page(title: string, content: Html, status = 200): Answer {
  const document = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${title}</title>
<link rel="icon" href="/__wechat/icon.svg">
${STYLE}
</head>
<body><div class="phone">${content}</div></body>
</html>`;
  return reply(status, "text/html; charset=utf-8", document.markup, {
    "Cache-Control": "no-store",
    "Content-Security-Policy":
      "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self' data:",
    "X-Content-Type-Options": "nosniff",
  });
}

/** The bar on top: where one is, and the way back. */
export function bar(
  title: string,
  options: { back?: string; close?: string; end?: Html; white?: true } = {},
): Html {
  const back =
    options.back !== undefined &&
    html`<a class="side" href="${options.back}" aria-label="返回">${ICONS.back}</a>`;
  const close =
    options.close !== undefined &&
    html`<a class="side" href="${options.close}" aria-label="取消">${ICONS.close}</a>`;
  return html`<header class="bar ${options.white ? "white" : ""}">${back}${close}<h1>${title}</h1>${options.end}</header>`;
}
