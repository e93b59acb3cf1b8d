import { type Answer, ok, readAnswer, type Unknown, unknown } from "../answer.ts";
import { type Reply, send } from "../http.ts";
import { type JsonObject, parseObject } from "../json.ts";

/** Busy, and the two rate limits of api.weixin.qq.com: the same question may get another answer later. */
const ASK_LATER = new Set([-1, 45009, 45011]);

interface ApiRequest {
  method: "GET" | "POST";
  url: URL;
  body?: object;
}

function sendApi(request: ApiRequest): Promise<Reply | Unknown> {
  return send({
    method: request.method,
    url: request.url,
    ...(request.body === undefined
      ? {}
      : { body: JSON.stringify(request.body), headers: { "Content-Type": "application/json" } }),
  });
}

function readJson(bytes: Buffer): Answer<JsonObject> {
  const body = parseObject(bytes);
  if (body === null) return unknown("bad_body");
  const errcode = body["errcode"] ?? 0;
  if (errcode === 0) return ok(body);
  if (typeof errcode !== "number") return unknown("bad_body");
  if (ASK_LATER.has(errcode)) return unknown(`errcode ${errcode}`);
  return { kind: "refused", code: String(errcode), message: String(body["errmsg"] ?? ""), httpStatus: 200 };
}

/**
 * One call of api.weixin.qq.com. Its HTTP status is 200 even when it refuses; `errcode` decides, and success may
 * omit it (docs/WECHAT.md 1).
 */
export async function callApi(request: ApiRequest): Promise<Answer<JsonObject>> {
  const reply = await sendApi(request);
  if (reply.kind === "unknown") return reply;
  return reply.status === 200 ? readJson(reply.body) : unknown(`http_${reply.status}`);
}

/** Bytes of a picture, `image/jpeg` or `image/png`. */
export interface Picture {
  bytes: Buffer;
  contentType: string;
}

/** The same for a call that answers with a picture, and in JSON when it refuses: the content type tells which. */
export async function callForPicture(request: ApiRequest): Promise<Answer<Picture>> {
  const reply = await sendApi(request);
  if (reply.kind === "unknown") return reply;
  if (reply.status !== 200) return unknown(`http_${reply.status}`);
  const contentType = (reply.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (contentType.startsWith("image/"))
    return reply.body.length > 0 ? ok({ bytes: reply.body, contentType }) : unknown("bad_body");
  return readAnswer<JsonObject, Picture>(readJson(reply.body), () => null);
}
