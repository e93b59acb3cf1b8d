/** What a sheet changes of a product, field by field, in the words of its columns. Pure. */
import { LIST_MARK, titleOf } from "@banyan/domain";
import { specText, yuan } from "@banyan/kernel";
import type { WholeProduct } from "../catalog/bulk-store.ts";
import type { ProductForm, SkuForm } from "../catalog/product-form.ts";
import type { Categories, Freights } from "./facts.ts";

export interface Change {
  what: string;
  before: string;
  after: string;
}

const FULFILMENT = { parcel: "快递", service: "服务核销" } as const;
const money = (fen: number | null) => (fen === null ? "" : yuan(BigInt(fen)));
const pictures = (urls: readonly string[]) => `${urls.length} 张`;

/** Nothing for a new product: all of it is new. */
export function changesOf(
  now: WholeProduct,
  code: string,
  form: ProductForm,
  { categories: { pathOf }, freights }: { categories: Categories; freights: Freights },
): Change[] {
  const changes: Change[] = [];
  const tell = (what: string, before: unknown, after: unknown, word: (value: never) => string) => {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    changes.push({ what, before: word(before as never), after: word(after as never) });
  };
  const text = (value: string) => value;
  const list = (parts: readonly string[]) => parts.join(LIST_MARK);
  const shelves = (ids: readonly string[]) => ids.map(pathOf).join(LIST_MARK);
  tell(titleOf("code"), now.code, code, text);
  tell(titleOf("name"), now.name, form.name, text);
  tell(titleOf("subtitle"), now.subtitle, form.subtitle, text);
  tell(titleOf("category"), now.category_id, form.category_id, pathOf);
  tell(titleOf("shelves"), sorted(now.shelf_ids), sorted(form.shelf_ids ?? []), shelves);
  tell(
    titleOf("fulfilment"),
    now.fulfilment,
    form.fulfilment,
    (value: "parcel" | "service") => FULFILMENT[value],
  );
  const freight = (id: string | null) => (id === null ? "默认" : freights.nameOf(id));
  tell(titleOf("freight"), now.freight_template_id, form.freight_template_id ?? null, freight);
  tell(titleOf("origin"), now.origin, form.origin, text);
  tell(titleOf("tags"), now.tags, form.tags, list);
  tell(titleOf("promises"), now.promises, form.promises, list);
  tell(titleOf("gallery"), now.gallery, form.gallery, pictures);
  tell(
    titleOf("detail"),
    plainDetail(now.detail),
    plainDetail(form.detail),
    (value: unknown[]) => `${value.length} 段`,
  );
  tell("规格", now.specs.map(specWords), form.specs.map(specWords), list);
  for (const sku of form.skus) {
    const before = now.skus.find(({ id }) => id === sku.id);
    if (before) skuChanges(before, sku, tell);
    else changes.push({ what: "新规格", before: "", after: `${nameOf(sku)} ¥${money(sku.price_fen)}` });
  }
  return changes;
}

const sorted = (ids: readonly string[]) => [...ids].sort();
const specWords = ({ name, values }: ProductForm["specs"][number]) => `${name}：${values.join("、")}`;
const nameOf = ({ spec }: { spec: readonly string[] }) => specText(spec) || "默认";
/** An empty caption is none. */
const plainDetail = (blocks: ProductForm["detail"]) =>
  blocks.map((block) =>
    block.kind === "picture" && !block.caption
      ? { kind: block.kind, picture: block.picture }
      : sortedKeys(block),
  );
const sortedKeys = (block: object) =>
  Object.fromEntries(Object.entries(block).sort(([a], [b]) => (a < b ? -1 : 1)));

function skuChanges(
  before: WholeProduct["skus"][number],
  sku: SkuForm,
  tell: (what: string, before: unknown, after: unknown, word: (value: never) => string) => void,
): void {
  const of = `（${nameOf(before)}）`;
  const text = (value: string) => value;
  const picture = (value: string | null) => (value === null ? "无" : "有");
  tell(`规格值${of}`, before.spec, sku.spec, (value: string[]) => specText(value));
  tell(`售价${of}`, before.price_fen, sku.price_fen, money);
  tell(`划线价${of}`, before.market_price_fen, sku.market_price_fen, money);
  tell(`成本价${of}`, before.cost_fen, sku.cost_fen, money);
  tell(`规格编码${of}`, before.code, sku.code, text);
  tell(`重量克${of}`, before.weight_g, sku.weight_g, String);
  tell(`规格图${of}`, before.picture, sku.picture, picture);
}
