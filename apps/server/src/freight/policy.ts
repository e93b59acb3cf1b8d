/** The freight setting as domain decides on it. */
import type { FreightPolicy } from "@banyan/domain";
import type { SettingReader, SettingValues } from "../setting/settings.ts";

/** @param setting amounts in fen as safe integers */
export function toFreightPolicy(setting: SettingValues["freight"]): FreightPolicy {
  return {
    baseFen: BigInt(setting.base_fen),
    freeOverFen: setting.free_over_fen === null ? null : BigInt(setting.free_over_fen),
    remote: setting.remote.map(({ province, fee_fen }) => ({ province, feeFen: BigInt(fee_fen) })),
    unserved: setting.unserved,
  };
}

/** The policy in force, through the settings' cache. */
export async function freightPolicy(settings: SettingReader): Promise<FreightPolicy> {
  return toFreightPolicy(await settings.get("freight"));
}
