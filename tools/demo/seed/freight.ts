/** 运费模板 of the demo: what the setting says as the default one, and two for goods that travel otherwise. */
import { flatTemplate } from "@banyan/domain";
import { toFlatFreight } from "@banyan/server/freight/policy.ts";
import { bodyOf } from "@banyan/server/freight/template.ts";
import type { SettingValues } from "@banyan/server/setting/settings.ts";
import type pg from "pg";

/** What must stay cold, and what two people carry. */
const COLD = ["matsutake-fresh"];
const LARGE = ["whole-leg"];

const rule = (first: number, first_fen: number, further: number, further_fen: number) => ({
  ...{ first, first_fen, further, further_fen },
  ...{ free_over_fen: null, free_over_pieces: null },
});
const FAR = ["15", "54", "63", "64", "65"];

export async function seedFreight(
  client: pg.ClientBase,
  freight: SettingValues["freight"],
  products: ReadonlyMap<string, bigint>,
): Promise<void> {
  const body = bodyOf(flatTemplate(toFlatFreight(freight), { id: "1", name: "" }));
  await client.query("UPDATE freight_template SET body = $1 WHERE is_default", [JSON.stringify(body)]);
  const make = async (name: string, unit: "piece" | "weight", made: object, keys: readonly string[]) => {
    const { rows } = await client.query<{ id: string }>(
      "INSERT INTO freight_template (name, unit, body) VALUES ($1, $2, $3) RETURNING id",
      [name, unit, JSON.stringify(made)],
    );
    await client.query("UPDATE product SET freight_template_id = $1 WHERE id = ANY ($2::bigint[])", [
      rows[0]?.id,
      keys.map((key) => String(products.get(key) ?? 0)),
    ]);
  };
  const cold = {
    elsewhere: rule(1000, 2200, 500, 600),
    groups: [
      { ...rule(1000, 1000, 500, 300), free_over_fen: 19_900, regions: ["53"] },
      { ...rule(1000, 1600, 500, 400), regions: ["51", "52", "50", "45"] },
    ],
    unserved: [...FAR, "71", "81", "82"],
  };
  const large = {
    elsewhere: { ...rule(1, 3500, 1, 2500), free_over_pieces: 3 },
    groups: [{ ...rule(1, 6800, 1, 5000), regions: FAR }],
    unserved: ["71", "81", "82"],
  };
  await make("生鲜冷链", "weight", cold, COLD);
  await make("大件物流", "piece", large, LARGE);
}
