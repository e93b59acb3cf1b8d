export * from "./fen.ts";
export * from "./number.ts";
export * from "./spec.ts";
export * from "./states.ts";
export * from "./time.ts";
