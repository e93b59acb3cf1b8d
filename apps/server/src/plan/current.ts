/** The active plan and past versions with their rules indexed, read through a cache that the version poll drops. */
import { type Plan, type PreparedPlan, preparePlan } from "@banyan/domain";
import type { Database } from "../db/database.ts";
import type { Versions } from "../setting/versions.ts";
import { type PlanRow, readActivePlan, readPlan } from "./store.ts";

export interface CurrentPlan {
  version: bigint;
  name: string;
  plan: Plan;
  prepared: PreparedPlan;
}

export interface PlanReader {
  current(): Promise<CurrentPlan>;
  /** Any version. One that works or worked never changes and is read once; a draft may be another one the next time. */
  byVersion(version: bigint): Promise<CurrentPlan>;
}

/** @param versions drops the cache when a plan was put to work in any process */
export function createPlanReader(database: Database, versions: Versions): PlanReader {
  let active: Promise<CurrentPlan> | null = null;
  const past = new Map<bigint, CurrentPlan>();
  versions.onChange("plan", () => {
    active = null;
  });
  const prepared = (row: PlanRow | null): CurrentPlan => {
    if (!row) throw new Error("no such plan");
    return { version: row.version, name: row.name, plan: row.body, prepared: preparePlan(row.body) };
  };
  return {
    async current() {
      active ??= readActivePlan(database.query).then(prepared);
      try {
        return await active;
      } catch (error) {
        active = null;
        throw error;
      }
    },
    async byVersion(version) {
      const known = past.get(version);
      if (known) return known;
      const row = await readPlan(database.query, version);
      const plan = prepared(row);
      if (row?.state === "active" || row?.state === "retired") past.set(version, plan);
      return plan;
    },
  };
}
