import { api } from "../api/client.ts";

/** What an adjustment makes stale: the desk, whose money it is, and the books. */
export const ADJUSTED = [
  api.console.adjustment.key(),
  api.console.promoter.key(),
  api.console.ledger.key(),
  api.console.report.key(),
];
