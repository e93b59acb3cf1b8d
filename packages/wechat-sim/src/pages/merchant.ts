import type { Answer, Exchange } from "../http.ts";
import type { Platform } from "../platform.ts";
import { merchantBalance, topUpMerchant } from "../transfer/account.ts";
import { transferRules } from "../transfer/rules.ts";
import { listTransfers } from "../transfer/store.ts";
import { bar, page } from "./frame.ts";
import { html, trusted } from "./html.ts";
import { yuan, yuanParts } from "./money.ts";
import { redirect } from "./visitor.ts";

const STYLE = trusted(`<style>
.account{margin:8px 16px 4px;padding:24px;border-radius:14px;background:#fff}
.account .sum{margin-top:6px;font-size:38px;font-weight:600;line-height:1.15;font-variant-numeric:tabular-nums}
.account .sum small{font-size:22px;font-weight:600}
.account .short{margin:14px 0 0;padding:10px 14px;border-radius:8px;background:#fff4e6;color:#8a4b00;font-size:14px}
.top{margin:8px 16px 0;padding:20px 24px 24px;border-radius:14px;background:#fff}
.top h2{margin:0 0 14px;font-size:17px}
.field{width:100%;height:48px;padding:0 14px;border:0;border-radius:8px;background:#f2f2f2;font:inherit;font-variant-numeric:tabular-nums}
.top .primary{margin-top:14px}
.wrong{margin:10px 0 0;color:#c8332b;font-size:14px}
.rules{margin:8px 16px 0;border-radius:14px;overflow:hidden}
.rules .cell{justify-content:space-between;min-height:48px}
</style>`);

/** Most that one top-up takes: ten million yuan, so that a slip of the finger stays readable. */
const TOP_UP_MAX_FEN = 1_000_000_000;

/** Whole fen from what a person types as yuan, e.g. `1000` or `88.5`; undefined for anything else. */
function readYuan(text: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/[,，]/g, ""));
  if (match === null) return undefined;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return fen >= 1 && fen <= TOP_UP_MAX_FEN ? fen : undefined;
}

function accountPage(platform: Platform, wrong?: string): Answer {
  const { database } = platform;
  const rules = transferRules(database);
  const sum = yuanParts(Math.max(merchantBalance(database), 0));
  const short = listTransfers(database).filter((transfer) => transfer.state === "PROCESSING");
  const missing = short.reduce((total, transfer) => total + transfer.amount, 0);
  const rule = (name: string, value: string) =>
    html`<div class="cell"><span class="muted">${name}</span><span class="num">${value}</span></div>`;
  return page(
    "商户平台",
    html`${STYLE}${bar("商户平台", { back: "/__wechat/" })}
<section class="account"><div class="muted">${rules.merchant_name} · 运营账户余额</div><div class="sum"><small>¥</small>${sum.int}<small>.${sum.fen}</small></div>
${short.length > 0 && html`<p class="short">有 ${short.length} 笔转账共 ${yuan(missing)} 在等余额，充值后自动继续</p>`}</section>
<section class="top"><h2>充值</h2><form method="post" action="/__wechat/merchant/top-up"><input class="field" name="yuan" inputmode="decimal" placeholder="金额（元）" aria-label="金额（元）" required autocomplete="off">${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}<button class="primary">充值</button></form></section>
<div class="section">商家转账额度</div><section class="cells rules">${rule("单笔", `${yuan(10)} 至 ${yuan(rules.single_max)}`)}${rule("单个用户每日", yuan(rules.user_day_max))}${rule("商户每日", yuan(rules.merchant_day_max))}</section>
<footer class="foot">这里是演示用的商户平台，充值不会动用真实的钱</footer>`,
    wrong === undefined ? 200 : 400,
  );
}

/** GET /__wechat/merchant: the merchant's operating account. */
export function merchantPage(platform: Platform): Answer {
  return accountPage(platform);
}

/** POST /__wechat/merchant/top-up {yuan}: money for bills that wait. */
export function topUpInPage(platform: Platform, exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.body.toString("utf8"));
  const fen = readYuan(form.get("yuan") ?? "");
  if (fen === undefined) return accountPage(platform, "请填写金额，最多两位小数，例如 1000 或 88.5");
  topUpMerchant(platform, fen);
  return redirect("/__wechat/merchant");
}
