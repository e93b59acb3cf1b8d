import type { Fen } from "@banyan/kernel";
import type { FreightBook, FreightRule, FreightTemplate } from "./template.ts";

/** The shop's freight as the setting of old said it: one fee an order, by province (two digits). */
export interface FlatFreight {
  baseFen: Fen;
  /** From this on the base fee is waived. null: never. */
  freeOverFen: Fen | null;
  /** Remote provinces pay their own fee in place of the base fee, and it is not waived. */
  remote: readonly { province: string; feeFen: Fen }[];
  /** Provinces we do not send to. */
  unserved: readonly string[];
}

/** The template that charges what the flat fees charged: the first fee pays for any number of pieces. */
export function flatTemplate(flat: FlatFreight, named: { id: string; name: string }): FreightTemplate {
  return {
    ...named,
    unit: "piece",
    elsewhere: { ...flatRule(flat.baseFen), freeOverFen: flat.freeOverFen },
    groups: flat.remote.map(({ province, feeFen }) => ({ ...flatRule(feeFen), regions: [province] })),
    unserved: flat.unserved,
  };
}

/** A book of this one template. */
export function flatBook(flat: FlatFreight): FreightBook {
  return { templates: [flatTemplate(flat, { id: "1", name: "默认模板" })], defaultId: "1" };
}

function flatRule(feeFen: Fen): FreightRule {
  return { first: 1, firstFen: feeFen, further: 1, furtherFen: 0n, freeOverFen: null, freeOverPieces: null };
}
