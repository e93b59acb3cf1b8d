import { api } from "../http/context.ts";
import { changeTemplate, createTemplate, listTemplates, makeDefault, removeTemplate } from "./manage.ts";

export const freightConsoleRoutes = {
  list: api.console.freight.list.handler(({ context }) => listTemplates(context.services)),
  create: api.console.freight.create.handler(({ input, context }) => createTemplate(context, input)),
  update: api.console.freight.update.handler(({ input, context }) => changeTemplate(context, input)),
  makeDefault: api.console.freight.makeDefault.handler(({ input, context }) =>
    makeDefault(context, BigInt(input.template_id)),
  ),
  remove: api.console.freight.remove.handler(async ({ input, context }) => {
    await removeTemplate(context, BigInt(input.template_id));
    return {};
  }),
};
