/** A shop with goods, a promoter and customers of theirs with full carts; WeChat and the shop are processes of their own. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compose } from "@banyan/server/compose.ts";
import { createLogger } from "@banyan/server/http/log.ts";
import { startHttp } from "@banyan/server/http/server.ts";
import { makeProduct } from "@banyan/tests/support/goods.ts";
import { type Buyer, createPeople } from "@banyan/tests/support/people.ts";
import { bind, makePromoter, ratesOf, usePlan } from "@banyan/tests/support/relation.ts";
import { fillShop } from "@banyan/tests/support/rest.ts";
import { putSettings } from "@banyan/tests/support/setup.ts";
import type { Shop } from "@banyan/tests/support/shop.ts";
import { freePort } from "@banyan/tools/launch/port.ts";
import { connectControl, readCredentials, type SimulatorControl } from "@banyan/wechat-sim";
import type pg from "pg";
import { type Place, startWechat } from "./processes.ts";

export interface Scene {
  readonly place: Place;
  readonly control: SimulatorControl;
  readonly buyers: readonly Buyer[];
  readonly skus: readonly string[];
  close(): Promise<void>;
}

const PRODUCTS = 50;
const STOCK = 1_000_000;

/** Makes the shop through its own routes in this process; what is measured are processes of their own at `place`. */
export async function openScene(databaseUrl: string, owner: pg.Client, buyers: number): Promise<Scene> {
  const dataDir = mkdtempSync(join(tmpdir(), "banyan-bench-"));
  const wechat = await startWechat(join(dataDir, "wechat-sim"));
  const masterKey = randomBytes(32);
  writeFileSync(join(dataDir, "master.key"), masterKey.toString("base64"), { mode: 0o600 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { services, close } = compose(
    {
      ...{ role: "http", host: "127.0.0.1", port, publicUrl: url, dataDir, databaseUrl },
      demo: { simulatorUrl: wechat.url },
    },
    masterKey,
    createLogger(() => undefined),
  );
  const http = await startHttp(services);
  const control = connectControl(wechat.url);
  const simulator = { ...wechat, control, credentials: readCredentials(join(dataDir, "wechat-sim")) };
  const place = { url, services, simulator, heard: () => undefined } as never;
  const people = createPeople(place);
  const sql = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows;
  const shop = {
    ...people,
    ...{ url, services, workerServices: services, simulator, sql },
    owner: await people.staff("owner"),
  } as unknown as Shop;
  await putSettings(shop, {});
  const skus: string[] = [];
  for (let n = 0; n < PRODUCTS; n += 1)
    skus.push((await makeProduct(shop, { name: `古树茶 ${n + 1}`, price: 5_000 + n, stock: STOCK })).sku);
  await usePlan(shop, { rules: ratesOf(1000, 300) });
  const promoter = await shop.customer("阿布");
  await makePromoter(shop, promoter);
  const crowd = await shop.crowd(buyers);
  for (const buyer of crowd) {
    await buyer.address();
    await bind(shop, buyer, promoter);
  }
  const [like] = crowd;
  if (like && skus[0]) await fillShop(sql, { sku: skus[0], buyer: like.id });
  await http.close();
  await close();
  return {
    place: { databaseUrl, dataDir, simulatorUrl: wechat.url },
    ...{ control, buyers: crowd, skus },
    close: async () => {
      await wechat.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Two lines in every cart, as their owners would have put them there. Not measured. */
export async function fillCarts(owner: pg.Client, scene: Scene, buyers: readonly Buyer[]): Promise<void> {
  await owner.query(
    `INSERT INTO cart_line (customer_id, sku_id, quantity)
     SELECT customer, sku, 1 + (n % 2)
     FROM unnest($1::bigint[]) WITH ORDINALITY AS b (customer, n),
       LATERAL (SELECT ($2::bigint[])[1 + (n * 7 + k * 13) % cardinality($2::bigint[])] AS sku FROM generate_series(0, 1) AS k) AS s
     ON CONFLICT DO NOTHING`,
    [buyers.map(({ id }) => id), scene.skus],
  );
}
