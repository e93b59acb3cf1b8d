/** Recipient, phone and address of an order: a sealed copy, so that a later edit of the address book changes nothing. */
import { addressFromFacts } from "../address/from-facts.ts";
import type { AddressFacts } from "../quote/facts-store.ts";
import { maskName, maskPhone, type Seal } from "../seal/seal.ts";

export interface OrderContact {
  recipient: string;
  phone: string;
  region: string[];
  detail: string;
}

const place = (buyerId: bigint, orderNo: string) => `order_contact:contact_sealed:${buyerId}:${orderNo}`;

/** A copy of an address of the buyer's book. */
export function copyContact(
  seal: Seal,
  buyerId: bigint,
  orderNo: string,
  facts: AddressFacts,
): { sealed: Buffer; masked: string } {
  const { recipient, phone, region, detail } = addressFromFacts(seal, buyerId, facts);
  return sealContact(seal, buyerId, orderNo, { recipient, phone, region, detail });
}

export function sealContact(
  seal: Seal,
  buyerId: bigint,
  orderNo: string,
  contact: OrderContact,
): { sealed: Buffer; masked: string } {
  return {
    sealed: seal.seal(place(buyerId, orderNo), contact),
    masked: `${maskName(contact.recipient)} ${maskPhone(contact.phone)} ${contact.region.join("")}`,
  };
}

export function openContact(seal: Seal, buyerId: bigint, orderNo: string, sealed: Buffer): OrderContact {
  return seal.open<OrderContact>(place(buyerId, orderNo), sealed);
}
