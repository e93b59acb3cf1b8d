import type { Answer, Exchange } from "../http.ts";
import type { DemoUser } from "../identity/demo-user.ts";
import type { Platform } from "../platform.ts";
import { CONFIRM_REFUSALS, type ConfirmRefusal, checkConfirmable } from "../transfer/confirm.ts";
import { SCENES, type TransferRules, transferRules } from "../transfer/rules.ts";
import { commitConfirm } from "../transfer/settle.ts";
import { findByPackage, type Transfer } from "../transfer/store.ts";
import { bar, ICONS, page } from "./frame.ts";
import { type Html, html, trusted } from "./html.ts";
import { yuanParts } from "./money.ts";
import { redirect, safeBack, visitor, withResult } from "./visitor.ts";
import { when } from "./when.ts";

const STYLE = trusted(`<style>
.phone{background:#fff}
.pay{padding:22px 28px 0;text-align:center}
.pay .to{display:flex;align-items:center;justify-content:center;gap:10px;font-size:16px;line-height:1.4}
.pay .to svg{width:26px;height:26px;flex:none}
.amount{margin:14px 0 6px;font-weight:600;line-height:1.1;font-variant-numeric:tabular-nums}
.amount .yuan{font-size:30px;margin-right:3px}.amount .int{font-size:min(50px,13vw)}.amount .fen{font-size:30px}
.pay .until{margin:0 0 24px}
.facts{margin:0 24px;border-top:1px solid #ececec;padding:8px 0}
.fact{display:flex;gap:16px;padding:9px 4px;font-size:15px}
.fact .k{flex:none;color:#737373}.fact .v{margin-left:auto;text-align:right;min-width:0;overflow-wrap:anywhere}
.fact .v.user{display:flex;align-items:center;gap:8px}
.fact .avatar{width:24px;height:24px;border-radius:5px}
.actions{display:grid;gap:12px;margin-top:auto;padding:32px 28px 40px}
.safe{display:flex;justify-content:center;gap:6px;margin:0;color:#737373;font-size:12px}
.end{padding:56px 32px 26px;text-align:center}
.end .ring{display:flex;align-items:center;justify-content:center;width:72px;height:72px;margin:0 auto 22px;border-radius:50%;background:#fa9d3b;color:#fff;font-size:42px;font-weight:600;line-height:1}
.end .ring.good{background:#07c160}.end .ring.good svg{width:38px;height:38px}
.end .ring.wait{background:#10aeff}.end .ring.wait svg{width:38px;height:38px}
.end h2{margin:0 0 8px;font-size:20px;line-height:1.4;text-wrap:balance}
</style>`);

const CLOCK = trusted(
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 5v7l4.500 2.600"/></svg>',
);

/** What `wx.requestMerchantTransfer` takes. */
const PARAMETERS = ["mchId", "appId", "package"] as const;

/** How the way back is told what happened here; never proof, the shop asks WeChat. */
type Outcome = "success" | "cancel" | "fail";

interface Visit {
  back: string;
  /** This page again, after somebody else was picked. */
  switchTo: string;
  given: URLSearchParams;
}

function readVisit(given: URLSearchParams): Visit {
  const back = safeBack(given.get("back"), "/");
  const query = new URLSearchParams(
    Object.fromEntries(PARAMETERS.map((name) => [name, given.get(name) ?? ""])),
  );
  query.set("back", back);
  const here = `/__wechat/transfer?${query}`;
  return { back, switchTo: `/__wechat/who?back=${encodeURIComponent(here)}`, given: query };
}

/** The bill these parameters name: mchId and appId must be those of the bill (docs/WECHAT.md 3.9). */
function namedTransfer(platform: Platform, given: URLSearchParams): Transfer | undefined {
  const { mchid, appid } = platform.keys.credentials;
  if (given.get("mchId") !== mchid || given.get("appId") !== appid) return undefined;
  return findByPackage(platform.database, given.get("package") ?? "");
}

function hidden(given: URLSearchParams): Html[] {
  return [...given].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
}

function amountOf(transfer: Transfer): Html {
  const amount = yuanParts(transfer.amount);
  return html`<div class="amount"><span class="yuan">¥</span><span class="int">${amount.int}</span><span class="fen">.${amount.fen}</span></div>`;
}

function factsOf(transfer: Transfer, user: DemoUser): Html {
  const fact = (name: string, value: string, style = "") =>
    html`<div class="fact"><span class="k">${name}</span><span class="v ${style}">${value}</span></div>`;
  const rows = JSON.parse(transfer.report) as { info_type: string; info_content: string }[];
  return html`<section class="facts"><div class="fact"><span class="k">收款人</span><span class="v user"><img class="avatar" src="${user.avatar}" alt="">${user.nickname}</span></div>
${fact("转账场景", transfer.perception ?? SCENES[transfer.scene_id]?.name ?? "商家转账")}${rows.map((row) => fact(row.info_type, row.info_content))}${fact("转账说明", transfer.remark)}
${fact("商户单号", transfer.out_bill_no, "num small")}</section>`;
}

function confirmPage(rules: TransferRules, transfer: Transfer, user: DemoUser, visit: Visit): Answer {
  const lock = trusted(
    `<script>document.getElementById("confirm").addEventListener("submit",function(){var b=this.querySelector("button");setTimeout(function(){b.disabled=true;b.textContent="正在收款…"},0)});window.addEventListener("pageshow",function(e){if(e.persisted)location.reload()})</script>`,
  );
  const later = withResult(visit.back, "transfer", "cancel");
  return page(
    "确认收款",
    html`${STYLE}${bar("确认收款", { white: true })}
<section class="pay"><div class="to">${ICONS.shop}<span>${rules.merchant_name} 向你转账</span></div>${amountOf(transfer)}
<p class="until muted">请在${when(transfer.expires_at ?? 0)}前确认，逾期退回商家</p></section>
${factsOf(transfer, user)}
<div class="actions"><form id="confirm" method="post" action="/__wechat/transfer/confirm">${hidden(visit.given)}<button class="primary">确认收款</button></form>
<a class="plain" href="${later}">稍后再说</a><p class="safe">演示转账，确认后存入演示零钱</p></div>${lock}`,
  );
}

/** What became of a bill, shown to its payee; while it is under way the page asks again by itself. */
function endPage(refusal: ConfirmRefusal, transfer: Transfer, user: DemoUser, visit: Visit): Answer {
  const good = refusal === "transfer_received";
  const waits = refusal === "transfer_under_way";
  const ring = good
    ? html`<div class="ring good" aria-hidden="true">${ICONS.tick}</div>`
    : waits
      ? html`<div class="ring wait" aria-hidden="true">${CLOCK}</div>`
      : html`<div class="ring" aria-hidden="true">!</div>`;
  const words = good ? "已收款" : waits ? "正在存入零钱" : CONFIRM_REFUSALS[refusal];
  const under = good ? "已存入零钱" : waits ? "通常只要几秒" : "没有收到这笔钱";
  const outcome: Outcome = good || waits ? "success" : "fail";
  const again = trusted("<script>setTimeout(function(){location.reload()},1200)</script>");
  return page(
    "确认收款",
    html`${STYLE}${bar("确认收款", { white: true })}<section class="end">${ring}<h2>${words}</h2><div class="muted">${under}</div>${(good || waits) && amountOf(transfer)}</section>
${factsOf(transfer, user)}
<div class="actions"><a class="primary" href="${withResult(visit.back, "transfer", outcome)}">${good ? "完成" : "返回商家"}</a>${good && html`<a class="plain" href="/__wechat/wallet">查看零钱</a>`}</div>${waits && again}`,
  );
}

/** Nothing of the bill is shown: the parameters name none, or somebody else is its payee. */
function strangerPage(refusal: ConfirmRefusal, visit: Visit): Answer {
  const other =
    refusal === "payee_mismatch" && html`<a class="plain" href="${visit.switchTo}">切换微信用户</a>`;
  return page(
    "确认收款",
    html`${STYLE}${bar("确认收款", { white: true })}<section class="end"><div class="ring" aria-hidden="true">!</div><h2>${CONFIRM_REFUSALS[refusal]}</h2><div class="muted">没有收款，可以放心返回</div></section>
<div class="actions"><a class="primary" href="${withResult(visit.back, "transfer", "fail")}">返回商家</a>${other}</div>`,
  );
}

/** GET /__wechat/transfer: what `wx.requestMerchantTransfer` shows, and afterwards what became of it. */
export function transferPage(platform: Platform, exchange: Exchange): Answer {
  const visit = readVisit(exchange.query);
  const user = visitor(platform, exchange);
  if (user === undefined) return redirect(visit.switchTo);
  const checked = checkConfirmable(platform, namedTransfer(platform, exchange.query), user.openid);
  if (checked.refusal === undefined)
    return confirmPage(transferRules(platform.database), checked.transfer, user, visit);
  if (checked.transfer === undefined) return strangerPage(checked.refusal, visit);
  return endPage(checked.refusal, checked.transfer, user, visit);
}

/** POST /__wechat/transfer/confirm: a second tap finds the bill confirmed and goes the same way. */
export function confirmInPage(platform: Platform, exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.body.toString("utf8"));
  const visit = readVisit(form);
  const user = visitor(platform, exchange);
  if (user === undefined) return redirect(visit.switchTo);
  const checked = checkConfirmable(platform, namedTransfer(platform, form), user.openid);
  if (checked.refusal === undefined) {
    commitConfirm(platform, checked.transfer);
    platform.scheduler.wake();
  }
  return redirect(`/__wechat/transfer?${visit.given}`);
}

/** The address of a bill's page, and back to `back`. */
export function transferAddress(platform: Platform, packageInfo: string, back: string): string {
  const { mchid, appid } = platform.keys.credentials;
  const query = new URLSearchParams({ mchId: mchid, appId: appid, package: packageInfo, back });
  return `/__wechat/transfer?${query}`;
}
