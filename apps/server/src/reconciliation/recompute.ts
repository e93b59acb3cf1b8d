/** Every line is computed again from its own snapshot, years later too: 自购省, base and each share must come out to the fen. */
import { computeLine, type Plan, type PreparedPlan, preparePlan } from "@banyan/domain";
import type { Database } from "../db/database.ts";
import { planBodies, type SnapshotLine, snapshotsAfter } from "./recompute-store.ts";

const PAGE = 2_000;

/** @returns "order:line" of each that does not come out as it stands */
export async function verifyShares(query: Database["query"]): Promise<string[]> {
  const plans = new Map(
    (await planBodies(query)).map(({ version, body }) => [version, preparePlan(body as Plan)]),
  );
  const broken: string[] = [];
  let after: SnapshotLine | null = null;
  for (;;) {
    const page: SnapshotLine[] = await snapshotsAfter(query, after, PAGE);
    for (const line of page) {
      const plan = plans.get(line.plan_version);
      if (!plan || !comesOut(line, plan)) broken.push(`${line.order_no}:${line.line_no}`);
    }
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return broken;
  }
}

function comesOut(line: SnapshotLine, plan: PreparedPlan): boolean {
  // The engine is total over what submit may write; below 0 is another sentence's offence, and surely none that comes out.
  if (line.net_fen < 0n) return false;
  const { discountFen, baseFen, shares } = computeLine({
    plan,
    line: {
      sku: String(line.sku_id),
      product: String(line.product_id),
      categories: line.category_path.map(String),
      quantity: line.quantity,
      netFen: line.net_fen,
      promotion: line.promotion,
    },
    buyer: { promoter: line.buyer_promoter },
    chain: line.chain,
  });
  return (
    discountFen === line.self_discount_fen &&
    baseFen === line.base_fen &&
    JSON.stringify(shares.map(textOf)) === JSON.stringify((line.shares as Stored[]).map(textOf))
  );
}

interface Stored {
  position: unknown;
  kind: string;
  promoter: string;
  tier: string;
  rule: string | null;
  grossFen?: bigint;
  gross_fen?: string;
  fen: bigint | string;
}

/** One text for a share as computed and as stored: jsonb forgets the order of keys. */
function textOf(share: Stored): string {
  const { position, kind, promoter, tier, rule, fen } = share;
  return [position, kind, promoter, tier, rule ?? "", share.grossFen ?? share.gross_fen, fen].join(" ");
}
