/** The freight setting of old: what an old console puts there becomes the default template. */
import { flatTemplate } from "@banyan/domain";
import type { Tx } from "../db/database.ts";
import type { SettingValues } from "../setting/settings.ts";
import { toFlatFreight } from "./policy.ts";
import { lockTemplates, updateTemplate } from "./store.ts";
import { bodyOf } from "./template.ts";

/** The default template keeps its name and charges what the flat fees say. */
export async function putFlatFreight(tx: Tx, setting: SettingValues["freight"]): Promise<void> {
  const row = (await lockTemplates(tx)).find((one) => one.is_default);
  if (!row) throw new Error("a shop has a default freight template");
  const template = flatTemplate(toFlatFreight(setting), { id: String(row.id), name: row.name });
  await updateTemplate(tx, row.id, { name: row.name, unit: template.unit, body: bodyOf(template) });
}
