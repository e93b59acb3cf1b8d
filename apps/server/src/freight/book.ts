/** All freight templates, read through a cache that the version poll drops. */
import type { FreightBook } from "@banyan/domain";
import type { Database } from "../db/database.ts";
import type { Versions } from "../setting/versions.ts";
import { readTemplates } from "./store.ts";
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
