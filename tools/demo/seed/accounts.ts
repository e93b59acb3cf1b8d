/** What the demo's people put aside and looked at, whose phone is known, and one who closed their account. */
import type { Seal } from "@banyan/server/seal/seal.ts";
import { maskPhone } from "@banyan/server/seal/seal.ts";
import type pg from "pg";
import type { SeededCatalog } from "./catalog.ts";
import type { Person } from "./people.ts";
import { createDice } from "./random.ts";
import { freshIds, insertRows, type Row } from "./rows.ts";

/** Dice of its own: who likes what moves no order. */
const SEED = 20_261_130;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** So many people have a star, a trail or a phone number; the rest only shop. */
const WHO = 24;

export async function seedAccounts(
  client: pg.ClientBase,
  p: { seal: Seal; catalog: SeededCatalog; people: readonly Person[]; now: Date },
): Promise<void> {
  const dice = createDice(SEED);
  const cheapest = new Map<bigint, bigint>();
  for (const { productId, priceFen } of p.catalog.skus) {
    const known = cheapest.get(productId);
    if (known === undefined || priceFen < known) cheapest.set(productId, priceFen);
  }
  const products = [...cheapest.keys()];
  const favourites: Row[] = [];
  const footprints: Row[] = [];
  for (const person of p.people.slice(0, WHO)) {
    const before = (ms: number) => new Date(Math.max(p.now.getTime() - ms, person.joinedAt.getTime()));
    const liked = new Set(Array.from({ length: 3 + dice.below(6) }, () => dice.pick(products)));
    for (const productId of liked) {
      const price = cheapest.get(productId) ?? 0n;
      favourites.push({
        customer_id: person.id,
        product_id: productId,
        // Some cost more when they were put aside.
        price_fen: dice.chance(35) ? price + BigInt(500 + 100 * dice.below(30)) : price,
        added_at: before(dice.below(20) * DAY_MS + dice.below(1_000) * MINUTE_MS),
      });
    }
    const seen = new Set([...liked, ...Array.from({ length: 8 }, () => dice.pick(products))]);
    for (const productId of seen) {
      footprints.push({
        customer_id: person.id,
        product_id: productId,
        viewed_at: before(dice.below(6) * DAY_MS + dice.below(1_200) * MINUTE_MS),
      });
    }
  }
  await insertRows(client, "favourite", favourites);
  await insertRows(client, "footprint", footprints);
  // The words that everybody of the past agreed to.
  await client.query(
    `INSERT INTO privacy_text (version, text, kept_at)
     SELECT (value ->> 'privacy_version')::int, value ->> 'privacy_text', $1 FROM setting WHERE key = 'shop'`,
    [p.now],
  );
  await seedPhones(client, p.seal, p.people.slice(0, WHO), p.now);
  await seedClosed(client, p.now);
}

async function seedPhones(
  client: pg.ClientBase,
  seal: Seal,
  people: readonly Person[],
  now: Date,
): Promise<void> {
  // Of those one can be in the demo nobody has given theirs: that is theirs to try.
  const known = people.filter((_, at) => at > 5 && at % 3 === 0);
  await insertRows(
    client,
    "customer_phone",
    known.map(({ id, address }) => ({
      customer_id: id,
      phone_sealed: seal.seal(`customer_phone:phone_sealed:${id}`, {
        number: address.phone,
        countryCode: "86",
      }),
      masked: maskPhone(address.phone),
      bound_at: now,
    })),
  );
  await insertRows(
    client,
    "phone",
    known.map(({ id, address }) => ({
      phone_hash: seal.index(`phone:86:${address.phone}`),
      customer_id: id,
    })),
  );
}

/** Came, looked around, and left again. */
async function seedClosed(client: pg.ClientBase, now: Date): Promise<void> {
  const [id] = await freshIds(client, "customer", 1);
  const came = new Date(now.getTime() - 40 * DAY_MS);
  const left = new Date(now.getTime() - 3 * DAY_MS);
  await insertRows(client, "customer", [
    {
      id,
      privacy_version: 1,
      privacy_agreed_at: came,
      created_at: came,
      created_date: came.toISOString().slice(0, 10),
      closed_at: left,
    },
  ]);
  await insertRows(client, "customer_profile", [
    { customer_id: id, nickname: "已注销", footprints_off: true },
  ]);
  await insertRows(client, "privacy_consent", [{ customer_id: id, version: 1, agreed_at: came }]);
}
