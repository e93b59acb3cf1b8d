import { type Exchange, readObject } from "../http.ts";
import { findUser } from "../identity/store.ts";
import type { Platform } from "../platform.ts";
import { checkToken } from "../token/stable-token.ts";
import { refuse, type WeixinAnswer } from "../weixin/answer.ts";
import { findTemplate, insertMessage, type MessageLine, takeAccept } from "./store.ts";
import { fieldAccepts, type Template } from "./template.ts";

const KEYS = ["touser", "template_id", "page", "data", "miniprogram_state", "lang"];
const STATES = ["developer", "trial", "formal"];
const LANGUAGES = ["zh_CN", "en_US", "zh_HK", "zh_TW"];

/** The lines of the card, or the name of the field that is missing, extra, empty or of the wrong kind. */
function readLines(template: Template, data: unknown): MessageLine[] | { wrong: string } {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return { wrong: "data" };
  const given = data as Record<string, unknown>;
  const extra = Object.keys(given).find((key) => !Object.hasOwn(template.fields, key));
  if (extra !== undefined) return { wrong: `data.${extra}` };
  const lines: MessageLine[] = [];
  for (const [key, label] of Object.entries(template.fields)) {
    const cell = given[key];
    const value = typeof cell === "object" && cell !== null && "value" in cell ? cell.value : undefined;
    if (typeof value !== "string" || !fieldAccepts(key, value)) return { wrong: `data.${key}.value` };
    lines.push({ key, label, value });
  }
  return lines;
}

function checkOptions(body: Record<string, unknown>): WeixinAnswer | undefined {
  // An access_token in the body lands here too: it belongs into the address (docs/WECHAT.md 1.2).
  const unknown = Object.keys(body).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return refuse(47001, `data format error hint: unknown field ${unknown}`);
  const page = body["page"] ?? "";
  if (typeof page !== "string" || page.length > 1024) return refuse(41030, "invalid page");
  const state = body["miniprogram_state"] ?? "formal";
  if (!STATES.includes(String(state))) return refuse(47003, "argument invalid! miniprogram_state");
  if (!LANGUAGES.includes(String(body["lang"] ?? "zh_CN"))) return refuse(47003, "argument invalid! lang");
  return undefined;
}

/** POST /cgi-bin/message/subscribe/send. One accept pays for one message (docs/WECHAT.md 5.3). */
export function sendSubscribeMessage(platform: Platform, exchange: Exchange): WeixinAnswer {
  if (exchange.method !== "POST") return refuse(43002, "require POST method");
  const refusedToken = checkToken(platform, exchange);
  if (refusedToken !== undefined) return refusedToken;
  const body = readObject(exchange);
  if (body === undefined) return refuse(47001, "data format error");
  const refusedOption = checkOptions(body);
  if (refusedOption !== undefined) return refusedOption;
  const { database, clock } = platform;
  const user = findUser(database, String(body["touser"] ?? ""));
  if (user === undefined) return refuse(40003, "invalid openid");
  const template = findTemplate(database, String(body["template_id"] ?? ""));
  if (template === undefined) return refuse(40037, "invalid template_id");
  const lines = readLines(template, body["data"]);
  if ("wrong" in lines) return refuse(47003, `argument invalid! ${lines.wrong} invalid`);
  return database.transaction(() => {
    if (!takeAccept(database, user.openid, template.template_id))
      return refuse(43101, "user refuse to accept the msg");
    const id = insertMessage(database, {
      openid: user.openid,
      template_id: template.template_id,
      title: template.title,
      page: String(body["page"] ?? ""),
      lines,
      sent_at: clock.now(),
    });
    return { errcode: 0, errmsg: "ok", msgid: id };
  });
}
