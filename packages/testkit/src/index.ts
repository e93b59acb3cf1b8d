export { createTestDatabase, type TestDatabase } from "./database.ts";
export * from "./generate/shop.ts";
export * from "./generate/steps.ts";
export { imbalances } from "./oracle/balance.ts";
export { Bookkeeper, type Words } from "./oracle/bookkeeper.ts";
export { mostFor, reckon } from "./oracle/price.ts";
export { openCase } from "./oracle/refuse.ts";
export * from "./oracle/shapes.ts";
export { type AskPick, asksOf, orderOf, type PlainKind, play, type Step } from "./oracle/step.ts";
