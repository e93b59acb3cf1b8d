/** The catalogue's migration on a shop of yesterday: what lay in the recycle bin can still come back, and nothing else has moved. */
import { migrate } from "@banyan/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

let shop: OldShop;
beforeAll(async () => {
  shop = await openOldShop("catalog_migration");
});
afterAll(() => shop.close());

const OLD = `
  INSERT INTO category (id, name) VALUES (1, '茶');
  INSERT INTO product (id, category_id, state, fulfilment, name, updated_at)
  SELECT row_number() OVER (), 1, state, 'parcel', state, '2026-11-03T04:05:06Z'
  FROM unnest(ARRAY['listed', 'unlisted', 'recycled']) AS state;
  INSERT INTO media (sha256, width, height, bytes) VALUES (repeat('a', 64), 1, 2, 3)`;

it("gives what was recycled thirty days from now, and says since when it lies there", async () => {
  const { owner, url } = shop;
  await owner.query(OLD);
  await migrate(url);
  const { rows } = await owner.query(
    `SELECT name, state, recycled_at, recycled_by, round(extract(epoch FROM purge_at - business_now()) / 86400)::int AS days, video, list_at
     FROM product ORDER BY id`,
  );
  const still = { recycled_at: null, recycled_by: null, days: null, video: null, list_at: null };
  expect(rows).toEqual([
    { name: "listed", state: "listed", ...still },
    { name: "unlisted", state: "unlisted", ...still },
    {
      ...still,
      name: "recycled",
      state: "recycled",
      recycled_at: new Date("2026-11-03T04:05:06Z"),
      days: 30,
    },
  ]);
  const media = await owner.query("SELECT kind, seconds FROM media");
  expect(media.rows).toEqual([{ kind: "picture", seconds: null }]);
});

it("holds what belongs together: times, the bin, films and their length", async () => {
  const { owner } = shop;
  const refused = (statement: string) =>
    owner.query(statement).then(
      () => "taken",
      (error: { constraint?: string }) => error.constraint,
    );
  const update = (set: string, state: string) =>
    refused(`UPDATE product SET ${set} WHERE state = '${state}'`);
  expect(await update("list_at = now()", "listed")).toBe("product_schedule_state");
  expect(await update("unlist_at = now()", "recycled")).toBe("product_schedule_state");
  expect(await update("list_at = now(), unlist_at = now()", "unlisted")).toBe("product_schedule_order");
  expect(await update("purge_at = now()", "listed")).toBe("product_bin");
  const film = (kind: string, seconds: string) =>
    refused(
      `INSERT INTO media (sha256, width, height, bytes, kind, seconds) VALUES (repeat('b', 64), 1, 1, 1, '${kind}', ${seconds})`,
    );
  expect([await film("video", "NULL"), await film("picture", "3")]).not.toContain("taken");
  expect(await film("video", "3")).toBe("taken");
});
