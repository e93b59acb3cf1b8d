export { createTestDatabase, type TestDatabase } from "./database.ts";
export * from "./generate/commission.ts";
export * from "./generate/market.ts";
export * from "./generate/shop.ts";
export * from "./generate/steps.ts";
export { imbalances } from "./oracle/balance.ts";
export { Bookkeeper, type Words } from "./oracle/bookkeeper.ts";
export * from "./oracle/commission.ts";
export { Market } from "./oracle/market.ts";
export * from "./oracle/market-step.ts";
export { mostFor, reckon } from "./oracle/price.ts";
export { PromotingBook } from "./oracle/promoting.ts";
export {
  GivenBook,
  type GivenKind,
  type GivenLimits,
  type GivenStep,
} from "./oracle/promoting-adjustment.ts";
export { imbalancesOfPromoting } from "./oracle/promoting-balance.ts";
export * from "./oracle/promoting-shapes.ts";
export { openCase } from "./oracle/refuse.ts";
export * from "./oracle/shapes.ts";
export { type AskPick, asksOf, orderOf, type PlainKind, play, type Step } from "./oracle/step.ts";
