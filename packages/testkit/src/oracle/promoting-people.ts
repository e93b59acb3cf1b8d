/** Who promotes, who invited whom, and whose customer somebody is: all that decides who stands in a chain. */
import type { Words } from "./bookkeeper.ts";
import type { BookMember } from "./commission.ts";
import type { BookBinding, BookPromoter, Fact } from "./promoting-shapes.ts";
import { known } from "./refuse.ts";

const OK: Words = ["ok"];

export class People {
  readonly promoters = new Map<string, BookPromoter>();
  readonly bindings = new Map<string, BookBinding>();

  approve({ id, tier, inviter }: Fact<"promoter_approved">): Words {
    if (this.promoters.has(id)) return ["already_promoter"];
    if (inviter === id) return ["own_share"];
    if (inviter !== null && !this.promoters.has(inviter)) return ["invite_invalid"];
    // From now on the inviter stands above; whoever promotes is nobody's customer.
    this.bindings.delete(id);
    const balances = { estimated: 0n, held: 0n, available: 0n, withdrawing: 0n, debt: 0n, paidOut: 0n };
    this.promoters.set(id, { id, tier, inviter, frozen: false, agreed: true, balances });
    return OK;
  }

  change(fact: Fact<"tier_changed" | "frozen" | "unfrozen" | "agreed" | "agreement_outdated">): Words {
    if (fact.kind === "agreement_outdated") {
      for (const promoter of this.promoters.values()) promoter.agreed = false;
      return OK;
    }
    const promoter = this.promoters.get(fact.id);
    if (promoter === undefined) return [fact.kind === "agreed" ? "promoter_needed" : "not_found"];
    if (fact.kind === "tier_changed") promoter.tier = fact.tier;
    else if (fact.kind === "agreed") promoter.agreed = true;
    else promoter.frozen = fact.kind === "frozen";
    return OK;
  }

  bind({ customer, promoter, until }: Fact<"bound">): Words {
    if (customer === promoter) return ["own_share"];
    if (this.promoters.has(customer)) return ["promoter_has_no_binding"];
    if (!this.promoters.has(promoter)) return ["not_a_promoter"];
    this.bindings.set(customer, { promoter, until });
    return OK;
  }

  unbind({ customer, at }: Fact<"unbound">): Words {
    const bound = this.bindings.get(customer);
    if (bound === undefined || at >= bound.until) return ["no_relation"];
    this.bindings.delete(customer);
    return OK;
  }

  /** Who would stand in the chain if this buyer submitted now, and the buyer as a promoter. */
  standing(buyer: string, now: number): { promoter?: BookMember; chain: BookMember[] } {
    const own = this.promoters.get(buyer);
    const bound = this.bindings.get(buyer);
    let next = bound !== undefined && now < bound.until ? bound.promoter : null;
    if (own !== undefined) next = own.inviter;
    const chain: BookMember[] = [];
    while (next !== null) {
      const promoter: BookPromoter = known(this.promoters.get(next));
      chain.push(memberOf(promoter));
      next = promoter.inviter;
    }
    return own === undefined ? { chain } : { promoter: memberOf(own), chain };
  }
}

function memberOf({ id, tier, frozen, agreed }: BookPromoter): BookMember {
  return { id, tier, active: !frozen && agreed };
}
