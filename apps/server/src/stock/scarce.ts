/** One alarm for everything that runs short: it says how many, and is over by itself when all of it is there again. */
import { latestAlarm, raiseAlarm, resolveAlarms } from "../alarm/raise.ts";
import type { Services } from "../services.ts";
import { readSummary } from "./console-store.ts";

const KIND = "low_stock";
const REF = "stock";

/** Of a person who has resolved it nothing is asked again, unless more runs short than then. */
export async function watchScarce(services: Services): Promise<boolean> {
  const { query } = services.database;
  const { low_stock } = await services.settings.get("order");
  const { low, out } = await readSummary(query, low_stock);
  const last = await latestAlarm(query, KIND, REF);
  const told = Number(last?.detail.low ?? 0);
  if (low === told || (last?.state === "resolved" && low < told)) return false;
  await raiseAlarm(query, {
    ...{ kind: KIND, ref: REF, detail: { low, out, threshold: low_stock } },
    title:
      low === 0 ? "库存不足的规格都补上了" : `${low} 个规格库存不足${out > 0 ? `，其中 ${out} 个售罄` : ""}`,
  });
  if (low === 0) await resolveAlarms(query, KIND, [REF], "库存都够了");
  return false;
}
