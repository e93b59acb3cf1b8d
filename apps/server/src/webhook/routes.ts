/** WeChat's callbacks: raw bytes in, verified, decrypted, applied once, answered within 5 s. Refused ones change nothing. */
import type { CallbackResult } from "@banyan/wechat";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../http/refusal.ts";
import { applyPaid } from "../payment/apply.ts";
import { applyRefund } from "../refund/apply.ts";
import type { Services } from "../services.ts";

export function registerWebhooks(app: FastifyInstance, services: Services): void {
  // The signature is over the bytes as sent; parsing comes after it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer", bodyLimit: 64 * 1024 },
    (_request, body, done) => done(null, body),
  );
  const take = (expected: "payment" | "refund") => async (request: FastifyRequest, reply: FastifyReply) => {
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const wechat = await services.wechat.current();
    const result: CallbackResult = wechat
      ? wechat.client.openCallback(request.headers, raw)
      : { kind: "refused", reason: "unknown_serial" };
    if (result.kind === "refused") {
      services.log.warn("callback refused", { id: request.id, reason: result.reason });
      return fail(reply, 401, "签名验证失败");
    }
    if (result.kind === "ignored") return reply.status(204).send();
    if (result.kind !== expected) return fail(reply, 400, "回调类型不符");
    try {
      if (result.kind === "payment") await applyPaid(services, result.fact, "callback");
      else await applyRefund(services, result.fact, "callback");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return fail(reply, error.status, error.message);
    }
    return reply.status(204).send();
  };
  app.post("/webhooks/wechat/pay", take("payment"));
  app.post("/webhooks/wechat/refund", take("refund"));
}

/** The shape WeChat asks for (wechat pay v3, callback answers). */
function fail(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.status(status).send({ code: "FAIL", message });
}
