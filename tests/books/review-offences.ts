/** Offences against the sentences about reviews. */
import type { Offence } from "./offences.ts";

export const REVIEW_OFFENCES: readonly Offence[] = [
  {
    key: "review_counts",
    what: "隐藏了一条，数没有减",
    run: () => "UPDATE review SET state = 'hidden', hidden_reason = '广告引流'",
  },
  {
    key: "review_bought",
    what: "评价写在别的商品上",
    run: () => `WITH moved AS (UPDATE review_count SET product_id = product_id + 1)
      UPDATE review SET product_id = product_id + 1`,
  },
  {
    key: "review_bought",
    what: "没有收货就有评价",
    run: (l) =>
      `UPDATE review SET created_at = (SELECT received_at - interval '1 day' FROM orders WHERE no = '${l.completed}')`,
  },
];
