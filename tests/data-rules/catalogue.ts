/** What the schema's manifest says about each table. */
export const GROUPS = ["customer", "sku", "counter", "registry", "reference", "shop"] as const;
export type Group = (typeof GROUPS)[number];

export interface Entry {
  readonly group: Group;
  /** The column that says whose row it is; the distribution key. */
  readonly owner?: string;
  /** Several owners' rows may be locked in one statement, in order: accounts only. */
  readonly locked_in_order?: boolean;
}

export type Catalogue = Readonly<Record<string, Entry>>;

/** Groups whose rows belong to one owner and stand together on one node. */
export const OWNED: ReadonlySet<Group> = new Set(["customer", "sku", "counter"]);

/** Functions that may give another answer within one statement; the schema's own volatile ones are added. */
export const VOLATILE: readonly string[] = [
  "random",
  "random_normal",
  "clock_timestamp",
  "timeofday",
  "gen_random_uuid",
  "gen_random_bytes",
  "uuidv4",
  "uuidv7",
  "nextval",
  "currval",
  "lastval",
  "setval",
  "pg_sleep",
];
