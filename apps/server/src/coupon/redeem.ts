/** A code → a coupon. What is no code, what is used up and what is another person's all get the same answer. */
import type { CouponGrant } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { take } from "./claim.ts";
import { type CodeRow, countTry, findCode, forgiveTry, takeCode } from "./code-store.ts";
import { selectGrantsOf } from "./grant-store.ts";
import { selectClaimFacts } from "./store.ts";
import { grantOf } from "./terms.ts";

/** Wrong codes an hour. Codes of a batch have 60 random bits, so this is about the short ones that operators think up. */
const MOST_WRONG = 8;

/** @throws Refusal coupon_guesses, coupon_code_unknown; with a right code those of a claim */
export async function redeemCode(
  services: Services,
  customerId: bigint,
  typed: string,
): Promise<CouponGrant> {
  const code = typed.replaceAll(/[ -]/g, "").toUpperCase();
  const { query } = services.database;
  if ((await countTry(query, customerId)) > MOST_WRONG) refuse("coupon_guesses");
  const found = await findCode(query, code);
  if (found === null || (found.taken_by !== null && found.taken_by !== customerId))
    refuse("coupon_code_unknown");
  await forgiveTry(query, customerId);
  return found.taken_by === customerId
    ? again(services, customerId, code)
    : first(services, customerId, code, found);
}

/** The shared counter, or the code's own row, is touched last. */
async function first(
  services: Services,
  customerId: bigint,
  code: string,
  { coupon_id, shared }: CodeRow,
): Promise<CouponGrant> {
  return services.database.transact(async (tx) => {
    const facts = (await selectClaimFacts(tx, customerId, coupon_id)) ?? refuse("coupon_code_unknown");
    const eventKey = shared ? null : keyOf(code);
    const grant = await take(tx, customerId, facts, { source: "code", eventKey });
    if (!shared && !(await takeCode(tx, code, customerId, facts.now))) refuse("coupon_code_unknown");
    return grant;
  });
}

async function again(services: Services, customerId: bigint, code: string): Promise<CouponGrant> {
  const [grant] = await selectGrantsOf(services.database.query, customerId, keyOf(code));
  return grant ? grantOf(grant) : refuse("coupon_code_unknown");
}

/** With an end of its own: no key is the beginning of another. */
function keyOf(code: string): string {
  return `code:${code}:`;
}
