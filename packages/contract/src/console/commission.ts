import { COMMISSION_STATES, POSITIONS, SHARE_KINDS } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { commissionExplanation, commissionKey, consoleCommissionRow } from "../commission.ts";
import { day, fen, id, optionalText, page, pageQuery, text } from "../shape.ts";
import { planBody } from "./plan-body.ts";
import { may } from "./staff.ts";

const keyOf = { promoter_id: id, key: commissionKey };

const member = z.object({ id: z.string(), tier: z.string(), active: z.boolean() });
/** One line of `npm run -s commission`, exactly: whoever pipes it in gets the share again. */
const calculatorLine = z.object({
  plan: planBody,
  line: z.object({
    sku: z.string(),
    product: z.string(),
    categories: z.array(z.string()),
    quantity: z.number().int(),
    net_fen: fen,
    promotion: z.enum(["flash_sale", "group_buy"]).nullable(),
  }),
  buyer: z.object({ promoter: member.nullable() }),
  chain: z.array(member),
  refunded_fen: z.array(fen),
});

const consoleCommissionDetail = commissionExplanation.extend({
  commission: consoleCommissionRow,
  calculator: calculatorLine,
  /** All that the cap took from this line, in the order of cutting. */
  cuts: z.array(z.object({ position: z.enum(POSITIONS), kind: z.enum(SHARE_KINDS), cut_fen: fen })),
});
export type ConsoleCommissionDetail = z.infer<typeof consoleCommissionDetail>;

export const consoleCommissionRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/commissions", summary: "佣金" })
    .meta(may("commission.read"))
    .input(
      z.object({
        ...pageQuery,
        state: z.enum(COMMISSION_STATES).optional(),
        promoter_id: id.optional(),
        /** Order number, or the promoter's nickname. */
        q: optionalText("搜索词", 60).optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .output(page(consoleCommissionRow)),
  get: oc
    .route({ method: "GET", path: "/console/commissions/{promoter_id}/{key}", summary: "佣金怎么算的" })
    .meta(may("commission.read"))
    .input(z.object(keyOf))
    .output(consoleCommissionDetail),
  /** 佣金冻结: out of estimated or available until released or clawed back. */
  hold: oc
    .route({ method: "POST", path: "/console/commissions/{promoter_id}/{key}/hold", summary: "冻结佣金" })
    .meta(may("commission.hold"))
    .input(z.object({ ...keyOf, reason: text("冻结原因", 100) }))
    .output(consoleCommissionDetail),
  release: oc
    .route({ method: "POST", path: "/console/commissions/{promoter_id}/{key}/release", summary: "解冻佣金" })
    .meta(may("commission.hold"))
    .input(z.object({ ...keyOf, reason: text("解冻原因", 100) }))
    .output(consoleCommissionDetail),
};
