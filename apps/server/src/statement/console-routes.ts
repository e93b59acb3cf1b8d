import { api } from "../http/context.ts";
import { decodeCursor } from "../http/cursor.ts";
import { statementFile } from "./file.ts";
import { consoleLineOf, linesPage } from "./lines.ts";
import { monthsOf, ownersPage, statementOf, totalsOf } from "./read.ts";

export const statementConsoleRoutes = {
  list: api.console.statement.list.handler(({ input, context }) =>
    ownersPage(context.services.database.query, input, decodeCursor(input.cursor, 1)?.[0] ?? null),
  ),
  totals: api.console.statement.totals.handler(({ input, context }) =>
    totalsOf(context.services.database.query, input.month),
  ),
  months: api.console.statement.months.handler(({ input, context }) =>
    monthsOf(context.services.database.query, BigInt(input.promoter_id), "not_found"),
  ),
  get: api.console.statement.get.handler(({ input, context }) =>
    statementOf(context.services.database.query, BigInt(input.promoter_id), input.month, "not_found"),
  ),
  lines: api.console.statement.lines.handler(({ input, context }) =>
    linesPage(context.services.database.query, BigInt(input.promoter_id), input, consoleLineOf),
  ),
  file: api.console.statement.file.handler(({ input, context }) =>
    statementFile(context, BigInt(input.promoter_id), { ...input, view: "console" }),
  ),
};
