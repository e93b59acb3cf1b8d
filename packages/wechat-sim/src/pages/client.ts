import { type Answer, type Exchange, json, readObject } from "../http.ts";
import { login } from "../identity/code2session.ts";
import { addAccepts, findTemplate } from "../notice/store.ts";
import type { Platform } from "../platform.ts";
import { visitor } from "./visitor.ts";

/** GET /__wechat/client/me: who this browser is, `{}` when nobody. */
export function clientMe(platform: Platform, exchange: Exchange): Answer {
  const user = visitor(platform, exchange);
  return json(
    200,
    user === undefined ? {} : { openid: user.openid, nickname: user.nickname, avatar: user.avatar },
  );
}

/** POST /__wechat/client/login: what `wx.login` gives, or 401 when nobody was picked yet. */
export function clientLogin(platform: Platform, exchange: Exchange): Answer {
  const user = visitor(platform, exchange);
  return user === undefined
    ? json(401, { need_user: true })
    : json(200, { code: login(platform, user.openid) });
}

/** `wx.requestSubscribeMessage` takes at most this many templates (docs/WECHAT.md 5.3). */
const MAX_TEMPLATES = 5;

/** POST /__wechat/client/subscribe {tmplIds}: the user accepts one message of each template. */
export function clientSubscribe(platform: Platform, exchange: Exchange): Answer {
  const fail = (errCode: number, reason: string) =>
    json(400, { errMsg: `requestSubscribeMessage:fail ${reason}`, errCode });
  const user = visitor(platform, exchange);
  if (user === undefined) return json(401, { need_user: true });
  const ids: unknown = readObject(exchange)?.["tmplIds"];
  if (!Array.isArray(ids) || ids.length === 0) return fail(10001, "TmplIds can't be empty");
  if (ids.length > MAX_TEMPLATES) return fail(20003, "Templates count out of max bounds");
  const { database } = platform;
  const wanted = [...new Set(ids.map(String))];
  if (wanted.some((id) => findTemplate(database, id) === undefined)) {
    return fail(20001, "No template data return, verify the template id exist");
  }
  database.transaction(() => {
    for (const id of wanted) addAccepts(database, user.openid, id, 1);
  });
  const results = Object.fromEntries(wanted.map((id) => [id, "accept"]));
  return json(200, { errMsg: "requestSubscribeMessage:ok", ...results });
}
