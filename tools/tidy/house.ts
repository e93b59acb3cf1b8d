/**
 * The house as docs/ARCHITECTURE.md draws it, for the rules to hold. Whoever changes an arrow or adds a noun changes
 * that page first.
 */

/** A room: where it stands and which rooms it may see. `*` is all of them. */
export interface Room {
  readonly folder: string;
  readonly sees: readonly string[] | "*";
  /** Runs where there is no Node: no `node:` imports in its src. */
  readonly portable?: boolean;
}

/** Package name without "@banyan/" → room. */
export const ROOMS: Readonly<Record<string, Room>> = {
  kernel: { folder: "packages/kernel", sees: [], portable: true },
  domain: { folder: "packages/domain", sees: ["kernel"], portable: true },
  contract: { folder: "packages/contract", sees: ["kernel"], portable: true },
  schema: { folder: "packages/schema", sees: [] },
  ledger: { folder: "packages/ledger", sees: ["kernel", "schema"] },
  wechat: { folder: "packages/wechat", sees: ["kernel"] },
  "wechat-sim": { folder: "packages/wechat-sim", sees: ["kernel"] },
  testkit: { folder: "packages/testkit", sees: ["kernel", "domain", "schema", "ledger"] },
  server: { folder: "apps/server", sees: ["domain", "contract", "ledger", "schema", "wechat", "kernel"] },
  mini: { folder: "apps/mini", sees: ["contract", "kernel"], portable: true },
  admin: { folder: "apps/admin", sees: ["contract", "domain", "kernel"], portable: true },
  tests: { folder: "tests", sees: "*" },
  bench: { folder: "bench", sees: "*" },
  tools: { folder: "tools", sees: "*" },
};

/** What tests of a room may see on top: generators, clock and databases. */
export const TEST_ROOM = "testkit";

/** One noun, one folder name, in every room. */
export const NOUNS: readonly string[] = [
  ..."adjustment identity customer session favourite footprint address catalog sheet media stock search page review cart quote order payment".split(
    " ",
  ),
  ..."freight shipment aftersale refund invoice coupon group-buy flash-sale promoter tier referral share".split(
    " ",
  ),
  ..."commission plan statement withdrawal tax poster material training honor campaign notice consult".split(
    " ",
  ),
  ..."report reconciliation ledger stored-value setting staff audit alarm outbox shop webhook simulation".split(
    " ",
  ),
];

/** Folder names that are no nouns of the field but the shape of a room. */
export const STRUCTURE: Readonly<Record<string, readonly string[]>> = {
  contract: ["console"],
  wechat: ["login", "pay", "message"],
  "wechat-sim": ["callback", "merchant", "pages", "token", "transfer", "weixin"],
  server: ["http", "worker", "db", "seal"],
  testkit: ["oracle", "generate"],
  mini: ["app", "design", "pages", "parts", "api", "http"],
  admin: ["app", "design", "pages", "parts", "api", "list"],
};

/** Another name people give to a noun of ours → our name. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  user: "customer",
  member: "customer",
  product: "catalog",
  goods: "catalog",
  category: "catalog",
  inventory: "stock",
  agent: "promoter",
  affiliate: "promoter",
  distributor: "promoter",
  level: "tier",
  logistics: "shipment",
  delivery: "shipment",
  file: "media",
  upload: "media",
  message: "notice",
  notification: "notice",
  auth: "session",
  login: "session",
  config: "setting",
  dashboard: "report",
  statistics: "report",
  cashout: "withdrawal",
};

/** The room a path stands in. */
export function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find((name) => path.startsWith(`${ROOMS[name]?.folder}/`));
}

/** Code that is only run by developers: tests, and the tools around a room. */
export function isDevelopment(path: string): boolean {
  return /(^|\/)(test|tests|bench|tools|config|scripts)\/|\.config\.[cm]?[jt]s$/.test(path);
}
