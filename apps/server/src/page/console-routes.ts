import { api } from "../http/context.ts";
import { loadDraft, loadEdition, pageHeads, pageHistory, pageTargets, previewPage } from "./console-read.ts";
import { createTopic, keepContent, restoreEdition, saveDraft, setTopicClosed } from "./draft.ts";
import { publishPage, withdrawFromPage } from "./publish.ts";
import { changesInWords } from "./words.ts";

const { page } = api.console;

export const pageConsoleRoutes = {
  list: page.list.handler(async ({ context }) => ({
    pages: await pageHeads(context.services.database.query),
  })),
  get: page.get.handler(({ input, context }) =>
    loadDraft(context.services.database.query, BigInt(input.page_id)),
  ),
  create: page.create.handler(({ input, context }) => createTopic(context, input)),
  save: page.save.handler(({ input, context }) => saveDraft(context, input)),
  keep: page.keep.handler(({ input, context }) => keepContent(context, input)),
  publish: page.publish.handler(({ input, context }) => publishPage(context, input)),
  history: page.history.handler(({ input, context }) =>
    pageHistory(context.services.database.query, BigInt(input.page_id), input.before ?? null),
  ),
  edition: page.edition.handler(({ input, context }) =>
    loadEdition(context.services.database.query, BigInt(input.page_id), input.no),
  ),
  restore: page.restore.handler(({ input, context }) => restoreEdition(context, input)),
  withdraw: page.withdraw.handler(({ input, context }) => withdrawFromPage(context, input)),
  close: page.close.handler(({ input, context }) => setTopicClosed(context, input)),
  compare: page.compare.handler(({ input }) => ({ changes: changesInWords(input.before, input.after) })),
  preview: page.preview.handler(({ input, context }) => previewPage(context.services, input.content)),
  targets: page.targets.handler(async ({ input, context }) => ({
    targets: await pageTargets(context.services.database.query, input),
  })),
};
