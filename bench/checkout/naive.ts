/**
 * The yardstick: the same five requests as a careful first version would answer them. A bare node:http server without framework and
 * without checks of input or output, the same WeChat client, sealing and tables, but a statement per row and thing, none of them named, and
 * a transaction wherever something is written. It grants what the bench's plan grants: 10 % to the one who bound the buyer.
 */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { newNumber } from "@banyan/server/number.ts";
import { createSeal } from "@banyan/server/seal/seal.ts";
import { hashToken } from "@banyan/server/session/session.ts";
import { createWechat } from "@banyan/wechat";
import { readCredentials } from "@banyan/wechat-sim";
import pg from "pg";
import { payFacts, submitFacts } from "./naive-order.ts";
import { type Line, Sender, shown } from "./naive-sender.ts";

const need = (name: string): string => process.env[name] ?? "";
const pool = new pg.Pool({ connectionString: need("DATABASE_URL"), max: 20, options: "-c jit=off" });
const seal = createSeal(
  Buffer.from(readFileSync(join(need("BANYAN_DATA_DIR"), "master.key"), "utf8").trim(), "base64"),
);
const credentials = readCredentials(join(need("BANYAN_DATA_DIR"), "wechat-sim"));
const wechat = createWechat({
  apiBase: need("BANYAN_SIMULATOR_URL"),
  payBase: need("BANYAN_SIMULATOR_URL"),
  appid: credentials.appid,
  secret: credentials.secret,
  mchid: credentials.mchid,
  merchantSerial: credentials.merchant_serial,
  merchantPrivateKeyPem: credentials.merchant_private_key_pem,
  apiV3Key: credentials.api_v3_key,
  publicKeyId: credentials.wechatpay_public_key_id,
  publicKeys: { [credentials.wechatpay_public_key_id]: credentials.wechatpay_public_key_pem },
});

async function customerOf(sender: Sender, request: IncomingMessage): Promise<{ id: bigint; openid: string }> {
  const token = (request.headers.authorization ?? "").replace("Bearer ", "");
  const found = await sender.row<{ customer_id: string; openid: string }>(
    "SELECT customer_id, openid FROM session WHERE token_hash = $1 AND expires_at > now()",
    [hashToken(token)],
  );
  return { id: BigInt(found.customer_id), openid: found.openid };
}

async function cart(sender: Sender, request: IncomingMessage) {
  const { id } = await customerOf(sender, request);
  const lines = await sender.rows<Line>(
    "SELECT sku_id, quantity FROM cart_line WHERE customer_id = $1 ORDER BY added_at DESC",
    [String(id)],
  );
  const seen = await shown(sender, lines);
  return { lines: seen.map(({ line, sku, name }) => ({ ...line, name, price_fen: Number(sku.price_fen) })) };
}

async function quote(sender: Sender, request: IncomingMessage, wanted: { lines: Line[] }) {
  const { id } = await customerOf(sender, request);
  const lines = await shown(sender, wanted.lines);
  await sender.rows("SELECT * FROM coupon_grant WHERE customer_id = $1 AND state = 'usable'", [String(id)]);
  const address = await sender.row<{ id: string }>(
    "SELECT * FROM address WHERE customer_id = $1 AND is_default",
    [String(id)],
  );
  const payable = lines.reduce((sum, { fen }) => sum + fen, 0);
  const asked = { source: "cart", lines: wanted.lines, address_id: address.id, coupon: null };
  const made = await sender.row<{ id: string }>(
    `INSERT INTO quote (buyer_id, request, payable_fen, created_at, expires_at)
     VALUES ($1, $2, $3, now(), now() + interval '15 minutes') RETURNING id`,
    [String(id), JSON.stringify(asked), payable],
  );
  return {
    id: made.id,
    payable_fen: payable,
    lines: lines.map(({ line, name, fen }) => ({ ...line, name, fen })),
  };
}

async function submit(sender: Sender, request: IncomingMessage, wanted: { quote_id: string }) {
  const { id } = await customerOf(sender, request);
  return { no: await submitFacts(sender, seal, id, wanted.quote_id) };
}

async function pay(sender: Sender, request: IncomingMessage, no: string) {
  const { id, openid } = await customerOf(sender, request);
  const attempt = await sender.together(async (inside) => {
    const order = await inside.row<{ payable_fen: string }>(
      "SELECT * FROM orders WHERE buyer_id = $1 AND no = $2 FOR UPDATE",
      [String(id), no],
    );
    await inside.rows(
      "SELECT * FROM payment_attempt WHERE buyer_id = $1 AND order_no = $2 AND state IN ('created', 'open')",
      [String(id), no],
    );
    const fresh = newNumber("payment", id, new Date());
    await inside.rows(
      `INSERT INTO payment_attempt (buyer_id, no, order_no, amount_fen, openid, created_at) VALUES ($1, $2, $3, $4, $5, now())`,
      [String(id), fresh, no, order.payable_fen, openid],
    );
    return { no: fresh, fen: BigInt(order.payable_fen) };
  });
  const answer = await wechat.prepay({
    ...{ description: "古树茶", outTradeNo: attempt.no, amountFen: attempt.fen, openid },
    notifyUrl: `${need("BANYAN_PUBLIC_URL")}/webhooks/wechat/pay`,
  });
  if (answer.kind !== "ok") throw new Error(`prepay: ${JSON.stringify(answer)}`);
  await sender.rows(
    "UPDATE payment_attempt SET state = 'open', prepay_id = $3, prepay_at = now() WHERE buyer_id = $1 AND no = $2",
    [String(id), attempt.no, answer.value.prepayId],
  );
  return { params: wechat.payParams(answer.value.prepayId) };
}

async function answer(sender: Sender, request: IncomingMessage, raw: Buffer): Promise<object | null> {
  const url = request.url ?? "";
  if (url === "/webhooks/wechat/pay") {
    const told = wechat.openCallback(request.headers, raw);
    if (told.kind !== "payment") throw new Error(`callback: ${told.kind}`);
    await payFacts(sender, told.fact);
    return null;
  }
  const body = raw.length > 0 ? JSON.parse(raw.toString("utf8")) : {};
  if (url === "/api/v1/cart") return cart(sender, request);
  if (url === "/api/v1/quotes") return quote(sender, request, body);
  if (url === "/api/v1/orders") return submit(sender, request, body);
  const no = /^\/api\/v1\/orders\/(\w+)\/payment$/.exec(url)?.[1];
  if (no === undefined) throw new Error(`no such address: ${url}`);
  return pay(sender, request, no);
}

const say = (entry: object) => process.stdout.write(`${JSON.stringify(entry)}\n`);

createServer(async (request, response) => {
  const sender = new Sender(pool);
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const value = await answer(sender, request, Buffer.concat(chunks));
    response.writeHead(value ? 200 : 204, { "content-type": "application/json" });
    response.end(value ? JSON.stringify(value) : undefined);
  } catch (error) {
    response.writeHead(500, { "content-type": "application/json" });
    response.end(JSON.stringify({ message: String(error) }));
  }
  say({
    event: "request",
    method: request.method,
    path: request.url,
    status: response.statusCode,
    statements: sender.statements,
  });
}).listen(Number(need("BANYAN_PORT")), "127.0.0.1", () => say({ event: "started" }));
process.on("SIGTERM", () => process.exit(0));
