/** The customer asks for a refund. The request key makes a double tap one case. */
import type { AftersaleDetail } from "@banyan/contract";
import { ownerOf } from "@banyan/kernel";
import { violates } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { wantPictures } from "../media/left.ts";
import type { Services } from "../services.ts";
import type { CustomerActor } from "../session/session.ts";
import { openCase } from "./open.ts";
import { caseDetail } from "./read.ts";
import { findCaseByKey } from "./store.ts";

export interface RefundRequest {
  request_key: string;
  order_no: string;
  lines: { line_no: number; quantity: number; amount_fen: number }[];
  reason: string;
  note: string;
  pictures: string[];
}

/** @throws Refusal not_found, refund_nothing, refund_exceeds, aftersale_open, aftersale_too_late, request_key_reused */
export async function requestCase(
  services: Services,
  customer: CustomerActor,
  input: RefundRequest,
): Promise<AftersaleDetail> {
  if (ownerOf("order", input.order_no) !== customer.id) refuse("not_found", { field: "order_no" });
  const { aftersale_days } = await services.settings.get("order");
  const known = await findCaseByKey(services.database.query, customer.id, input.request_key);
  if (known) return repeat(services, customer, input, known);
  await wantPictures(services.database.query, input.pictures);
  try {
    const { no } = await services.database.transact((tx) =>
      openCase(tx, {
        buyerId: customer.id,
        orderNo: input.order_no,
        requestKey: input.request_key,
        lines: input.lines.map((line) => ({
          lineNo: line.line_no,
          quantity: line.quantity,
          amountFen: BigInt(line.amount_fen),
        })),
        reason: input.reason,
        note: input.note,
        pictures: input.pictures,
        aftersaleDays: aftersale_days,
        shop: null,
      }),
    );
    return caseDetail(services, customer, no);
  } catch (error) {
    // Two taps at once: the second waited for the first one's lock and finds its case.
    const isRepeat =
      violates(error, "aftersale_buyer_id_request_key_key") ||
      (error as { code?: string }).code === "aftersale_open";
    const first = isRepeat
      ? await findCaseByKey(services.database.query, customer.id, input.request_key)
      : null;
    if (first) return repeat(services, customer, input, first);
    throw error;
  }
}

function repeat(
  services: Services,
  customer: CustomerActor,
  input: RefundRequest,
  known: { no: string; order_no: string },
): Promise<AftersaleDetail> {
  if (known.order_no !== input.order_no) refuse("request_key_reused");
  return caseDetail(services, customer, known.no);
}
