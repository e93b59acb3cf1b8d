/** The page of the movable clock, in the look of the simulator's other pages. */
import { bar, page } from "@banyan/wechat-sim/pages/frame.ts";
import { type Html, html, trusted } from "@banyan/wechat-sim/pages/html.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STEPS: readonly { name: string; ms: number; note: string }[] = [
  { name: "+1 小时", ms: HOUR_MS, note: "未付款订单关闭" },
  { name: "+1 天", ms: DAY_MS, note: "新的营业日" },
  { name: "+7 天", ms: 7 * DAY_MS, note: "售后期满，佣金结算" },
  { name: "+25 小时", ms: 25 * HOUR_MS, note: "待确认的提现过期" },
];

const STYLE = trusted(`<style>
.time{margin:8px 16px 4px;padding:22px 24px 24px;border-radius:14px;background:#fff}
.time .date{margin-top:6px;font-size:17px}
.time .clock{font-size:42px;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums}
.time .ahead{margin-top:4px}
.steps{display:grid;grid-template-columns:1fr 1fr;gap:10px;margin:0 16px}
.steps button{min-height:72px;padding:10px 14px;border-radius:12px;background:#fff;text-align:left}
.steps button:active{background:#ececec}
.steps b{display:block;font-size:17px;font-weight:600}
.steps button[disabled],.own button[disabled]{opacity:.5}
.own{display:grid;grid-template-columns:1fr 92px 96px;gap:10px;margin:10px 16px 0;padding:14px;border-radius:12px;background:#fff}
.own input,.own select{min-width:0;height:46px;padding:0 12px;border:0;border-radius:8px;background:#f2f2f2;color:inherit;font:inherit}
.own .primary{min-height:46px;line-height:46px}
@media (max-width:359px){.own{grid-template-columns:1fr 92px}.own .primary{grid-column:1/-1}}
.said{min-height:24px;margin:12px 24px 0;font-size:14px;color:#07863f}
.said.wrong{color:#c8332b}
.due{margin:0 16px 8px;border-radius:14px;overflow:hidden}
.due .cell{justify-content:space-between;min-height:48px}
</style>`);

/** Only this page's own words and numbers from the demo's clock; text goes in as text. */
const SCRIPT = trusted(`<script>
const one = (id) => document.getElementById(id);
let ahead = 0;
const local = (ms) => new Date(ms + 8 * 3600000).toISOString();
const day = (ms) => { const t = local(ms); return Number(t.slice(5, 7)) + "月" + Number(t.slice(8, 10)) + "日"; };
const show = () => {
  const now = Date.now() + ahead;
  one("date").textContent = local(now).slice(0, 4) + "年" + day(now);
  one("clock").textContent = local(now).slice(11, 19);
};
const span = (ms) => {
  const minutes = Math.round(ms / 60000), days = Math.floor(minutes / 1440), hours = Math.floor(minutes % 1440 / 60);
  return [days && days + " 天", hours && hours + " 小时", minutes % 60 && minutes % 60 + " 分钟"].filter(Boolean).join(" ");
};
const take = (reading) => {
  ahead = new Date(reading.now).getTime() - Date.now();
  one("ahead").textContent = reading.offset_ms > 0 ? "比真实时间快 " + span(reading.offset_ms) : "与真实时间一致";
  one("due").replaceChildren(...reading.upcoming.map(({ kind, at }) => {
    const cell = document.createElement("div"), name = document.createElement("span"), when = document.createElement("span");
    cell.className = "cell"; name.className = "muted"; when.className = "num";
    name.textContent = kind; when.textContent = day(new Date(at).getTime()) + " " + local(new Date(at).getTime()).slice(11, 16);
    cell.append(name, when);
    return cell;
  }));
  show();
};
const say = (text, wrong) => { one("said").textContent = text; one("said").classList.toggle("wrong", wrong); };
const ask = async (init) => {
  const response = await fetch("/api/v1/demo/clock", init);
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  take(body);
};
const move = async (ms) => {
  const buttons = document.querySelectorAll("main button");
  for (const button of buttons) button.disabled = true;
  say("", false);
  try {
    await ask({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ advance_ms: ms }) });
    say("已快进 " + span(ms) + "，到期的事几秒内自动完成", false);
    setTimeout(() => ask().catch(() => undefined), 6000);
  } catch (error) {
    say(error instanceof TypeError ? "连不上商城，请稍后再试" : error.message, true);
  }
  for (const button of buttons) button.disabled = false;
};
for (const button of document.querySelectorAll("[data-ms]")) button.addEventListener("click", () => move(Number(button.dataset.ms)));
one("own").addEventListener("submit", (event) => {
  event.preventDefault();
  const ms = Math.round(Number(one("count").value) * Number(one("unit").value));
  if (ms > 0) move(ms); else say("请填写大于 0 的数", true);
});
ask().catch(() => say("读不到业务时间，请刷新重试", true));
setInterval(show, 1000);
</script>`);

function stepButton({ name, ms, note }: (typeof STEPS)[number]): Html {
  return html`<button type="button" data-ms="${ms}"><b>${name}</b><span class="muted">${note}</span></button>`;
}

/** GET /__wechat/clock, as the server sends it. */
export function clockPage(): { status: number; headers: Record<string, string | string[]>; body: string } {
  const answer = page(
    "演示时钟",
    html`${STYLE}${bar("演示时钟", { back: "/__wechat/" })}
<section class="time"><div class="muted">业务时间</div><div class="date" id="date">读取中…</div><div class="clock" id="clock">--:--:--</div><div class="muted ahead" id="ahead"></div></section>
<main><div class="section">快进</div><div class="steps">${STEPS.map(stepButton)}</div>
<form class="own" id="own"><input id="count" type="number" min="0" step="any" inputmode="decimal" placeholder="自定义" aria-label="快进多少" required><select id="unit" aria-label="单位"><option value="${DAY_MS}">天</option><option value="${HOUR_MS}">小时</option><option value="60000">分钟</option></select><button class="primary">快进</button></form>
<p class="said" id="said" role="status"></p></main>
<div class="section">最近到期</div><section class="cells due" id="due"></section>
<footer class="foot">商城与微信模拟一起快进，只能向前；签名、登录与动态码仍用真实时间</footer>${SCRIPT}`,
  );
  if (answer.kind !== "reply") throw new Error("a page is answered at once");
  return { status: answer.status, headers: answer.headers, body: String(answer.body) };
}
