/** Someone opened a share. What it does to the relation is the policy's to say (domain/src/share/touch.ts). */
import type { TOUCH_RESULTS } from "@banyan/contract";
import { type BindingPolicy, decideTouch, isActivePromoter, type TouchAnswer } from "@banyan/domain";
import type { ShareChannel } from "@banyan/kernel";
import { changeRelation, lockRelation } from "../referral/relation.ts";
import type { Services } from "../services.ts";
import { insertTouch } from "./store.ts";
import { selectTouchFacts, type TouchRow } from "./touch-facts-store.ts";

export interface Touched {
  result: (typeof TOUCH_RESULTS)[number];
  promoter: { name: string; avatar: string | null } | null;
  channel: ShareChannel | null;
  product_id: string | null;
  page_id: string | null;
}

interface Rules {
  policy: BindingPolicy;
  agreementVersion: number;
}

/**
 * Two statements, unless a relation begins. Nothing is refused: what is wrong with the code is a result.
 * @param visitorId null for a visitor who is not signed in
 */
export async function touchShare(
  services: Services,
  visitorId: bigint | null,
  input: { code: string; visitor_key: string },
): Promise<Touched> {
  const [promoter, referral] = await Promise.all([
    services.settings.get("promoter"),
    services.settings.get("referral"),
  ]);
  const rules: Rules = {
    policy: {
      policy: referral.policy,
      validDays: referral.valid_days,
      protectDays: referral.protect_days,
    },
    agreementVersion: promoter.agreement_version,
  };
  const facts = await selectTouchFacts(services.database.query, input.code, visitorId);
  let answer = decide(facts, visitorId, rules);
  if ("change" in answer && visitorId !== null) answer = await change(services, visitorId, input.code, rules);
  const { share } = facts;
  if (share !== null && answer.counts) {
    await insertTouch(services.database.query, {
      ownerId: BigInt(share.owner_id),
      code: input.code,
      visitorKey: input.visitor_key,
      visitorId,
      at: facts.now,
    });
  }
  const good = share !== null && answer.result !== "expired";
  return {
    result: answer.result,
    promoter: good ? { name: share.name || "微信用户", avatar: share.avatar } : null,
    channel: good ? share.channel : null,
    product_id: good ? share.product_id : null,
    page_id: good ? share.page_id : null,
  };
}

/** Decides again with the customer locked: of two visits at once, the second sees what the first has done. */
async function change(
  services: Services,
  customerId: bigint,
  code: string,
  rules: Rules,
): Promise<TouchAnswer> {
  return services.database.transact(async (tx) => {
    const stands = await lockRelation(tx, customerId);
    const facts = await selectTouchFacts(tx, code, customerId);
    const answer = decide(facts, customerId, rules);
    if (stands && "change" in answer && facts.share !== null) {
      await changeRelation(tx, {
        customerId,
        promoterId: BigInt(facts.share.owner_id),
        shareCode: code,
        change: answer.change,
        now: facts.now,
      });
    }
    return answer;
  });
}

function decide(
  { now, share, is_promoter, standing }: TouchRow,
  visitorId: bigint | null,
  rules: Rules,
): TouchAnswer {
  const sharer = share !== null &&
    share.state !== null &&
    share.agreement_version !== null && { state: share.state, agreementVersion: share.agreement_version };
  return decideTouch(
    {
      share: share && {
        ownerId: BigInt(share.owner_id),
        expiresAt: new Date(share.expires_at),
        active: isActivePromoter(sharer || null, rules.agreementVersion),
      },
      visitor:
        visitorId === null
          ? null
          : {
              id: visitorId,
              isPromoter: is_promoter,
              standing: standing && {
                promoterId: BigInt(standing.promoter_id),
                boundAt: new Date(standing.bound_at),
                expiresAt: new Date(standing.expires_at),
              },
            },
    },
    { policy: rules.policy, now },
  );
}
