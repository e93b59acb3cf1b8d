/** What a person does with a review of theirs afterwards: add to it once, take it back, leave it behind nameless. */
import { APPEND_DAYS, type OwnReview } from "@banyan/contract";
import { appendRefusal } from "@banyan/domain";
import { ownerOf } from "@banyan/kernel";
import { requireOpen } from "../customer/open.ts";
import type { Tx } from "../db/database.ts";
import { refuse } from "../http/refusal.ts";
import { leavePictures } from "../media/left.ts";
import { requirePictures } from "../media/media.ts";
import type { Services } from "../services.ts";
import { hashOf } from "./create.ts";
import { firstCheck } from "./first-check.ts";
import { appendFacts, ownOf } from "./read.ts";
import { findOwn } from "./read-store.ts";
import { blankAuthor, insertAppended, lockAllOwn, lockOwn, removeOwn } from "./store.ts";

/**
 * @throws Refusal not_found, review_appended, review_hidden, review_late, request_key_reused, invalid_input at a picture
 */
export async function appendReview(
  services: Services,
  customerId: bigint,
  input: { request_key: string; review_id: string; text: string; pictures: string[] },
): Promise<OwnReview> {
  const no = input.review_id;
  if (ownerOf("review", no) !== customerId) refuse("not_found", { field: "review_id" });
  await requirePictures(
    services,
    input.pictures.map((url, i) => ({ url, field: `pictures.${i}` })),
  );
  const requestHash = hashOf([input.text, input.pictures]);
  const setting = await services.settings.get("review");
  await services.database.transact(async (tx) => {
    await requireOpen(tx, customerId);
    const row = (await lockOwn(tx, customerId, no)) ?? refuse("not_found", { field: "review_id" });
    if (row.appended_key === input.request_key) {
      if (row.appended_hash !== requestHash) refuse("request_key_reused");
      return;
    }
    const refusal = appendRefusal(appendFacts(row), { now: row.now, days: APPEND_DAYS });
    if (refusal) refuse(refusal);
    await insertAppended(tx, {
      customerId,
      no,
      text: input.text,
      pictures: input.pictures,
      checked: firstCheck(input.text, setting).checked,
      requestKey: input.request_key,
      requestHash,
      at: row.now,
    });
  });
  const row = (await findOwn(services.database.query, customerId, no)) ?? refuse("not_found");
  return ownOf(row);
}

/** For good, for everybody. A second time changes nothing. @throws Refusal not_found where it is nobody's or another person's */
export async function removeReview(services: Services, customerId: bigint, no: string): Promise<void> {
  if (ownerOf("review", no) !== customerId) refuse("not_found", { field: "review_id" });
  await services.database.transact(async (tx) => {
    const row = await lockOwn(tx, customerId, no);
    if (!row) return;
    await removeOwn(tx, customerId, no, row.now);
    await leavePictures(tx, row.all_pictures);
  });
}

/**
 * Closing an account: what others rely on when they buy, stars and words, stays without a name; pictures may show the person and go.
 * Idempotent.
 * @returns addresses of the pictures
 */
export async function leaveReviews(tx: Tx, customerId: bigint): Promise<string[]> {
  const pictures = await lockAllOwn(tx, customerId);
  await blankAuthor(tx, customerId);
  return pictures;
}
