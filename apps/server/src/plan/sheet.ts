/** Rules from a sheet: read, found in the shop, given back for the draft. Nothing is written. */
import { type ConsolePlanNames, MOST_RULES } from "@banyan/contract";
import {
  type BadRow,
  type FoundRule,
  type NamedTarget,
  type PlanScope,
  readSheet,
  resolveSheet,
  type SheetCell,
  type SheetFacts,
  type SheetRule,
} from "@banyan/domain";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { isId } from "./names.ts";
import { type NamedRow, readSheetNames, type SheetNamesRow, type SheetWords } from "./names-store.ts";

export interface ReadRules {
  good: FoundRule[];
  bad: BadRow[];
  names: ConsolePlanNames;
}

/** One statement. @throws Refusal sheet_empty, sheet_header (which titles are missing) */
export async function readRules(
  services: Services,
  cells: readonly (readonly SheetCell[])[],
): Promise<ReadRules> {
  const reading = readSheet(cells);
  if (reading.refusal === "sheet_empty") refuse("sheet_empty");
  if (reading.refusal === "sheet_header")
    refuse("sheet_header", {
      data: { missing: reading.missing },
      message: `表格的第一行缺少标题：${reading.missing.join("、")}`,
    });
  const found = await readSheetNames(services.database.query, wordsOf(reading.rules));
  const { good, bad } = resolveSheet(reading.rules, factsOf(found), MOST_RULES);
  const { codes: _, ...names } = found;
  return {
    good,
    bad: [...reading.bad, ...bad].sort((a, b) => a.line - b.line),
    names,
  };
}

function wordsOf(rules: readonly SheetRule[]): SheetWords {
  const words = (wanted: PlanScope) => {
    const all = new Set(
      rules.flatMap(({ scope, targetId, targetName }) =>
        scope === wanted ? [targetId, targetName].filter((word) => word !== null) : [],
      ),
    );
    return { ids: [...all].filter(isId), names: [...all] };
  };
  return { products: words("product"), skus: words("sku") };
}

/** A category goes by its own name or with its parent's; a SKU by its code, too. What is gone cannot be found. */
function factsOf(found: SheetNamesRow): SheetFacts {
  const here = (rows: readonly NamedRow[]) => rows.filter(({ gone }) => !gone);
  const tiers = here(found.tiers);
  const by: Record<Exclude<PlanScope, "all">, Index> = {
    category: indexOf(here(found.categories), ({ name }) => [name, name.split(" / ").at(-1) ?? name]),
    product: indexOf(here(found.products), ({ name }) => [name]),
    sku: indexOf(here(found.skus), ({ id, name }) => [
      name,
      ...found.codes.flatMap((one) => (one.id === id ? [one.code] : [])),
    ]),
  };
  return {
    byId: (scope, id) => by[scope].ids.get(id),
    byName: (scope, name) => by[scope].names.get(name) ?? [],
    tier: (word) => (tiers.find(({ id }) => id === word) ?? tiers.find(({ name }) => name === word))?.id,
  };
}

interface Index {
  ids: ReadonlyMap<string, NamedTarget>;
  names: ReadonlyMap<string, NamedTarget[]>;
}

function indexOf(rows: readonly NamedRow[], namesOf: (row: NamedRow) => string[]): Index {
  const names = new Map<string, NamedTarget[]>();
  for (const row of rows)
    for (const name of new Set(namesOf(row))) names.set(name, [...(names.get(name) ?? []), row]);
  return { ids: new Map(rows.map((row) => [row.id, row])), names };
}
