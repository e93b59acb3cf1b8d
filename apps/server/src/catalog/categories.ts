/** The category tree, for the shop, the home page and the console. */
import type { CategoryNode, ConsoleCategory } from "@banyan/contract";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { selectCounted } from "./category-store.ts";
import { selectCategories } from "./store.ts";

export function listCategories(query: Kysely<Tables>): Promise<CategoryNode[]> {
  return selectCategories(query);
}

/** Both levels as the operator sees them. One statement. */
export function listCounted(query: Kysely<Tables>): Promise<ConsoleCategory[]> {
  return selectCounted(query);
}
