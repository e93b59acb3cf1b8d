/** The freight setting of old as domain reckons with it. */
import type { FlatFreight } from "@banyan/domain";
import type { SettingValues } from "../setting/settings.ts";

/** @param setting amounts in fen as safe integers */
export function toFlatFreight(setting: SettingValues["freight"]): FlatFreight {
  return {
    baseFen: BigInt(setting.base_fen),
    freeOverFen: setting.free_over_fen === null ? null : BigInt(setting.free_over_fen),
    remote: setting.remote.map(({ province, fee_fen }) => ({ province, feeFen: BigInt(fee_fen) })),
    unserved: setting.unserved,
  };
}
