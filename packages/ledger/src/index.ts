export { type Accrued, moveAccrued } from "./accrue.ts";
export { LedgerConflict, type NewTransfer, type Posted, post, postWanted, type Wanted } from "./post.ts";
