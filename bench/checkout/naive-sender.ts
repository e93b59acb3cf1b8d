/** How the yardstick asks PostgreSQL, and what it asks about every line. */
import type pg from "pg";

/** Statements of one request, and how they are sent. */
export class Sender {
  statements = 0;
  readonly #pool: pg.Pool;
  readonly #client: Pick<pg.ClientBase, "query">;
  constructor(pool: pg.Pool, client: Pick<pg.ClientBase, "query"> = pool) {
    this.#pool = pool;
    this.#client = client;
  }
  async rows<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    this.statements += 1;
    return (await this.#client.query<Row>(text, values)).rows;
  }
  async row<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row> {
    const [row] = await this.rows<Row>(text, values);
    if (!row) throw new Error(`nothing found by ${text}`);
    return row;
  }
  /** In a transaction of its own. */
  async together<T>(work: (inside: Sender) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    const inside = new Sender(this.#pool, client);
    try {
      await client.query("BEGIN");
      const value = await work(inside);
      await client.query("COMMIT");
      return value;
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      this.statements += inside.statements;
      client.release();
    }
  }
}

export interface Line {
  sku_id: string;
  quantity: number;
}
interface Sku {
  id: string;
  product_id: string;
  price_fen: string;
}

/** Each line with what is sold in it, row by row. */
export async function shown(sender: Sender, lines: readonly Line[]) {
  const all: { line: Line; sku: Sku; name: string; category: string; fen: number }[] = [];
  for (const line of lines) {
    const sku = await sender.row<Sku>("SELECT * FROM sku WHERE id = $1", [line.sku_id]);
    const product = await sender.row<{ name: string; category_id: string; state: string }>(
      "SELECT * FROM product WHERE id = $1",
      [sku.product_id],
    );
    await sender.row("SELECT * FROM category WHERE id = $1", [product.category_id]);
    const stock = await sender.row<{ left: number }>(
      "SELECT on_hand - held AS left FROM sku_stock WHERE sku_id = $1",
      [sku.id],
    );
    if (product.state !== "listed" || stock.left < line.quantity) throw new Error("cannot be bought");
    const fen = Number(sku.price_fen) * line.quantity;
    all.push({ line, sku, name: product.name, category: product.category_id, fen });
  }
  return all;
}
