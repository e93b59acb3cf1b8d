import { oc } from "@orpc/contract";
import { z } from "zod";
import { instant } from "./shape.ts";

/** Who recommends the shop to this customer: 由 … 推荐. */
export const referralBody = z.object({
  promoter: z.object({ name: z.string(), avatar: z.string().nullable() }).nullable(),
  bound_at: instant.nullable(),
  expires_at: instant.nullable(),
});
export type Referral = z.infer<typeof referralBody>;

export const referral = {
  mine: oc.route({ method: "GET", path: "/referral", summary: "我的推荐人" }).output(referralBody),
  /** 解除: ends the relation from now on; orders that stand keep theirs. */
  end: oc.route({ method: "POST", path: "/referral/end", summary: "解除推荐关系" }).output(referralBody),
};
