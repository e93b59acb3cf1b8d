/** Creates, changes and removes addresses. Whoever has addresses has exactly one default. */
import type { Address } from "@banyan/contract";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { type AddressFacts, addressFromFacts, type Contact, contactPlace } from "./from-facts.ts";
import { regionNames } from "./regions.ts";
import {
  clearDefault,
  deleteAddress,
  insertAddress,
  lockAddresses,
  promoteNewest,
  selectCreateFacts,
  updateAddress,
} from "./store.ts";

const MAX_ADDRESSES = 30;

export interface AddressInput extends Contact {
  region_code: string;
  is_default: boolean;
}

/**
 * The first one becomes the default. A retry with the same key answers with what the first try made.
 * @throws Refusal invalid_input at region_code, address_limit
 */
export async function createAddress(
  services: Services,
  customerId: bigint,
  input: AddressInput & { request_key: string },
): Promise<Address> {
  checkRegion(input.region_code);
  const saved = await services.database.transact(async (tx) => {
    await lockAddresses(tx, customerId);
    const { count, made, nextId } = await selectCreateFacts(tx, customerId, input.request_key);
    if (made) return made;
    if (count >= MAX_ADDRESSES) refuse("address_limit");
    const row = sealed(services, customerId, nextId, {
      ...input,
      is_default: input.is_default || count === 0,
    });
    if (row.isDefault) await clearDefault(tx, customerId, nextId);
    await insertAddress(tx, customerId, { ...row, requestKey: input.request_key });
    return row;
  });
  return addressFromFacts(services.seal, customerId, saved);
}

/** @throws Refusal invalid_input at region_code, not_found */
export async function changeAddress(
  services: Services,
  customerId: bigint,
  id: bigint,
  input: AddressInput,
): Promise<Address> {
  checkRegion(input.region_code);
  const row = sealed(services, customerId, id, input);
  const isDefault = await services.database.transact(async (tx) => {
    await lockAddresses(tx, customerId);
    if (row.isDefault) await clearDefault(tx, customerId, id);
    return (await updateAddress(tx, customerId, row)) ?? refuse("not_found");
  });
  return addressFromFacts(services.seal, customerId, { ...row, isDefault });
}

/** When the default goes, the newest takes its place. @throws Refusal not_found */
export async function removeAddress(services: Services, customerId: bigint, id: bigint): Promise<void> {
  await services.database.transact(async (tx) => {
    await lockAddresses(tx, customerId);
    const wasDefault = await deleteAddress(tx, customerId, id);
    if (wasDefault === null) refuse("not_found");
    if (wasDefault) await promoteNewest(tx, customerId);
  });
}

function checkRegion(code: string): void {
  if (regionNames(code) === null)
    refuse("invalid_input", { field: "region_code", message: "请选择到区县的地区" });
}

function sealed(services: Services, customerId: bigint, id: bigint, input: AddressInput): AddressFacts {
  const { recipient, phone, detail } = input;
  return {
    id,
    regionCode: input.region_code,
    contactSealed: services.seal.seal(contactPlace(customerId, id), { recipient, phone, detail }),
    isDefault: input.is_default,
  };
}
