/** The operator keeps groups of words that mean the same. */
import { plainText, squeeze } from "@banyan/domain";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { bumpVersion } from "../setting/store.ts";
import { act } from "../staff/act.ts";
import {
  countSynonyms,
  deleteSynonym,
  insertSynonym,
  lockSynonym,
  type SynonymRow,
  updateSynonym,
} from "./console-store.ts";
import { simplify } from "./pinyin.ts";

/** Every search goes through all of them. */
const MOST_GROUPS = 500;

interface SynonymForm {
  words: string[];
  enabled: boolean;
}

/** Once per request key. @throws Refusal invalid_input at words.N, request_key_reused */
export async function createSynonym(
  context: Context,
  input: SynonymForm & { request_key: string },
): Promise<{ id: string }> {
  const { request_key, ...form } = input;
  checkWords(form.words);
  const id = await act(context, {
    action: "search.synonym",
    target: "synonym",
    once: { requestKey: request_key, content: form, repeat: async (target) => target.split(":")[1] ?? "" },
    work: async (tx) => {
      if ((await countSynonyms(tx)) >= MOST_GROUPS)
        refuse("invalid_input", { field: "words", message: `最多 ${MOST_GROUPS} 组同义词` });
      const made = await insertSynonym(tx, form.words, form.enabled);
      await bumpVersion(tx, "search");
      return { result: String(made), before: null, after: form, target: `synonym:${made}` };
    },
  });
  await context.services.versions.refresh();
  return { id };
}

/** @throws Refusal not_found, already_changed, invalid_input at words.N */
export async function changeSynonym(
  context: Context,
  id: bigint,
  { version, ...form }: SynonymForm & { version: number },
): Promise<Record<string, never>> {
  checkWords(form.words);
  await act(context, {
    action: "search.synonym",
    target: `synonym:${id}`,
    work: async (tx) => {
      const before = (await lockSynonym(tx, id)) ?? refuse("not_found");
      if (before.version !== version) refuse("already_changed");
      await updateSynonym(tx, id, form.words, form.enabled);
      await bumpVersion(tx, "search");
      return { result: null, before: toldOf(before), after: form };
    },
  });
  await context.services.versions.refresh();
  return {};
}

/** @throws Refusal not_found */
export async function removeSynonym(context: Context, id: bigint): Promise<Record<string, never>> {
  await act(context, {
    action: "search.synonym",
    target: `synonym:${id}`,
    work: async (tx) => {
      const before = (await lockSynonym(tx, id)) ?? refuse("not_found");
      await deleteSynonym(tx, id);
      await bumpVersion(tx, "search");
      return { result: null, before: toldOf(before), after: null };
    },
  });
  await context.services.versions.refresh();
  return {};
}

const toldOf = ({ words, enabled }: SynonymRow): SynonymForm => ({ words, enabled });

/** Words that search takes for the same, or for none, would do nothing. */
function checkWords(words: readonly string[]): void {
  const plain = words.map((word) => squeeze(plainText(word, simplify)));
  for (const [at, word] of plain.entries()) {
    const field = `words.${at}`;
    if (word === "") refuse("invalid_input", { field, message: "词里要有文字、字母或数字" });
    if (plain.indexOf(word) < at) refuse("invalid_input", { field, message: `“${words[at]}”重复了` });
  }
}
