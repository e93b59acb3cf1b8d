import { type Answer, ok, unknown } from "../answer.ts";
import { send } from "../http.ts";
import { type JsonObject, parseObject } from "../json.ts";

/** Busy, and the two rate limits of api.weixin.qq.com: the same question may get another answer later. */
const ASK_LATER = new Set([-1, 45009, 45011]);

/**
 * One call of api.weixin.qq.com. Its HTTP status is 200 even when it refuses; `errcode` decides, and success may
 * omit it (docs/WECHAT.md 1).
 */
export async function callApi(request: {
  method: "GET" | "POST";
  url: URL;
  body?: object;
}): Promise<Answer<JsonObject>> {
  const reply = await send({
    method: request.method,
    url: request.url,
    ...(request.body === undefined
      ? {}
      : { body: JSON.stringify(request.body), headers: { "Content-Type": "application/json" } }),
  });
  if (reply.kind === "unknown") return reply;
  if (reply.status !== 200) return unknown(`http_${reply.status}`);
  const body = parseObject(reply.body);
  if (body === null) return unknown("bad_body");
  const errcode = body["errcode"] ?? 0;
  if (errcode === 0) return ok(body);
  if (typeof errcode !== "number") return unknown("bad_body");
  if (ASK_LATER.has(errcode)) return unknown(`errcode ${errcode}`);
  return { kind: "refused", code: String(errcode), message: String(body["errmsg"] ?? ""), httpStatus: 200 };
}
