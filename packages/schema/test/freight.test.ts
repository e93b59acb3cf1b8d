/** The freight setting of yesterday becomes the default template, and charges everybody what it charged. */
import { migrate } from "@banyan/schema";
import { afterEach, expect, it } from "vitest";
import { type OldShop, openOldShop } from "./old-shop.ts";

const opened: OldShop[] = [];
afterEach(async () => {
  for (const shop of opened.splice(0)) await shop.close();
});

async function migrated(setting: object | null) {
  const shop = await openOldShop("freight_migration");
  opened.push(shop);
  if (setting) await shop.owner.query("INSERT INTO setting (key, value) VALUES ('freight', $1)", [setting]);
  await migrate(shop.url);
  const { rows } = await shop.owner.query("SELECT name, unit, is_default, body FROM freight_template");
  return rows;
}

const flat = (first_fen: number) => ({
  first: 1,
  first_fen,
  further: 1,
  further_fen: 0,
  free_over_fen: null,
  free_over_pieces: null,
});

it("remote provinces are groups that nothing waives, unserved ones stay unserved", async () => {
  const rows = await migrated({
    base_fen: 800,
    free_over_fen: 9900,
    remote: [
      { province: "65", fee_fen: 1500 },
      { province: "54", fee_fen: 2500 },
    ],
    unserved: ["71", "82"],
  });
  expect(rows).toEqual([
    {
      name: "默认模板",
      unit: "piece",
      is_default: true,
      body: {
        elsewhere: { ...flat(800), free_over_fen: 9900 },
        groups: [
          { ...flat(1500), regions: ["65"] },
          { ...flat(2500), regions: ["54"] },
        ],
        unserved: ["71", "82"],
      },
    },
  ]);
});

it("never free, nothing remote", async () => {
  const [row] = await migrated({ base_fen: 0, free_over_fen: null, remote: [], unserved: [] });
  expect(row.body).toEqual({ elsewhere: flat(0), groups: [], unserved: [] });
});

it("a shop that never set it starts as a new one does", async () => {
  const [row] = await migrated(null);
  expect(row.body).toEqual({ elsewhere: { ...flat(1000), free_over_fen: 9900 }, groups: [], unserved: [] });
});
