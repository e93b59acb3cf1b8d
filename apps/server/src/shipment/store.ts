/** SQL of `shipment`. */
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

export interface NewShipment {
  buyerId: bigint;
  no: string;
  orderNo: string;
  fulfilment: "parcel" | "service";
  carrier: string | null;
  trackingNo: string | null;
  lineNos: number[];
  at: Date;
}

export async function insertShipment(tx: Tx, row: NewShipment): Promise<void> {
  await sql`
    INSERT INTO shipment (buyer_id, no, order_no, fulfilment, carrier, tracking_no, line_nos, shipped_at)
    VALUES (${row.buyerId}, ${row.no}, ${row.orderNo}, ${row.fulfilment}, ${row.carrier}, ${row.trackingNo},
      ${row.lineNos}::int[], ${row.at})`.execute(tx);
}
