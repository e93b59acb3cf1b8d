/** All freight templates, read through a cache that the version poll drops. */
import type { FreightBook } from "@banyan/domain";
import type { Database, Tx } from "../db/database.ts";
import type { Versions } from "../setting/versions.ts";
import { readTemplates, shareTemplates } from "./store.ts";
import { templateFrom } from "./template.ts";

export interface FreightReader {
  current(): Promise<FreightBook>;
}

/** @param versions drops the cache when a template changed in any process */
export function createFreightReader(database: Database, versions: Versions): FreightReader {
  let cache: Promise<FreightBook> | null = null;
  versions.onChange("freight", () => {
    cache = null;
  });
  const load = async (): Promise<FreightBook> => {
    const rows = await readTemplates(database.query);
    const first = rows.find((row) => row.is_default);
    if (!first) throw new Error("a shop has a default freight template");
    return { templates: rows.map(templateFrom), defaultId: String(first.id) };
  };
  return {
    async current() {
      cache ??= load();
      try {
        return await cache;
      } catch (error) {
        cache = null;
        throw error;
      }
    },
  };
}

/** Those of the named templates that there are; none of them can be removed before this transaction ends. One statement, or none for none. */
export async function holdTemplates(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(ids.length === 0 ? [] : await shareTemplates(tx, ids));
}
