import type { In } from "@/http/types.ts";

/** The contract's reasons, spelled here since the contract's own list would bring zod along; the type keeps them true. */
export const AFTERSALE_REASONS = [
  "不想要了",
  "拍错或多拍",
  "商品破损",
  "与描述不符",
  "少件或漏发",
  "质量问题",
  "未按约定时间发货",
  "其他",
] as const satisfies readonly In<"aftersale.create">["reason"][];
