/** How long an edit of an operator stays unseen. */
import type { Shop } from "@banyan/tests/support/shop.ts";
import { Problem } from "@banyan/tools/launch/problem.ts";

/** No edit needs longer than this to be seen, or something is broken. */
const GIVE_UP_MS = 10_000;

/**
 * Takes a product off the shelf and puts it back, each time looking at its page in the shop until it says so. The state is written beside
 * this process's own caches, as a console in another process does it.
 * @returns milliseconds from the edit's commit to the last answer that did not know of it
 */
export async function editThenLook(shop: Shop, edits: number): Promise<number[]> {
  const [product] = await shop.sql<{ id: string; name: string }>(
    "SELECT id, name FROM product ORDER BY id LIMIT 1",
  );
  if (!product) throw new Problem("没有商品");
  const stale: number[] = [];
  for (let edit = 1; edit <= edits; edit += 1) {
    const name = `${product.name} 第 ${edit} 版`;
    await shop.sql(
      `WITH seen AS (UPDATE page_version SET version = version + 1 WHERE topic = 'catalog')
       UPDATE product SET name = $2 WHERE id = $1`,
      [product.id, name],
    );
    const edited = performance.now();
    stale.push(await lastUnaware(`${shop.url}/api/v1/products/${product.id}`, name, edited));
  }
  return stale;
}

async function lastUnaware(url: string, name: string, edited: number): Promise<number> {
  let last = 0;
  for (;;) {
    const answer = (await (await fetch(url)).json()) as { name: string };
    if (answer.name === name) return last;
    last = performance.now() - edited;
    if (last > GIVE_UP_MS) throw new Problem("修改之后一直看不到");
  }
}
