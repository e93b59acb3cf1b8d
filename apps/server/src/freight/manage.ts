/** The operator makes, changes and removes freight templates. What was ordered keeps the freight it was ordered at. */
import { type FreightInput, type FreightTemplateBody, MAX_FREIGHT_TEMPLATES } from "@banyan/contract";
import { regionConflict } from "@banyan/domain";
import { isRegion, regionName } from "../address/regions.ts";
import type { Tx } from "../db/database.ts";
import { violates } from "../db/database.ts";
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import type { Services } from "../services.ts";
import { act } from "../staff/act.ts";
import {
  type CountedRow,
  countTemplates,
  deleteTemplate,
  insertTemplate,
  lockTemplates,
  productsOf,
  setDefault,
  type TemplateRow,
  type TemplateValues,
  updateTemplate,
} from "./store.ts";

export async function listTemplates(
  services: Pick<Services, "database">,
): Promise<{ templates: FreightTemplateBody[] }> {
  return { templates: (await countTemplates(services.database.query)).map(shown) };
}

/** Once per request key. @throws Refusal invalid_input, freight_region_twice at the region's field, freight_name_taken, freight_limit */
export async function createTemplate(
  context: Context,
  { request_key, ...input }: FreightInput & { request_key: string },
): Promise<FreightTemplateBody> {
  checkRegions(input);
  const id = await act(context, {
    action: "freight.create",
    target: "freight",
    once: {
      requestKey: request_key,
      content: input,
      repeat: async (target) => BigInt(target.split(":")[1] ?? ""),
    },
    work: async (tx) => {
      const all = await lockTemplates(tx);
      if (all.length >= MAX_FREIGHT_TEMPLATES) refuse("freight_limit");
      checkName(all, input.name, null);
      const made = await insertTemplate(tx, valuesOf(input));
      return { result: made, before: null, after: input, target: `freight:${made}` };
    },
  });
  return told(context.services, id);
}

/** @throws Refusal not_found, already_changed and what createTemplate refuses */
export async function changeTemplate(
  context: Context,
  { template_id, version, ...input }: FreightInput & { template_id: string; version: number },
): Promise<FreightTemplateBody> {
  checkRegions(input);
  const id = BigInt(template_id);
  await act(context, {
    action: "freight.update",
    target: `freight:${id}`,
    work: async (tx) => {
      const all = await lockTemplates(tx);
      const before = all.find((row) => row.id === id) ?? refuse("not_found");
      if (before.version !== version) refuse("already_changed");
      checkName(all, input.name, id);
      await updateTemplate(tx, id, valuesOf(input));
      return { result: null, before: { name: before.name, unit: before.unit, ...before.body }, after: input };
    },
  });
  return told(context.services, id);
}

/** @throws Refusal not_found */
export async function makeDefault(
  context: Context,
  id: bigint,
): Promise<{ templates: FreightTemplateBody[] }> {
  await act(context, {
    action: "freight.default",
    target: `freight:${id}`,
    work: async (tx) => {
      const all = await lockTemplates(tx);
      const next = all.find((row) => row.id === id) ?? refuse("not_found");
      const before = all.find((row) => row.is_default);
      if (!next.is_default) await setDefault(tx, id);
      return { result: null, before: { default: before?.name }, after: { default: next.name } };
    },
  });
  await context.services.versions.refresh();
  return listTemplates(context.services);
}

/** @throws Refusal not_found, freight_default, freight_in_use (the message names how many products, and the first of them) */
export async function removeTemplate(context: Context, id: bigint): Promise<void> {
  try {
    await act(context, {
      action: "freight.remove",
      target: `freight:${id}`,
      work: async (tx) => {
        const all = await lockTemplates(tx);
        const before = all.find((row) => row.id === id) ?? refuse("not_found");
        if (before.is_default) refuse("freight_default");
        await refuseInUse(tx, id);
        await deleteTemplate(tx, id);
        return {
          result: null,
          before: { name: before.name, unit: before.unit, ...before.body },
          after: null,
        };
      },
    });
  } catch (error) {
    // A product form was saved with it in the same moment.
    if (violates(error, "product_freight_template_id_fkey")) refuse("freight_in_use");
    throw error;
  }
  await context.services.versions.refresh();
}

async function refuseInUse(tx: Tx, id: bigint): Promise<void> {
  const { count, names } = await productsOf(tx, id);
  if (count === 0) return;
  const more = count > names.length ? `等 ${count} 件商品` : "";
  refuse("freight_in_use", {
    message: `${names.map((name) => `“${name}”`).join("、")}${more}在用这个模板，请先改用别的模板`,
  });
}

async function told(services: Services, id: bigint): Promise<FreightTemplateBody> {
  await services.versions.refresh();
  const row = (await countTemplates(services.database.query)).find((one) => one.id === id);
  return row ? shown(row) : refuse("not_found");
}

function valuesOf({ name, unit, ...body }: FreightInput): TemplateValues {
  return { name, unit, body };
}

function checkName(all: readonly TemplateRow[], name: string, own: bigint | null): void {
  if (all.some((row) => row.name === name && row.id !== own)) refuse("freight_name_taken", { field: "name" });
}

/** Every region is one, and stands in one place at most. */
function checkRegions(input: FreightInput): void {
  const places = [
    ...input.groups.map(({ regions }, at) => ({ regions, field: `groups.${at}.regions` })),
    { regions: input.unserved, field: "unserved" },
  ];
  for (const { regions, field } of places) {
    const unknown = regions.find((code) => !isRegion(code));
    if (unknown !== undefined) refuse("invalid_input", { field, message: `没有这个地区：${unknown}` });
  }
  const conflict = regionConflict(input);
  if (conflict === null) return;
  const message = `${regionName(conflict.region)}已经在${placeName(conflict.other)}里了，请只留一处`;
  refuse("freight_region_twice", { field: conflict.field, message });
}

/** "groups.1.regions" → 「第 2 组」. */
function placeName(field: string): string {
  const at = /^groups\.(\d+)\./.exec(field)?.[1];
  return at === undefined ? "不配送地区" : `第 ${Number(at) + 1} 组`;
}

function shown(row: CountedRow): FreightTemplateBody {
  return {
    id: String(row.id),
    name: row.name,
    unit: row.unit,
    ...row.body,
    is_default: row.is_default,
    product_count: row.products,
    version: row.version,
    updated_at: row.updated_at.toISOString(),
  };
}
