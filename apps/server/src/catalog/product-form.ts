/** What a product form must satisfy beyond the shape of its fields: the SKUs are exactly combinations of the specs. Pure. */

import type { DetailBlock, productInput, Video } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import type { z } from "zod";
import { refuse } from "../http/refusal.ts";

export type ProductForm = z.infer<typeof productInput>;
export type SkuForm = ProductForm["skus"][number];

/** @throws Refusal invalid_input or duplicate_code at the field that is wrong */
export function checkForm(form: ProductForm): void {
  checkSpecs(form.specs);
  checkMatrix(form);
  checkCodes(form.skus);
  for (const [index, sku] of form.skus.entries()) {
    if (sku.market_price_fen !== null && sku.market_price_fen < sku.price_fen) {
      refuse("invalid_input", { field: `skus.${index}.market_price_fen`, message: "划线价不能低于售价" });
    }
  }
}

function checkSpecs(specs: ProductForm["specs"]): void {
  const names = new Set<string>();
  for (const [index, spec] of specs.entries()) {
    if (names.has(spec.name)) {
      refuse("invalid_input", { field: `specs.${index}.name`, message: `规格名“${spec.name}”重复了` });
    }
    names.add(spec.name);
    const repeated = spec.values.findIndex((value, at) => spec.values.indexOf(value) !== at);
    if (repeated >= 0) {
      refuse("invalid_input", {
        field: `specs.${index}.values.${repeated}`,
        message: `规格值“${spec.values[repeated]}”重复了`,
      });
    }
  }
}

/** Each SKU has one value of every spec, in the specs' order, and no combination comes twice. Combinations may be left out. */
function checkMatrix({ specs, skus }: ProductForm): void {
  const seen = new Set<string>();
  const ids = new Set<string>();
  for (const [index, sku] of skus.entries()) {
    const field = `skus.${index}.spec`;
    if (sku.spec.length !== specs.length) {
      refuse("invalid_input", { field, message: `这个规格要有 ${specs.length} 个规格值` });
    }
    const unknown = sku.spec.findIndex((value, at) => !specs[at]?.values.includes(value));
    if (unknown >= 0) {
      refuse("invalid_input", {
        field,
        message: `“${sku.spec[unknown]}”不是“${specs[unknown]?.name}”的规格值`,
      });
    }
    const combination = JSON.stringify(sku.spec);
    if (seen.has(combination)) {
      refuse("invalid_input", {
        field,
        message: sku.spec.length > 0 ? `规格“${specText(sku.spec)}”重复了` : "没有规格的商品只能有一个价格",
      });
    }
    seen.add(combination);
    if (sku.id !== undefined && ids.has(sku.id))
      refuse("invalid_input", { field: `skus.${index}.id`, message: "规格重复了" });
    if (sku.id !== undefined) ids.add(sku.id);
  }
}

function checkCodes(skus: readonly SkuForm[]): void {
  const codes = new Set<string>();
  for (const [index, { code }] of skus.entries()) {
    if (code === "") continue;
    if (codes.has(code))
      refuse("duplicate_code", { field: `skus.${index}.code`, message: `编码 ${code} 在本页重复了` });
    codes.add(code);
  }
}

type WithMedia = Pick<ProductForm, "gallery" | "detail" | "video" | "cases"> & {
  skus: readonly { picture: string | null }[];
};

/** Every picture and film that a form or a product names, with its field. */
export function mediaOf(form: WithMedia): { url: string | null; field: string }[] {
  return [
    ...form.gallery.map((url, index) => ({ url, field: `gallery.${index}` })),
    ...filmOf(form.video, "video"),
    ...form.skus.map((sku, index) => ({ url: sku.picture, field: `skus.${index}.picture` })),
    ...form.detail.flatMap((block, index) => mediaOfBlock(block, `detail.${index}`)),
    ...(form.cases ?? []).flatMap((one, index) =>
      one.pictures.map((url, at) => ({ url, field: `cases.${index}.pictures.${at}` })),
    ),
  ];
}

function mediaOfBlock(block: DetailBlock, field: string): { url: string; field: string }[] {
  if (block.kind === "picture") return [{ url: block.picture, field: `${field}.picture` }];
  if (block.kind === "pair")
    return block.pictures.map((url, side) => ({ url, field: `${field}.pictures.${side}` }));
  return block.kind === "video" ? filmOf(block.video, `${field}.video`) : [];
}

function filmOf(film: Video | null | undefined, field: string): { url: string; field: string }[] {
  if (!film) return [];
  return [
    { url: film.url, field: `${field}.url` },
    { url: film.poster, field: `${field}.poster` },
  ];
}
