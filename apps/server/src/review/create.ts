/** A customer reviews lines of one order. The request key makes a double tap one review each; two devices make one too. */
import { createHash } from "node:crypto";
import type { OwnReview, ReviewLineInput } from "@banyan/contract";
import { ownerOf } from "@banyan/kernel";
import { requireOpen } from "../customer/open.ts";
import { refuse } from "../http/refusal.ts";
import { requirePictures } from "../media/media.ts";
import { newNumber } from "../number.ts";
import type { Services } from "../services.ts";
import { firstCheck } from "./first-check.ts";
import { ownOf, refusalOf } from "./read.ts";
import { ownOfOrder } from "./read-store.ts";
import { findByKey, insertReviews, selectFacts } from "./store.ts";

export interface ReviewRequest {
  request_key: string;
  order_no: string;
  reviews: ReviewLineInput[];
}

/**
 * All of them or none.
 * @throws Refusal order_not_found, review_not_yet, review_done, review_refunded, review_late, request_key_reused, invalid_input at a picture
 */
export async function createReviews(
  services: Services,
  customerId: bigint,
  input: ReviewRequest,
): Promise<OwnReview[]> {
  if (ownerOf("order", input.order_no) !== customerId) refuse("order_not_found", { field: "order_no" });
  const requestHash = hashOf(input.reviews);
  const known = await findByKey(services.database.query, customerId, input.request_key);
  if (known) return repeat(services, { customerId, input, requestHash, known });
  await requirePictures(
    services,
    input.reviews.flatMap((review, at) =>
      review.pictures.map((url, i) => ({ url, field: `reviews.${at}.pictures.${i}` })),
    ),
  );
  try {
    await write(services, { customerId, input, requestHash });
  } catch (error) {
    // Two taps at once: the second waited for the first one's rows and finds them.
    const first =
      (error as { code?: string }).code === "review_done"
        ? await findByKey(services.database.query, customerId, input.request_key)
        : null;
    if (first) return repeat(services, { customerId, input, requestHash, known: first });
    throw error;
  }
  return answer(services, customerId, input);
}

interface Writing {
  customerId: bigint;
  input: ReviewRequest;
  requestHash: string;
}

async function write(services: Services, { customerId, input, requestHash }: Writing): Promise<void> {
  const setting = await services.settings.get("review");
  await services.database.transact(async (tx) => {
    await requireOpen(tx, customerId);
    const facts = await selectFacts(tx, customerId, input.order_no);
    const { now } = facts[0] ?? refuse("order_not_found", { field: "order_no" });
    for (const [at, { line_no }] of input.reviews.entries()) {
      const field = `reviews.${at}.line_no`;
      const line = facts.find((fact) => fact.line_no === line_no);
      const refusal = line ? refusalOf(line) : "order_not_found";
      if (refusal) refuse(refusal, { field });
    }
    const made = await insertReviews(tx, {
      customerId,
      orderNo: input.order_no,
      requestKey: input.request_key,
      requestHash,
      at: now,
      rows: input.reviews.map((review) => ({
        ...review,
        ...firstCheck(review.text, setting),
        no: newNumber("review", customerId, now),
      })),
    });
    const missing = input.reviews.findIndex(({ line_no }) => !made.includes(line_no));
    if (missing !== -1) refuse("review_done", { field: `reviews.${missing}.line_no` });
  });
}

async function repeat(
  services: Services,
  { customerId, input, requestHash, known }: Writing & { known: { order_no: string; request_hash: string } },
): Promise<OwnReview[]> {
  if (known.order_no !== input.order_no || known.request_hash !== requestHash) refuse("request_key_reused");
  return answer(services, customerId, input);
}

async function answer(services: Services, customerId: bigint, input: ReviewRequest): Promise<OwnReview[]> {
  const asked = new Set(input.reviews.map(({ line_no }) => line_no));
  const rows = await ownOfOrder(services.database.query, customerId, input.order_no);
  return rows.filter(({ line_no }) => asked.has(line_no)).map(ownOf);
}

/** Of what the contract made of a request, so that two ways to write the same are the same. */
export function hashOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
