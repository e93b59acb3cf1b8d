/** The two long ones of the yardstick: an order with all its rows, and its payment. */
import { ownerOf } from "@banyan/kernel";
import { newNumber } from "@banyan/server/number.ts";
import { copyContact } from "@banyan/server/order/contact.ts";
import type { Seal } from "@banyan/server/seal/seal.ts";
import type { PaymentFact } from "@banyan/wechat";
import { type Sender, shown } from "./naive-sender.ts";

/** @returns the order's number */
export async function submitFacts(
  sender: Sender,
  seal: Seal,
  buyer: bigint,
  quoteId: string,
): Promise<string> {
  const id = String(buyer);
  const quote = await sender.row<{
    request: { lines: { sku_id: string; quantity: number }[]; address_id: string };
  }>("SELECT * FROM quote WHERE buyer_id = $1 AND id = $2 AND expires_at > now()", [id, quoteId]);
  if (
    (await sender.rows("SELECT no FROM orders WHERE buyer_id = $1 AND quote_id = $2", [id, quoteId])).length >
    0
  )
    throw new Error("ordered before");
  const lines = await shown(sender, quote.request.lines);
  const address = await sender.row<{
    id: string;
    region_code: string;
    contact_sealed: Buffer;
    is_default: boolean;
  }>("SELECT * FROM address WHERE customer_id = $1 AND id = $2", [id, quote.request.address_id]);
  await sender.rows("SELECT * FROM promoter WHERE owner_id = $1", [id]);
  const bound = await sender.row<{ promoter_id: string }>(
    "SELECT * FROM binding WHERE customer_id = $1 AND ended_at IS NULL AND expires_at > now()",
    [id],
  );
  const promoter = await sender.row<{ tier_id: string }>("SELECT * FROM promoter WHERE owner_id = $1", [
    bound.promoter_id,
  ]);
  const no = newNumber("order", buyer, new Date());
  const contact = copyContact(seal, buyer, no, {
    ...{ id: BigInt(address.id), regionCode: address.region_code },
    ...{ contactSealed: address.contact_sealed, isDefault: address.is_default },
  });
  const payable = lines.reduce((sum, { fen }) => sum + fen, 0);
  const member = { id: bound.promoter_id, tier: promoter.tier_id, active: true };
  await sender.together(async (inside) => {
    await inside.rows(
      `INSERT INTO orders (buyer_id, no, quote_id, state, goods_fen, discount_fen, freight_fen, payable_fen, region_code, created_at,
         created_date, close_due_at, referrer_id, earning)
       VALUES ($1, $2, $3, 'awaiting_payment', $4, 0, 0, $4, $5, now(), business_date(now()), now() + interval '30 minutes', $6, true)`,
      [id, no, quoteId, payable, address.region_code, bound.promoter_id],
    );
    await insertLines(inside, { id, no, member }, lines);
    await inside.rows(
      "INSERT INTO order_contact (buyer_id, order_no, contact_sealed, masked) VALUES ($1, $2, $3, $4)",
      [id, no, contact.sealed, contact.masked],
    );
    await inside.rows(
      "INSERT INTO order_event (buyer_id, order_no, kind, event_at) VALUES ($1, $2, 'submitted', now())",
      [id, no],
    );
    await takeUnits(inside, { id, no }, lines);
  });
  return no;
}

type Lines = Awaited<ReturnType<typeof shown>>;

async function insertLines(
  inside: Sender,
  { id, no, member }: { id: string; no: string; member: { id: string; tier: string } },
  lines: Lines,
): Promise<void> {
  for (const [index, { line, sku, name, category, fen }] of lines.entries()) {
    const share = { position: "1", kind: "referral", promoter: member.id, tier: member.tier, rule: "p1" };
    const granted = String(Math.floor(fen / 10));
    await inside.rows(
      `INSERT INTO order_line (buyer_id, order_no, line_no, product_id, sku_id, name, spec, picture, fulfilment, price_fen, quantity,
         net_fen, base_fen, cost_fen, category_path, plan_version, chain, shares)
       VALUES ($1, $2, $3, $4, $5, $6, '[]', '', 'parcel', $7, $8, $9, $9, 0, ARRAY[$10::bigint], 1, $11, $12)`,
      [
        ...[id, no, index + 1, sku.product_id, sku.id, name, sku.price_fen, line.quantity, fen, category],
        ...[JSON.stringify([member]), JSON.stringify([{ ...share, gross_fen: granted, fen: granted }])],
      ],
    );
  }
}

async function takeUnits(
  inside: Sender,
  { id, no }: { id: string; no: string },
  lines: Lines,
): Promise<void> {
  for (const { line } of lines.toSorted((a, b) => Number(a.line.sku_id) - Number(b.line.sku_id))) {
    await inside.row(
      "UPDATE sku_stock SET held = held + $2 WHERE sku_id = $1 AND on_hand - held >= $2 RETURNING sku_id",
      [line.sku_id, line.quantity],
    );
    await inside.rows("INSERT INTO stock_hold (sku_id, order_no, quantity) VALUES ($1, $2, $3)", [
      ...[line.sku_id, no, line.quantity],
    ]);
    await inside.rows("DELETE FROM cart_line WHERE customer_id = $1 AND sku_id = $2", [id, line.sku_id]);
  }
}

const CONSUMERS = ["stock", "statistics", "notice", "posting"];

export async function payFacts(sender: Sender, fact: PaymentFact): Promise<void> {
  const id = String(ownerOf("payment", fact.outTradeNo));
  await sender.together(async (inside) => {
    const attempt = await inside.row<{ order_no: string; amount_fen: string; state: string }>(
      "SELECT * FROM payment_attempt WHERE buyer_id = $1 AND no = $2 FOR UPDATE",
      [id, fact.outTradeNo],
    );
    const { order_no: no } = attempt;
    if (BigInt(attempt.amount_fen) !== fact.amountFen) throw new Error("another sum");
    if (attempt.state === "paid") return;
    await inside.row("SELECT * FROM orders WHERE buyer_id = $1 AND no = $2 FOR UPDATE", [id, no]);
    await inside.rows(
      `INSERT INTO payment_fact (buyer_id, transaction_id, payment_no, amount_fen, source, event_at)
       VALUES ($1, $2, $3, $4, 'callback', $5)`,
      [id, fact.transactionId, fact.outTradeNo, attempt.amount_fen, fact.successTime],
    );
    await inside.rows(
      "UPDATE payment_attempt SET state = 'paid', transaction_id = $3, paid_at = now() WHERE buyer_id = $1 AND no = $2",
      [id, fact.outTradeNo, fact.transactionId],
    );
    await inside.rows(
      `UPDATE orders SET state = 'awaiting_shipment', paid_at = now(), paid_date = business_date(now()), close_due_at = NULL
       WHERE buyer_id = $1 AND no = $2`,
      [id, no],
    );
    await inside.rows(
      "INSERT INTO order_event (buyer_id, order_no, kind, event_at) VALUES ($1, $2, 'paid', now())",
      [id, no],
    );
    for (const consumer of CONSUMERS) {
      await inside.rows(
        `INSERT INTO outbox (owner_id, topic, consumer, ref, body, order_no, event_at) VALUES ($1, 'order.paid', $2, $3, '{}', $4, now())`,
        [id, consumer, no, consumer === "posting" ? no : null],
      );
    }
  });
}
