/** Rows of a sheet as rules: what they name is found in the shop, rows that repeat another one are set aside. */
import { type PlanRule, type PlanScope, ruleKey } from "./plan.ts";
import type { BadRow, SheetRule } from "./sheet.ts";

/** A rule without its id, which the draft gives. */
export type NamelessRule = Omit<PlanRule, "id">;

export interface FoundRule {
  line: number;
  rule: NamelessRule;
}

export interface NamedTarget {
  id: string;
  name: string;
}

/** What the shop knows by the ids and names of the sheet. Recycled goods and retired tiers are not there. */
export interface SheetFacts {
  /** Everything that a word may mean: the one of that id, or those of exactly that name. */
  byId(scope: Exclude<PlanScope, "all">, id: string): NamedTarget | undefined;
  byName(scope: Exclude<PlanScope, "all">, name: string): readonly NamedTarget[];
  tier(word: string): string | undefined;
}

const NOUNS: Readonly<Record<Exclude<PlanScope, "all">, string>> = {
  category: "分类",
  product: "商品",
  sku: "规格",
};

/** @param most rules that a plan holds; rows beyond are bad rows */
export function resolveSheet(
  rows: readonly SheetRule[],
  facts: SheetFacts,
  most: number,
): { good: FoundRule[]; bad: BadRow[] } {
  const good: FoundRule[] = [];
  const bad: BadRow[] = [];
  const lineOf = new Map<string, number>();
  for (const row of rows) {
    const found = resolveRow(row, facts);
    const earlier = "reason" in found ? undefined : lineOf.get(ruleKey(found));
    if ("reason" in found) bad.push({ line: row.line, reason: found.reason });
    else if (earlier !== undefined)
      bad.push({ line: row.line, reason: `与第 ${earlier} 行的范围、位置、等级都相同` });
    else if (good.length >= most)
      bad.push({ line: row.line, reason: `一个方案最多 ${most} 条规则，这一行放不下` });
    else {
      lineOf.set(ruleKey(found), row.line);
      good.push({ line: row.line, rule: found });
    }
  }
  return { good, bad };
}

function resolveRow(row: SheetRule, facts: SheetFacts): NamelessRule | { reason: string } {
  const tier = row.tier === null ? undefined : facts.tier(row.tier);
  if (row.tier !== null && tier === undefined) return { reason: `没有「${row.tier}」这个等级，或它已停用` };
  const target = targetOf(row, facts);
  if (target !== null && "reason" in target) return target;
  return {
    scope: row.scope,
    ...(target === null ? {} : { target: target.id }),
    position: row.position,
    ...(tier === undefined ? {} : { tier }),
    ...row.amount,
  };
}

/** The id stands before the name; where both are there they must mean the same. */
function targetOf(row: SheetRule, facts: SheetFacts): NamedTarget | { reason: string } | null {
  const { scope, targetId, targetName } = row;
  if (scope === "all") return null;
  const noun = NOUNS[scope];
  const word = targetId ?? targetName ?? "";
  const byId = facts.byId(scope, word);
  if (byId !== undefined) {
    if (targetId === null || targetName === null || targetName === byId.name) return byId;
    if (facts.byName(scope, targetName).some(({ id }) => id === byId.id)) return byId;
    return { reason: `编号 ${targetId} 是「${byId.name}」，与名称「${targetName}」不符` };
  }
  const named = facts.byName(scope, word);
  if (named.length > 1) return { reason: `有 ${named.length} 个${noun}叫「${word}」，请改填编号` };
  return named[0] ?? { reason: `没有「${word}」这个${noun}，或它已不在店里` };
}
