import { api } from "../http/context.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { likePattern } from "../http/like.ts";
import { refuse } from "../http/refusal.ts";
import { selectHotWords, selectSearched, selectSearchedDays, selectSynonyms } from "./console-store.ts";
import { saveHotWords } from "./hot-words.ts";
import { changeSynonym, createSynonym, removeSynonym } from "./synonyms.ts";

export const searchConsoleRoutes = {
  synonyms: api.console.search.synonyms.handler(async ({ context }) => {
    const rows = await selectSynonyms(context.services.database.query);
    return {
      groups: rows.map((row) => ({
        ...row,
        id: String(row.id),
        updated_at: row.updated_at.toISOString(),
      })),
    };
  }),
  createSynonym: api.console.search.createSynonym.handler(({ input, context }) =>
    createSynonym(context, input),
  ),
  changeSynonym: api.console.search.changeSynonym.handler(({ input: { synonym_id, ...form }, context }) =>
    changeSynonym(context, BigInt(synonym_id), form),
  ),
  removeSynonym: api.console.search.removeSynonym.handler(({ input, context }) =>
    removeSynonym(context, BigInt(input.synonym_id)),
  ),
  hotWords: api.console.search.hotWords.handler(async ({ context }) => {
    const words = await selectHotWords(context.services.database.query);
    const { hot } = await context.services.search.hints.get();
    return { words, shown: [...hot] };
  }),
  saveHotWords: api.console.search.saveHotWords.handler(({ input, context }) =>
    saveHotWords(context, input.words),
  ),
  words: api.console.search.words.handler(async ({ input, context }) => {
    const { search, database } = context.services;
    if (input.to < input.from) refuse("invalid_input", { field: "to", message: "结束日期不能早于开始日期" });
    // What this process has counted so far belongs to today.
    await search.words.flush();
    const { from, to, nothing, limit } = input;
    const [searches, word] = decodeCursor(input.cursor, 2) ?? [];
    const after = searches === undefined || word === undefined ? null : { searches, word };
    const pattern = input.q ? likePattern(input.q) : null;
    const [rows, days] = await Promise.all([
      selectSearched(database.query, { from, to, nothing, pattern, after, limit }),
      selectSearchedDays(database.query, input),
    ]);
    const { items, next_cursor } = pageOf(
      rows,
      limit,
      (row) => [BigInt(row.searches), row.word_number],
      ({ word_number: _, ...row }) => row,
    );
    return { words: items, days, next_cursor };
  }),
};
