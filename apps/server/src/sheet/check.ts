/** Checks a sheet against the shop and keeps what it would do. No product changes here. */
import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import type { SheetImport } from "@banyan/contract";
import { groupRows, type ProductRows, productOf, type SheetCell, type SheetProduct } from "@banyan/domain";
import { yuan } from "@banyan/kernel";
import { takenReason } from "../catalog/bulk.ts";
import { codeOwners, productsByCode, wholeProducts } from "../catalog/bulk-read.ts";
import type { TakenCode, WholeProduct } from "../catalog/bulk-store.ts";
import { listCounted } from "../catalog/categories.ts";
import type { ProductForm } from "../catalog/product-form.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { requirePictures } from "../media/media.ts";
import { act } from "../staff/act.ts";
import { changesOf } from "./changes.ts";
import { categoriesOf, freightsOf, type NamedPicture, picturesOf } from "./facts.ts";
import { type Facts, formOf } from "./form.ts";
import { loadImport } from "./read.ts";
import { finishCheck, insertImport, insertProducts, type ProductWrite } from "./store.ts";

/** Products that are looked up, checked and kept together; between two slices others are served. */
const SLICE = 200;
/** Days that an import's products and its sheet of results are kept. */
const KEEP_DAYS = 14;

/**
 * Once per request key. Four statements for each 200 products.
 * @throws Refusal sheet_empty, sheet_header (which titles are missing), invalid_input at a picture, request_key_reused
 */
export async function checkSheet(
  context: Context,
  input: { request_key: string; file_name: string; rows: SheetCell[][]; pictures: NamedPicture[] },
): Promise<SheetImport> {
  // Its body has just been read, which took as long.
  await breathe();
  const reading = groupRows(input.rows);
  if (reading.refusal === "empty") refuse("sheet_empty", { message: "表格里没有商品" });
  if (reading.refusal === "header")
    refuse("sheet_header", {
      data: { missing: reading.missing },
      message: `表格的第一行缺少标题：${reading.missing.join("、")}`,
    });
  await requirePictures(
    context.services,
    input.pictures.map(({ url }, index) => ({ url, field: `pictures.${index}.url` })),
  );
  const id = await open(context, input, reading.titles, reading.rows);
  const { query } = context.services.database;
  const known = await loadImport(query, id);
  // A repeated request finds the check done, or under way.
  if (known.state !== "checking" || known.fresh + known.changed + known.same + known.bad > 0) return known;
  await fill(context, id, await productsOf(reading.groups), picturesOf(input.pictures));
  return loadImport(query, id);
}

const digestOf = (rows: unknown) => createHash("sha256").update(JSON.stringify(rows)).digest("hex");

async function productsOf(groups: readonly ProductRows[]): Promise<SheetProduct[]> {
  const products: SheetProduct[] = [];
  for (let at = 0; at < groups.length; at += SLICE) {
    products.push(...groups.slice(at, at + SLICE).map(productOf));
    await breathe();
  }
  return products;
}

async function open(
  context: Context,
  input: { request_key: string; file_name: string; rows: unknown },
  titles: readonly string[],
  rows: number,
): Promise<bigint> {
  return act(context, {
    action: "sheet.check",
    target: "sheet",
    once: {
      requestKey: input.request_key,
      // Its digest: to bring ten thousand rows into one form for comparing takes longer than a shopper may wait.
      content: { file: input.file_name, rows: digestOf(input.rows) },
      repeat: async (target) => BigInt(target.slice("sheet:".length)),
    },
    work: async (tx, at) => {
      const staffId = staffOf(context).id;
      const id = await insertImport(tx, {
        staffId,
        fileName: input.file_name,
        titles,
        rows,
        at,
        days: KEEP_DAYS,
      });
      return { result: id, before: null, after: { file: input.file_name, rows }, target: `sheet:${id}` };
    },
  });
}

async function fill(
  context: Context,
  id: bigint,
  products: readonly SheetProduct[],
  picture: Facts["picture"],
): Promise<void> {
  const { query } = context.services.database;
  const facts: Facts = {
    categories: categoriesOf(await listCounted(query)),
    freights: freightsOf(await context.services.freight.current()),
    picture,
  };
  const byCode = await productsByCode(
    query,
    products.map(({ code }) => code),
  );
  const within = repeatsOf(products, byCode);
  for (let at = 0; at < products.length; at += SLICE) {
    const slice = products.slice(at, at + SLICE);
    const ids = slice.flatMap((one) => one.id ?? byCode.get(one.code) ?? []);
    const now = new Map(
      (
        await wholeProducts(
          query,
          ids.filter((one) => /^[1-9][0-9]{0,17}$/.test(one)),
        )
      ).map((one) => [one.id, one]),
    );
    const owners = await codeOwners(query, {
      products: slice.map(({ code }) => code),
      skus: slice.flatMap(({ skus }) => skus.map(({ code }) => code ?? "")),
    });
    const rows = slice.map((one, index) =>
      decide(one, at + index, {
        now: now.get(one.id ?? byCode.get(one.code) ?? "") ?? null,
        owners,
        within,
        facts,
      }),
    );
    await insertProducts(query, id, rows);
  }
  await finishCheck(query, id);
}

interface Sight {
  now: WholeProduct | null;
  owners: readonly TakenCode[];
  /** By line: what another row of the sheet says already. */
  within: ReadonlyMap<number, string>;
  facts: Facts;
}

function decide(sheet: SheetProduct, ordinal: number, { now, owners, within, facts }: Sight): ProductWrite {
  const formed = formOf(sheet, now, facts);
  const faults = [...formed.faults];
  if (sheet.id !== null && now === null)
    faults.push({ line: sheet.line, column: "商品编号", reason: `没有编号 ${sheet.id} 的商品` });
  for (const { line } of sheet.rows) {
    const reason = within.get(line);
    if (reason) faults.push({ line, column: "", reason });
  }
  const code = sheet.code || now?.code || "";
  const taken = formed.form && takenReason({ id: now?.id ?? null, code, form: formed.form }, owners);
  if (taken) faults.push({ line: sheet.line, column: "", reason: taken });
  faults.sort((one, other) => one.line - other.line);
  const form = faults.length > 0 ? null : formed.form;
  const changes = form && now ? changesOf(now, code, form, facts) : [];
  const kind = form === null ? "bad" : now === null ? "fresh" : changes.length > 0 ? "changed" : "same";
  return {
    ordinal,
    kind,
    product_id: now?.id ?? null,
    version: now?.version ?? null,
    name: (sheet.name || now?.name || sheet.code || "（没有名称）").slice(0, 60),
    wanted: form && kind !== "same" ? { code, listed: now === null && sheet.listed === true, form } : null,
    changes,
    notes: form && now === null ? [freshWords(form, sheet.listed === true), ...formed.notes] : formed.notes,
    faults,
    cells: sheet.rows,
  };
}

/** A new product in a line: what somebody looks at before it is made. */
function freshWords({ skus, gallery }: ProductForm, listed: boolean): string {
  const prices = skus.map(({ price_fen }) => price_fen);
  const [least, most] = [Math.min(...prices), Math.max(...prices)].map((fen) => yuan(BigInt(fen)));
  const stock = skus.reduce((sum, sku) => sum + sku.stock, 0);
  const price = least === most ? `¥${least}` : `¥${least} 至 ¥${most}`;
  return `${skus.length} 个规格，${price}，库存 ${stock}，主图 ${gallery.length} 张，导入后${listed ? "上架" : "下架"}`;
}

/** Products and codes that come twice in the sheet, by the line of the later one. */
function repeatsOf(
  products: readonly SheetProduct[],
  byCode: ReadonlyMap<string, string>,
): ReadonlyMap<number, string> {
  const repeats = new Map<number, string>();
  const seen = new Map<string, number>();
  const look = (key: string, line: number, reason: (first: number) => string) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else repeats.set(line, reason(first));
  };
  for (const { id, code, line, skus } of products) {
    const product = id ?? byCode.get(code);
    if (product !== undefined) look(`product ${product}`, line, (first) => `与第 ${first} 行是同一个商品`);
    if (code !== "") look(`code ${code}`, line, (first) => `商品编码 ${code} 与第 ${first} 行重复`);
    for (const sku of skus)
      if (sku.code) look(`sku ${sku.code}`, sku.line, (first) => `规格编码 ${sku.code} 与第 ${first} 行重复`);
  }
  return repeats;
}
