/** Products of yesterday have no code of their own, and nothing else of them changes; codes that are given are told apart. */
import { migrate } from "@banyan/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let shop: OldShop;
const productsNow = async () =>
  (await shop.owner.query("SELECT to_jsonb(p) - 'code' AS row FROM product p ORDER BY id")).rows;
let before: unknown[];
beforeAll(async () => {
  shop = await openOldShop("sheet_migration");
  await migrate(shop.url, "0023_account.sql");
  await shop.owner.query(`
    INSERT INTO category (id, name) VALUES (1, '茶叶');
    INSERT INTO staff (id, name, role) VALUES (1, '小云', 'operator');
    INSERT INTO product (id, category_id, fulfilment, name, state) VALUES
      (1, 1, 'parcel', '生茶', 'listed'), (2, 1, 'parcel', '熟茶', 'unlisted'), (3, 1, 'parcel', '旧茶', 'deleted');
    INSERT INTO sku (id, product_id, code, price_fen, position) VALUES (1, 1, 'S1', 100, 0)`);
  before = await productsNow();
  await migrate(shop.url, "0024_sheet.sql");
});
afterAll(() => shop.close());

/** @param role none: whoever owns the tables */
const attempt = (text: string, role = "") =>
  shop.owner.query(`BEGIN; ${role && `SET LOCAL ROLE ${role};`} ${text}; COMMIT`).then(
    () => "taken",
    async (error: { constraint?: string; code?: string }) => {
      await shop.owner.query("ROLLBACK");
      return error.constraint ?? error.code;
    },
  );

it("leaves products as they were, each without a code", async () => {
  expect(await productsNow()).toEqual(before);
  const { rows } = await shop.owner.query("SELECT DISTINCT code FROM product");
  expect(rows).toEqual([{ code: "" }]);
});

it("takes a code once among those that are not gone for good", async () => {
  const code = (id: number, of: string) => attempt(`UPDATE product SET code = '${of}' WHERE id = ${id}`);
  expect(await code(1, "CHA-1")).toBe("taken");
  expect(await code(2, "CHA-1")).toBe("product_code");
  expect(await code(3, "CHA-1")).toBe("taken");
  expect(await code(2, "cha-1")).toBe("taken");
});

it("the shop may make, move and forget imports, and never drops one from the history", async () => {
  const made = `INSERT INTO sheet_import (id, staff_id, state, file_name, titles, rows, created_at, keep_until)
    VALUES (1, 1, 'checking', 'a.xlsx', '[]', 1, now(), now())`;
  const line = `INSERT INTO sheet_product (import_id, ordinal, kind, name, changes, notes, faults, cells)
    VALUES (1, 0, 'bad', '', '[]', '[]', '[]', '[]')`;
  expect(await attempt(`${made}; ${line}`, "banyan_app")).toBe("taken");
  expect(await attempt("UPDATE sheet_import SET applied = 1", "banyan_app")).toBe("sheet_import_check");
  expect(await attempt("DELETE FROM sheet_import", "banyan_app")).toBe("42501");
  expect(await attempt("DELETE FROM sheet_product", "banyan_app")).toBe("taken");
  expect(await attempt("UPDATE sheet_import SET state = 'done'", "banyan_read")).toBe("42501");
});
