/** A page at size, and what it may cost. */
import type { Clerk } from "../support/people.ts";
import type { Subject } from "./scene.ts";

/** "route" or "route · variant", the statements it may take, the rows it may visit, and how it is opened. */
export type Page = readonly [
  name: string,
  statements: number,
  rows: number,
  open: (who: Subject, clerk: Clerk) => Promise<unknown>,
];

/** A page of 20 with what stands beside each row. */
export const LIST = 400;
/** Days of two years, of each the few sums by kind. */
export const DAYS = 6_000;
/** What waits longest, 200 of it, and what came today. */
export const TODAY = 1_000;
/** A search by name looks at every promoter of the shop, and at nobody else. */
export const BY_NAME = 1_000;
