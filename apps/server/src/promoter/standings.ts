/**
 * Which tier's figures a person is shown: a tier for an active promoter, none for everybody else. Kept until a promoter's state, tier
 * or agreement changes in any process (version poll), and 30 s at most. For what people look at; orders read the database.
 */
import { isActivePromoter } from "@banyan/domain";
import type { Database } from "../db/database.ts";
import type { SettingReader } from "../setting/settings.ts";
import type { Versions } from "../setting/versions.ts";
import { selectEarner } from "./earnings-store.ts";

const KEPT_MS = 30_000;
const MOST = 50_000;

export interface Standings {
  /** Without asking; undefined: not known. */
  known(customerId: bigint): string | null | undefined;
  /** At most one statement. @returns id of the tier; null for whoever is no active promoter */
  tierOf(customerId: bigint): Promise<string | null>;
}

export function createStandings(database: Database, settings: SettingReader, versions: Versions): Standings {
  const kept = new Map<bigint, { tier: string | null; until: number }>();
  // What was read before a drop must not be kept after it.
  let generation = 0;
  for (const topic of ["promoter", "setting"] as const) {
    versions.onChange(topic, () => {
      generation += 1;
      kept.clear();
    });
  }
  const known = (customerId: bigint) => {
    const entry = kept.get(customerId);
    return entry !== undefined && entry.until > performance.now() ? entry.tier : undefined;
  };
  return {
    known,
    async tierOf(customerId) {
      const before = known(customerId);
      if (before !== undefined) return before;
      const born = generation;
      const { agreement_version } = await settings.get("promoter");
      const row = await selectEarner(database.query, customerId);
      const facts = row && { state: row.state, agreementVersion: row.agreement_version };
      const tier = row !== null && isActivePromoter(facts, agreement_version) ? String(row.tier_id) : null;
      if (born === generation) {
        if (kept.size >= MOST) kept.clear();
        kept.set(customerId, { tier, until: performance.now() + KEPT_MS });
      }
      return tier;
    },
  };
}
