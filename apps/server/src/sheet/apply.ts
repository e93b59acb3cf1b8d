/** Starts and stops the applying of a checked sheet; the worker does the rest. */
import type { SheetImport } from "@banyan/contract";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { loadImport } from "./read.ts";
import { moveImport } from "./store.ts";

/** Twice does nothing more. @throws Refusal not_found, sheet_nothing, sheet_over (stopped or kept no longer) */
export async function applySheet(context: Context, id: bigint): Promise<SheetImport> {
  const now = await loadImport(context.services.database.query, id);
  if (now.state === "applying" || now.state === "done") return now;
  if (now.fresh + now.changed === 0) refuse("sheet_nothing");
  return act(context, {
    action: "sheet.apply",
    target: `sheet:${id}`,
    work: async (tx, at) => {
      const moved = await moveImport(tx, id, ["ready"], "applying", at);
      const result = await loadImport(tx, id);
      if (!moved && result.state !== "applying" && result.state !== "done") refuse("sheet_over");
      return { result, before: { state: now.state }, after: { state: result.state } };
    },
  });
}

/** What is saved stays saved. @throws Refusal not_found, sheet_over */
export async function cancelSheet(context: Context, id: bigint): Promise<SheetImport> {
  const now = await loadImport(context.services.database.query, id);
  if (now.state === "cancelled") return now;
  return act(context, {
    action: "sheet.cancel",
    target: `sheet:${id}`,
    work: async (tx, at) => {
      if (!(await moveImport(tx, id, ["ready", "applying"], "cancelled", at))) refuse("sheet_over");
      const result = await loadImport(tx, id);
      return {
        result,
        before: { state: now.state },
        after: { state: result.state, applied: result.applied },
      };
    },
  });
}
