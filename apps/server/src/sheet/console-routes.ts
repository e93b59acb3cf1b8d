import { api } from "../http/context.ts";
import { applySheet, cancelSheet } from "./apply.ts";
import { checkSheet } from "./check.ts";
import { exportFile, resultFile, templateFile } from "./file.ts";
import { listImports, listProducts, loadImport } from "./read.ts";

export const sheetConsoleRoutes = {
  export: api.console.sheet.export.handler(({ input, context }) => exportFile(context, input)),
  template: api.console.sheet.template.handler(({ context }) => templateFile(context)),
  list: api.console.sheet.list.handler(({ input, context }) =>
    listImports(context.services.database.query, input),
  ),
  check: api.console.sheet.check.handler(({ input, context }) => checkSheet(context, input)),
  get: api.console.sheet.get.handler(({ input, context }) =>
    loadImport(context.services.database.query, BigInt(input.sheet_id)),
  ),
  products: api.console.sheet.products.handler(({ input, context }) =>
    listProducts(context.services.database.query, input),
  ),
  apply: api.console.sheet.apply.handler(({ input, context }) => applySheet(context, BigInt(input.sheet_id))),
  cancel: api.console.sheet.cancel.handler(({ input, context }) =>
    cancelSheet(context, BigInt(input.sheet_id)),
  ),
  result: api.console.sheet.result.handler(({ input, context }) =>
    resultFile(context, BigInt(input.sheet_id)),
  ),
};
