/**
 * The rest of the shop: goods that nobody buys meanwhile and customers who stay at home. With a handful of rows PostgreSQL reads tables from
 * end to end, which no shop that matters would see.
 */
const PRODUCTS = 5_000;
const CUSTOMERS = 5_000;
/** Far from the ids of those who buy. */
const FROM = 1_000_000;

/** @param like a SKU of a product, and a customer with an address and a relation, to be made again and again */
export async function fillShop(
  sql: (text: string) => Promise<unknown>,
  like: { sku: string; buyer: string | bigint },
): Promise<void> {
  const copy = (table: string, change: string, of: string, count: number) =>
    `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object(${change}))).*
     FROM ${table} AS t, generate_series(${FROM} + 1, ${FROM + count}) AS n WHERE ${of}`;
  const { sku, buyer } = like;
  const product = `id = (SELECT product_id FROM sku WHERE id = ${sku})`;
  for (const statement of [
    copy("product", "'id', n, 'name', '茶 ' || n, 'request_key', NULL", product, PRODUCTS),
    copy("sku", "'id', n, 'product_id', n, 'code', ''", `id = ${sku}`, PRODUCTS),
    copy("sku_stock", "'sku_id', n", `sku_id = ${sku}`, PRODUCTS),
    copy("customer", "'id', n", `id = ${buyer}`, CUSTOMERS),
    copy("customer_profile", "'customer_id', n", `customer_id = ${buyer}`, CUSTOMERS),
    copy("address", "'customer_id', n, 'id', n, 'request_key', NULL", `customer_id = ${buyer}`, CUSTOMERS),
    copy("binding", "'customer_id', n, 'id', n", `customer_id = ${buyer} AND ended_at IS NULL`, CUSTOMERS),
    copy("session", "'customer_id', n, 'token_hash', 'of ' || n", `customer_id = ${buyer}`, CUSTOMERS),
  ])
    await sql(statement);
}
