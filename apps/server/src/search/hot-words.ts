/** The operator says which hot words are shown first, and which never. */
import { plainText } from "@banyan/domain";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import { replaceHotWords, selectHotWords } from "./console-store.ts";
import { simplify } from "./pinyin.ts";

/** @throws Refusal invalid_input at words.N.word */
export async function saveHotWords(
  context: Context,
  words: readonly { word: string; shown: boolean }[],
): Promise<Record<string, never>> {
  const plain = words.map(({ word }) => plainText(word, simplify));
  const again = plain.findIndex((word, at) => plain.indexOf(word) < at);
  if (again >= 0)
    refuse("invalid_input", { field: `words.${again}.word`, message: `“${words[again]?.word}”重复了` });
  await act(context, {
    action: "search.hot",
    target: "search",
    work: async (tx) => {
      const before = await selectHotWords(tx);
      await replaceHotWords(tx, words);
      await bumpVersion(tx, "search");
      return { result: null, before, after: words };
    },
  });
  await context.services.versions.refresh();
  return {};
}
