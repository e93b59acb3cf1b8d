import type { Fen } from "@banyan/kernel";

/** The shop's freight (运费). Provinces are the first two digits of a region code. */
export interface FreightPolicy {
  baseFen: Fen;
  /** 满额包邮: from this on the base fee is waived. null: never. */
  freeOverFen: Fen | null;
  /** Remote provinces pay their own fee in place of the base fee. */
  remote: readonly { province: string; feeFen: Fen }[];
  /** Provinces we do not send to. */
  unserved: readonly string[];
}

/** missingForFreeFen: how much more would waive the fee; null where nothing can, or where there is no fee. */
export type FreightAnswer =
  | { kind: "fee"; feeFen: Fen; missingForFreeFen: Fen | null }
  | { kind: "address_not_served" };

/**
 * Freight of one order, in fen.
 *
 * A remote province pays its fee *instead of* the base fee, and the free threshold does not waive it: the threshold is
 * calculated on what an ordinary parcel costs us, a remote one may cost more than the goods earn.
 * An order without parcels (services only) ships nothing: no fee, and every province is served.
 *
 * @param p.province null while no address is chosen: the ordinary fee is shown
 * @param p.parcelFen what the parcel lines cost after every discount; services do not help towards free freight
 */
export function freightOf(
  policy: FreightPolicy,
  p: { province: string | null; parcelFen: Fen; hasParcel: boolean },
): FreightAnswer {
  if (!p.hasParcel) return { kind: "fee", feeFen: 0n, missingForFreeFen: null };
  if (p.province !== null && policy.unserved.includes(p.province)) return { kind: "address_not_served" };

  const remote = policy.remote.find((entry) => entry.province === p.province);
  if (remote) return { kind: "fee", feeFen: remote.feeFen, missingForFreeFen: null };
  if (policy.baseFen === 0n || policy.freeOverFen === null) {
    return { kind: "fee", feeFen: policy.baseFen, missingForFreeFen: null };
  }
  if (p.parcelFen >= policy.freeOverFen) return { kind: "fee", feeFen: 0n, missingForFreeFen: null };
  return { kind: "fee", feeFen: policy.baseFen, missingForFreeFen: policy.freeOverFen - p.parcelFen };
}
