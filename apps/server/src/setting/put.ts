/** Changes one typed setting. */
import { SETTINGS, type SettingKey, type Settings } from "@banyan/contract";
import { isProvince } from "../address/regions.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { readAllSettings, settingOf } from "./read-all.ts";
import type { SettingValues } from "./settings.ts";
import { readSetting, writeSetting } from "./store.ts";

/** @throws Refusal invalid_input at the setting's own field ("remote.1.province"), as its form names it; already_changed */
export async function putSetting(
  context: Context,
  input: { key: SettingKey; version: number; value: Record<string, unknown> },
): Promise<Settings> {
  const { services } = context;
  const parsed = SETTINGS[input.key].safeParse(input.value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    refuse("invalid_input", {
      field: (issue?.path ?? []).join("."),
      ...(issue ? { message: issue.message } : {}),
    });
  }
  if (input.key === "freight") checkFreight(parsed.data as SettingValues["freight"]);
  const settings = await act(context, {
    action: "setting.put",
    target: `setting:${input.key}`,
    work: async (tx) => {
      const row = await readSetting(tx, input.key);
      if (input.version !== (row?.version ?? 0)) refuse("already_changed");
      const before = settingOf(input.key, row ?? undefined);
      if (input.key === "shop")
        checkShop(before as SettingValues["shop"], parsed.data as SettingValues["shop"]);
      const after = { key: input.key, value: parsed.data, sealed: null, version: input.version };
      if (!(await writeSetting(tx, after))) refuse("already_changed");
      return { result: await readAllSettings(tx, services.seal), before, after: parsed.data };
    },
  });
  await services.versions.refresh();
  return settings;
}

/** Agreements are kept by version, so a version that was agreed to must not come to mean another text. */
function checkShop(before: SettingValues["shop"], after: SettingValues["shop"]): void {
  const least =
    before.privacy_text === after.privacy_text ? before.privacy_version : before.privacy_version + 1;
  if (after.privacy_version < least) {
    refuse("invalid_input", {
      field: "privacy_version",
      message:
        least === before.privacy_version ? "隐私政策版本不能变小" : `隐私政策改过了，版本至少是 ${least}`,
    });
  }
}

function checkFreight(freight: SettingValues["freight"]): void {
  const seen = new Set<string>();
  for (const [index, { province }] of freight.remote.entries()) {
    checkProvince(province, seen, `remote.${index}.province`);
  }
  for (const [index, province] of freight.unserved.entries()) {
    checkProvince(province, seen, `unserved.${index}`);
  }
}

/** A province is remote or not served, and named once. */
function checkProvince(province: string, seen: Set<string>, field: string): void {
  if (!isProvince(province)) refuse("invalid_input", { field, message: "没有这个省份" });
  if (seen.has(province)) refuse("invalid_input", { field, message: "同一个省份重复了" });
  seen.add(province);
}
