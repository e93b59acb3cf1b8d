/** 怎么算的 of 分享赚, 自购省 and 自购返: what one piece would bring whoever asks, before anybody has bought it. */
import type { WorthExplanation } from "@banyan/contract";
import {
  type DiscountExplanation,
  describeRule,
  explainWorth,
  percent,
  type ShareExplanation,
} from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { type NamedLine, namesOf, ruleText, step, stepsOf, yen } from "./explain.ts";
import { readWorth } from "./worth-store.ts";

type Part = NonNullable<WorthExplanation["share"]>;

/** At most two statements, plan and settings being cached. @throws Refusal promoter_needed (or not active), not_found */
export async function worthExplained(
  services: Services,
  ownerId: bigint,
  skuId: bigint,
): Promise<WorthExplanation> {
  const tier = (await services.standings.tierOf(ownerId)) ?? refuse("promoter_needed");
  const [plan, facts] = await Promise.all([
    services.plans.current(),
    readWorth(services.database.query, skuId),
  ]);
  if (!facts) return refuse("not_found");
  const found = explainWorth({
    plan: plan.prepared,
    place: { sku: String(skuId), product: String(facts.product_id), categories: facts.path.map(String) },
    priceFen: facts.price_fen,
    quantity: 1,
    tier,
  });
  return {
    product_name: facts.name,
    spec: facts.spec,
    picture: facts.picture,
    plan: { version: Number(plan.version), name: plan.name },
    tier_name: facts.tiers[tier] ?? tier,
    share: found.share && sharePart(found.share, facts),
    self: found.discount
      ? { kind: "discount", ...discountPart(found.discount, facts) }
      : found.rebate && { kind: "rebate", ...sharePart(found.rebate, facts) },
  };
}

function sharePart(found: ShareExplanation, line: NamedLine): Part {
  return {
    amount_fen: toWire(found.fen),
    rule_text: ruleText(found, namesOf(line)),
    steps: stepsOf(found),
  };
}

function discountPart(found: DiscountExplanation, line: NamedLine): Part {
  const { rule, grossFen, limitFen, fen, amountFen, quantity } = found;
  const formula =
    rule.fixed_fen === undefined
      ? `${yen(amountFen)} × ${percent(rule.rate_bps ?? 0)}，不足一分舍去`
      : `${yen(BigInt(rule.fixed_fen))} × ${quantity} 件，不超过商品金额`;
  const cut = grossFen > limitFen;
  return {
    amount_fen: toWire(fen),
    rule_text: describeRule(rule, namesOf(line)),
    steps: [
      step("price", "商品金额", `${yen(found.priceFen)} × ${quantity} 件`, amountFen),
      step("rule", "按规则计算", formula, grossFen),
      step("limit", "这件商品最多让出", `${yen(amountFen)} × ${percent(found.capBps)}`, limitFen),
      step("fen", "自购省", cut ? "超过上限，按上限" : "没有超过上限", fen),
      step("base", "您付", `${yen(amountFen)} − ${yen(fen)}`, found.baseFen),
    ],
  };
}
