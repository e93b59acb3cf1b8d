/** Offences against the sentence about closed accounts. */
import type { Offence } from "./offences.ts";

export const CUSTOMER_OFFENCES: readonly Offence[] = [
  {
    key: "closed_erased",
    what: "注销了，姓名和地址还在",
    run: (l) => `UPDATE customer SET closed_at = now()
      WHERE id = (SELECT buyer_id FROM orders WHERE no = '${l.paid}')`,
  },
  {
    key: "closed_erased",
    what: "注销了，收货人还留在订单上",
    run: (l) => `WITH gone AS (UPDATE customer SET closed_at = now()
        WHERE id = (SELECT buyer_id FROM orders WHERE no = '${l.paid}') RETURNING id),
      home AS (DELETE FROM address WHERE customer_id IN (SELECT id FROM gone))
      UPDATE customer_profile SET nickname = '已注销', avatar = NULL WHERE customer_id IN (SELECT id FROM gone)`,
  },
];
