import type { RawBuilder } from "kysely";

/** One sentence that the books must keep, and the statement that finds whoever breaks it. */
export interface Book {
  key: string;
  /** Chinese, for people. */
  name: string;
  /** A SELECT of one text column `ref`: the business number, SKU or coupon of each offence. Never more than one row each. */
  offences: RawBuilder<unknown>;
}
