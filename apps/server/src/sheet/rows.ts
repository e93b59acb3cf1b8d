/** Products as rows of the sheet, such that reading them in again changes nothing. Pure. */
import { KEEP, LIST_MARK, PRODUCT_COLUMNS, type ProductKey } from "@banyan/domain";
import { yuan } from "@banyan/kernel";
import type { WholeProduct } from "../catalog/bulk-store.ts";
import type { Categories, Freights } from "./facts.ts";

export const TITLES = PRODUCT_COLUMNS.map(({ title }) => title);
export const WIDTHS = PRODUCT_COLUMNS.map(({ width }) => width);

/** A row for each SKU; what the product says stands in its first one. */
export function rowsOf(product: WholeProduct, { pathOf }: Categories, { nameOf }: Freights): string[][] {
  const whole: Partial<Record<ProductKey, string>> = {
    name: product.name,
    subtitle: product.subtitle,
    category: pathOf(product.category_id) || KEEP,
    shelves: list(product.shelf_ids.map(pathOf)),
    fulfilment: product.fulfilment === "parcel" ? "快递" : "服务核销",
    freight: product.fulfilment === "parcel" ? nameOf(product.freight_template_id) : "",
    state: product.state === "listed" ? "上架" : "下架",
    origin: product.origin,
    tags: list(product.tags),
    promises: list(product.promises),
    gallery: list(product.gallery),
    detail: detailOf(product.detail),
  };
  return product.skus.map((sku, index) => {
    const cells: Partial<Record<ProductKey, string>> = {
      ...(index === 0 ? whole : {}),
      id: product.id,
      code: product.code,
      skuId: sku.id,
      ...specCells(product, sku.spec),
      skuCode: sku.code,
      price: money(sku.price_fen),
      market: sku.market_price_fen === null ? "" : money(sku.market_price_fen),
      cost: money(sku.cost_fen),
      weight: String(sku.weight_g),
      picture: sku.picture ?? "",
      stock: String(sku.on_hand),
    };
    return PRODUCT_COLUMNS.map(({ key }) => cells[key] ?? "");
  });
}

const money = (fen: number) => yuan(BigInt(fen));

/** A part that holds the mark itself cannot be told apart again. */
function list(parts: readonly string[]): string {
  return parts.some((part) => part === "" || /[；;\n]/.test(part)) ? KEEP : parts.join(LIST_MARK);
}

/** Only pictures without words have a cell. */
function detailOf(blocks: WholeProduct["detail"]): string {
  const pictures = blocks.flatMap((block) =>
    block.kind === "picture" && !block.caption ? [block.picture] : [],
  );
  return pictures.length === blocks.length ? list(pictures) : KEEP;
}

function specCells(product: WholeProduct, spec: readonly string[]): Partial<Record<ProductKey, string>> {
  const [a, b, c] = product.specs;
  return {
    spec1: a?.name ?? "",
    value1: spec[0] ?? "",
    spec2: b?.name ?? "",
    value2: spec[1] ?? "",
    spec3: c?.name ?? "",
    value3: spec[2] ?? "",
  };
}
