import { api, customerOf } from "../http/context.ts";
import { statementFile } from "./file.ts";
import { lineOf, linesPage } from "./lines.ts";
import { monthsOf, statementOf } from "./read.ts";

/** A promoter's own: the owner is whoever asks, never a parameter. */
export const statementRoutes = {
  months: api.statement.months.handler(async ({ context }) => {
    const { months, read_at } = await monthsOf(context.services.database.query, customerOf(context).id);
    return { months, read_at };
  }),
  get: api.statement.get.handler(({ input, context }) =>
    statementOf(context.services.database.query, customerOf(context).id, input.month),
  ),
  lines: api.statement.lines.handler(({ input, context }) =>
    linesPage(context.services.database.query, customerOf(context).id, input, lineOf),
  ),
  file: api.statement.file.handler(({ input, context }) =>
    statementFile(context, customerOf(context).id, { ...input, view: "promoter" }),
  ),
};
