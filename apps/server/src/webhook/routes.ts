/** WeChat's callbacks: raw bytes in, verified, decrypted, applied once, answered within 5 s. Refused ones change nothing. */
import type { CallbackResult, TransferCallbackResult } from "@banyan/wechat";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { measured } from "../db/measure.ts";
import { Refusal } from "../http/refusal.ts";
import { applyPaid } from "../payment/apply.ts";
import { applyRefund } from "../refund/apply.ts";
import type { Services } from "../services.ts";
import { applyTransfer } from "../withdrawal/apply.ts";

export function registerWebhooks(app: FastifyInstance, services: Services): void {
  // The signature is over the bytes as sent; parsing comes after it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer", bodyLimit: 64 * 1024 },
    (_request, body, done) => done(null, body),
  );
  const answer = (kind: Kind) => async (request: FastifyRequest, reply: FastifyReply) => {
    const began = performance.now();
    const { value, cost } = await measured(() => take(services, kind, request));
    services.log.info("request", {
      id: request.id,
      method: "POST",
      path: request.url,
      status: value.status,
      statements: cost.statements,
      db_ms: Math.round(cost.databaseMs),
      ms: Math.round(performance.now() - began),
    });
    if (value.status === 204) return reply.status(204).send();
    // The shape WeChat asks for (Pay v3, answers to callbacks).
    return reply.status(value.status).send({ code: "FAIL", message: value.message });
  };
  app.post("/webhooks/wechat/pay", answer("payment"));
  app.post("/webhooks/wechat/refund", answer("refund"));
  app.post("/webhooks/wechat/transfer", answer("transfer"));
}

type Kind = "payment" | "refund" | "transfer";

interface Taken {
  status: number;
  message: string;
}
const DONE: Taken = { status: 204, message: "" };

async function take(services: Services, expected: Kind, request: FastifyRequest): Promise<Taken> {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const result = await open(services, expected, request, raw);
  if (result.kind === "refused") {
    services.log.warn("callback refused", { id: request.id, reason: result.reason });
    return { status: 401, message: "签名验证失败" };
  }
  if (result.kind === "ignored") return DONE;
  if (result.kind !== expected) return { status: 400, message: "回调类型不符" };
  try {
    if (result.kind === "payment") await applyPaid(services, result.fact, "callback");
    else if (result.kind === "refund") await applyRefund(services, result.fact, "callback");
    else await applyTransfer(services, result.fact, "callback");
    return DONE;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, message: error.message };
  }
}

/** The signature first, then what it says. */
async function open(
  services: Services,
  expected: Kind,
  request: FastifyRequest,
  raw: Buffer,
): Promise<CallbackResult | TransferCallbackResult> {
  const wechat = await services.wechat.current();
  if (!wechat) return { kind: "refused", reason: "unknown_serial" };
  return expected === "transfer"
    ? wechat.client.parseTransferCallback(request.headers, raw)
    : wechat.client.openCallback(request.headers, raw);
}
