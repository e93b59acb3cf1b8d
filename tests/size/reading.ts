/** What a page makes PostgreSQL do: the statements it sends, and what each of them reads, from the plan as it ran. */
import pg from "pg";

export interface Statement {
  text: string;
  values: unknown[];
}

/** Rows that were visited: of tables by their indexes, and of indexes that answered alone. */
export interface Work {
  rows: number;
  indexRows: number;
  /** The most rows that a sort took in. */
  sorted: number;
  buffers: number;
  /** Tables that were read from end to end, as small ones are. */
  scanned: { table: string; rows: number }[];
}

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Heap Fetches"?: number;
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  Plans?: Plan[];
}

/** The look for changed settings, twice a second and no page's. */
const POLL = /FROM page_version/i;

/** A statement comes as text and values, or as both in one object where PostgreSQL is to keep its plan. */
function askedOf(args: readonly unknown[]): { text?: unknown; values?: unknown } {
  const [first, values] = args;
  return typeof first === "string"
    ? { text: first, values }
    : (first as { text?: unknown; values?: unknown });
}

/** Statements that `open` sends, in order. Nothing else may be under way in this process. */
export async function statementsOf(open: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = [];
  const proto = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = proto.query;
  proto.query = function watched(this: pg.Client, ...args: unknown[]) {
    const { text, values } = askedOf(args);
    if (typeof text === "string" && /^\s*(select|with)\b/i.test(text) && !POLL.test(text))
      seen.push({ text, values: Array.isArray(values) ? [...values] : [] });
    return original.apply(this, args);
  };
  try {
    await open();
  } finally {
    proto.query = original;
  }
  return seen;
}

/** Runs a statement once more, as EXPLAIN ANALYZE. */
export async function planOf(client: pg.Client, { text, values }: Statement): Promise<Plan> {
  const result = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, TIMING off, FORMAT JSON) ${text}`,
    values,
  );
  const [row] = result.rows;
  if (!row) throw new Error("EXPLAIN gave no plan");
  return row["QUERY PLAN"][0].Plan;
}

export function workOf(plan: Plan): Work {
  const work: Work = {
    rows: 0,
    indexRows: 0,
    sorted: 0,
    buffers: (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0),
    scanned: [],
  };
  visit(plan, work);
  return { ...work, rows: Math.round(work.rows), indexRows: Math.round(work.indexRows) };
}

function visit(node: Plan, work: Work): void {
  const type = node["Node Type"];
  const loops = node["Actual Loops"];
  const removed = (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  if (node["Relation Name"] !== undefined) {
    const read = (node["Actual Rows"] + removed) * loops;
    if (type === "Index Only Scan") {
      work.indexRows += read;
      work.rows += node["Heap Fetches"] ?? 0;
    } else if (type === "Seq Scan") work.scanned.push({ table: node["Relation Name"], rows: read });
    else work.rows += read;
  }
  for (const child of node.Plans ?? []) {
    if (type === "Sort" || type === "Incremental Sort")
      work.sorted = Math.max(work.sorted, child["Actual Rows"] * child["Actual Loops"]);
    visit(child, work);
  }
}

export const addWork = (all: readonly Work[]): Work => ({
  rows: all.reduce((sum, { rows }) => sum + rows, 0),
  indexRows: all.reduce((sum, { indexRows }) => sum + indexRows, 0),
  sorted: Math.max(0, ...all.map(({ sorted }) => sorted)),
  buffers: all.reduce((sum, { buffers }) => sum + buffers, 0),
  scanned: all.flatMap(({ scanned }) => scanned),
});
