/** Changes one typed setting. */
import { SETTINGS, type SettingKey, type Settings } from "@banyan/contract";
import { isProvince } from "../address/regions.ts";
import { aftersaleChanged } from "../commission/post.ts";
import { putFlatFreight } from "../freight/from-setting.ts";
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
  if (input.key === "withdrawal") checkWithdrawal(parsed.data as SettingValues["withdrawal"]);
  const settings = await act(context, {
    action: "setting.put",
    target: `setting:${input.key}`,
    work: async (tx) => {
      const row = await readSetting(tx, input.key);
      if (input.version !== (row?.version ?? 0)) refuse("already_changed");
      const before = settingOf(input.key, row ?? undefined);
      if (input.key === "shop")
        checkShop(before as SettingValues["shop"], parsed.data as SettingValues["shop"]);
      if (input.key === "promoter")
        checkAgreement(before as SettingValues["promoter"], parsed.data as SettingValues["promoter"]);
      if (input.key === "order") {
        const days = (value: unknown) => (value as SettingValues["order"]).aftersale_days;
        await aftersaleChanged(tx, { before: days(before), after: days(parsed.data) });
      }
      if (input.key === "freight") await putFlatFreight(tx, parsed.data as SettingValues["freight"]);
      const after = { key: input.key, value: parsed.data, sealed: null, version: input.version };
      if (!(await writeSetting(tx, after))) refuse("already_changed");
      return { result: await readAllSettings(tx, services.seal), before, after: parsed.data };
    },
  });
  await services.versions.refresh();
  return settings;
}

function checkShop(before: SettingValues["shop"], after: SettingValues["shop"]): void {
  checkVersion("privacy_version", "隐私政策", {
    changed: before.privacy_text !== after.privacy_text,
    before: before.privacy_version,
    after: after.privacy_version,
  });
}

function checkAgreement(before: SettingValues["promoter"], after: SettingValues["promoter"]): void {
  checkVersion("agreement_version", "推广协议", {
    changed: before.agreement_text !== after.agreement_text,
    before: before.agreement_version,
    after: after.agreement_version,
  });
}

/** Agreements are kept by version, so a version that was agreed to must not come to mean another text. */
function checkVersion(
  field: string,
  name: string,
  text: { changed: boolean; before: number; after: number },
): void {
  const least = text.changed ? text.before + 1 : text.before;
  if (text.after >= least) return;
  const message = text.changed ? `${name}改过了，版本至少是 ${least}` : `${name}版本不能变小`;
  refuse("invalid_input", { field, message });
}

function checkWithdrawal({ min_fen, max_fen }: SettingValues["withdrawal"]): void {
  if (min_fen > max_fen)
    refuse("invalid_input", { field: "min_fen", message: "最低提现金额不能高于单笔最高金额" });
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
