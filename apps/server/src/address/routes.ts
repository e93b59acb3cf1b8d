import { parseAddress } from "@banyan/domain";
import { api, customerOf } from "../http/context.ts";
import { addressFromFacts } from "./from-facts.ts";
import { regionTree } from "./regions.ts";
import { changeAddress, createAddress, removeAddress } from "./save.ts";
import { selectAddresses } from "./store.ts";

export const addressRoutes = {
  list: api.address.list.handler(async ({ context }) => {
    const { database, seal } = context.services;
    const { id } = customerOf(context);
    const rows = await selectAddresses(database.query, id);
    return { addresses: rows.map((row) => addressFromFacts(seal, id, row)) };
  }),
  create: api.address.create.handler(({ input, context }) =>
    createAddress(context.services, customerOf(context).id, input),
  ),
  update: api.address.update.handler(({ input, context }) =>
    changeAddress(context.services, customerOf(context).id, BigInt(input.address_id), input),
  ),
  remove: api.address.remove.handler(async ({ input, context }) => {
    await removeAddress(context.services, customerOf(context).id, BigInt(input.address_id));
    return {};
  }),
  parse: api.address.parse.handler(({ input }) => {
    const { recipient, phone, regionCode, region, detail } = parseAddress(input.text, regionTree());
    return { recipient, phone, region_code: regionCode, region, detail };
  }),
};
