import type { Answer, Exchange } from "../http.ts";
import type { Platform } from "../platform.ts";
import { transferRules } from "../transfer/rules.ts";
import { receivedBy, type Transfer, type TransferState, transfersOf } from "../transfer/store.ts";
import { bar, ICONS, page } from "./frame.ts";
import { type Html, html, trusted } from "./html.ts";
import { yuan, yuanParts } from "./money.ts";
import { transferAddress } from "./transfer.ts";
import { redirect, visitor } from "./visitor.ts";
import { when } from "./when.ts";

const STYLE = trusted(`<style>
.change{margin:8px 16px 4px;padding:26px 24px 28px;border-radius:14px;background:linear-gradient(150deg,#0a8f4c,#067a3f);color:#fff}
.change .of{font-size:14px}
.change .sum{margin-top:8px;font-size:42px;font-weight:600;line-height:1.15;font-variant-numeric:tabular-nums}
.change .sum small{font-size:24px;font-weight:600}
.bills{border-radius:14px;margin:0 16px 24px;overflow:hidden}
.bill .line{display:flex;gap:12px;align-items:baseline}
.bill .line b{font-weight:500;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.bill .sum{margin-left:auto;flex:none;font-weight:600;font-variant-numeric:tabular-nums}
.bill .sum.in{color:#a05f14}
.bill .state{flex:none;margin-left:auto}
.bill .state.ask{color:#07863f;font-weight:600}
.none{padding:72px 32px 0;text-align:center}
.none svg{margin:0 auto 18px}
.none h2{margin:0 0 6px;font-size:17px;font-weight:500}
</style>`);

const EMPTY = trusted(
  '<svg width="120" height="96" viewBox="0 0 120 96" fill="none" aria-hidden="true"><ellipse cx="60" cy="86" rx="44" ry="6" fill="#e2e4e3"/><path d="M22 30a10 10 0 0 1 10-10h50a8 8 0 0 1 8 8v6H36" fill="#dfe5e2"/><rect x="22" y="32" width="76" height="46" rx="10" fill="#fff"/><rect x="74" y="46" width="28" height="18" rx="9" fill="#07c160"/><circle cx="84" cy="55" r="3.500" fill="#fff"/></svg>',
);

const STATE_WORDS: Record<TransferState, string> = {
  ACCEPTED: "商家已提交",
  PROCESSING: "商家处理中",
  WAIT_USER_CONFIRM: "待确认收款",
  TRANSFERING: "正在存入",
  SUCCESS: "已存入零钱",
  FAIL: "未到账，已退回商家",
  CANCELING: "商家撤销中",
  CANCELLED: "商家已撤销",
};

/** How many bills wait for this person. */
export function waitingCount(platform: Platform, openid: string): number {
  const now = platform.clock.now();
  return transfersOf(platform.database, openid).filter((transfer) => canConfirm(transfer, now)).length;
}

function canConfirm(transfer: Transfer, now: number): boolean {
  return transfer.state === "WAIT_USER_CONFIRM" && now <= (transfer.expires_at ?? 0);
}

function billCell(platform: Platform, merchant: string, transfer: Transfer): Html {
  const ask = canConfirm(transfer, platform.clock.now());
  const arrived = transfer.state === "SUCCESS";
  const words =
    transfer.state === "WAIT_USER_CONFIRM" && !ask ? "已过期，退回商家" : STATE_WORDS[transfer.state];
  const lines = html`<span class="grow"><span class="line"><b>${merchant} · ${transfer.remark}</b><span class="sum ${arrived ? "in" : ""}">${arrived && "+"}${yuan(transfer.amount)}</span></span>
<span class="line muted small"><span>${when(transfer.updated_at)}</span><span class="state ${ask ? "ask" : ""}">${words}</span></span></span>`;
  if (transfer.package_info === null) return html`<div class="cell bill">${lines}</div>`;
  const address = transferAddress(platform, transfer.package_info, "/__wechat/wallet");
  return html`<a class="cell bill" href="${address}">${lines}${ICONS.chevron}</a>`;
}

/** GET /__wechat/wallet: what arrived with this person, and what waits for a tap. */
export function walletPage(platform: Platform, exchange: Exchange): Answer {
  const user = visitor(platform, exchange);
  if (user === undefined) return redirect("/__wechat/who?back=/__wechat/wallet");
  const bills = transfersOf(platform.database, user.openid);
  const { merchant_name: merchant } = transferRules(platform.database);
  const sum = yuanParts(receivedBy(platform.database, user.openid));
  const list =
    bills.length > 0
      ? html`<div class="section">商家转账</div><main class="cells bills">${bills.map((transfer) => billCell(platform, merchant, transfer))}</main>`
      : html`<section class="none">${EMPTY}<h2>还没有商家转账</h2><div class="muted">商家向你转账并由你确认后，会存到这里</div></section>`;
  return page(
    "零钱",
    html`${STYLE}${bar("零钱", { back: "/__wechat/" })}<section class="change"><div class="of">${user.nickname}的零钱</div><div class="sum"><small>¥</small>${sum.int}<small>.${sum.fen}</small></div></section>${list}
<footer class="foot">演示零钱只记商家转账收到的钱，不随支付减少</footer>`,
  );
}
