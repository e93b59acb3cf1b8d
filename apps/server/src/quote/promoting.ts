/** Facts, active plan and agreement → who may earn on what this buyer orders now. */
import { type Promoting, promotingOf } from "../commission/snapshot.ts";
import type { Services } from "../services.ts";
import type { QuoteFacts } from "./facts-store.ts";

export async function loadPromoting(services: Services, facts: QuoteFacts): Promise<Promoting> {
  const [plan, { agreement_version }] = await Promise.all([
    services.plans.current(),
    services.settings.get("promoter"),
  ]);
  return promotingOf(facts.promoting, plan, agreement_version);
}
