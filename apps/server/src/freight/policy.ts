/** The freight setting as domain decides on it. */
import { type FlatFreight, type FreightBook, flatBook } from "@banyan/domain";
import type { SettingReader, SettingValues } from "../setting/settings.ts";

/** @param setting amounts in fen as safe integers */
export function toFlatFreight(setting: SettingValues["freight"]): FlatFreight {
  return {
    baseFen: BigInt(setting.base_fen),
    freeOverFen: setting.free_over_fen === null ? null : BigInt(setting.free_over_fen),
    remote: setting.remote.map(({ province, fee_fen }) => ({ province, feeFen: BigInt(fee_fen) })),
    unserved: setting.unserved,
  };
}

/** The freight in force, through the settings' cache. */
export async function freightBook(settings: SettingReader): Promise<FreightBook> {
  return flatBook(toFlatFreight(await settings.get("freight")));
}
