/** An address opened: its contact stands sealed in the row. */
import type { Address } from "@banyan/contract";
import type { Seal } from "../seal/seal.ts";
import { regionNames } from "./regions.ts";

export interface Contact {
  recipient: string;
  phone: string;
  detail: string;
}

/** What a statement that reads an address brings along. */
export interface AddressFacts {
  id: bigint;
  regionCode: string;
  contactSealed: Buffer;
  isDefault: boolean;
}

/** Where a contact is sealed: it opens nowhere else. */
export function contactPlace(customerId: bigint, addressId: bigint): string {
  return `address:contact_sealed:${customerId}:${addressId}`;
}

/** @throws when the row is another customer's or was changed outside */
export function addressFromFacts(seal: Seal, customerId: bigint, facts: AddressFacts): Address {
  const contact = seal.open<Contact>(contactPlace(customerId, facts.id), facts.contactSealed);
  return {
    id: String(facts.id),
    recipient: contact.recipient,
    phone: contact.phone,
    region_code: facts.regionCode,
    // A district may be dissolved after an address was saved.
    region: regionNames(facts.regionCode) ?? [],
    detail: contact.detail,
    is_default: facts.isDefault,
  };
}
