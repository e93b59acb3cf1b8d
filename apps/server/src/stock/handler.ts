/** Outbox consumer `stock`: holds of paid orders become sales, a whole batch in one statement. */
import type { Handler } from "../outbox/consume.ts";
import { sellHolds } from "./hold-store.ts";

export const stockHandler: Handler = async (tx, rows) => {
  await sellHolds(
    tx,
    rows.map((row) => row.ref),
  );
  return undefined;
};
