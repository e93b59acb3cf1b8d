/**
 * Fills an empty shop with 云岭山货 and thirty days of its past. One transaction: a seed that was interrupted left nothing, a finished
 * one is left alone.
 */

import { join } from "node:path";
import { readMasterKey } from "@banyan/server/config.ts";
import { openDatabase } from "@banyan/server/db/database.ts";
import { toFreightPolicy } from "@banyan/server/freight/policy.ts";
import { createSeal, type Seal } from "@banyan/server/seal/seal.ts";
import { connectControl, type PastPayment, readCredentials } from "@banyan/wechat-sim";
import pg from "pg";
import { seedCatalog } from "./seed/catalog.ts";
import { writeHistory } from "./seed/history.ts";
import { seedPeople } from "./seed/people.ts";
import { type Pictures, storePictures } from "./seed/pictures.ts";
import { planOrders } from "./seed/plan.ts";
import { createDice } from "./seed/random.ts";
import { insertRows } from "./seed/rows.ts";
import {
  DEMO_PASSWORD,
  DEMO_SETTINGS,
  DEMO_STAFF,
  homeOf,
  renewCredentials,
  seedSettings,
  seedStaff,
} from "./seed/shop.ts";
import { writeStock } from "./seed/stock.ts";

/** How to sign in as somebody, for the starter to print. */
export interface DemoAccount {
  kind: string;
  name: string;
  how: string;
}
export interface SeedOptions {
  databaseUrl: string;
  dataDir: string;
  simulatorUrl: string;
  log: (line: string) => void;
}

const SEED = 20_261_124;

export async function seedDemo(options: SeedOptions): Promise<{ skipped: boolean; accounts: DemoAccount[] }> {
  const seal = createSeal(readMasterKey(options.dataDir));
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  try {
    const empty = (await client.query("SELECT FROM product LIMIT 1")).rowCount === 0;
    if (empty) {
      const pictures = await storePictures(options.dataDir, options.log);
      await fill(client, options, seal, pictures);
    } else {
      await renewCredentials(client, seal, readCredentials(join(options.dataDir, "wechat-sim")));
    }
    const database = openDatabase({ url: options.databaseUrl, maxConnections: 2 });
    await seedStaff(database, seal).finally(() => database.close());
    return { skipped: !empty, accounts: accounts() };
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client, options: SeedOptions, seal: Seal, pictures: Pictures): Promise<void> {
  const credentials = readCredentials(join(options.dataDir, "wechat-sim"));
  const dice = createDice(SEED);
  await client.query("BEGIN");
  try {
    const clock = await client.query<{ now: Date }>(
      "SELECT date_trunc('milliseconds', business_now()) AS now",
    );
    const now = clock.rows[0]?.now;
    if (!now) throw new Error("business_clock is empty");
    await insertRows(client, "media", pictures.rows);
    const catalog = await seedCatalog(client, pictures, now);
    await seedSettings(client, seal, credentials, homeOf(catalog, pictures));
    const people = await seedPeople(client, { dice, seal, pictures, appid: credentials.appid, now });
    const orders = planOrders({
      dice,
      catalog,
      people,
      freight: toFreightPolicy(DEMO_SETTINGS.freight),
      now,
    });
    const notifyUrl = "http://127.0.0.1/webhooks/wechat/pay";
    const { payments, written } = await writeHistory(client, { dice, seal, orders, notifyUrl });
    await writeStock(client, catalog, written, now);
    await client.query(`INSERT INTO coupon_counter (coupon_id, total, claimed)
      SELECT c.id, c.total, (SELECT count(*) FROM coupon_grant g WHERE g.coupon_id = c.id) FROM coupon c`);
    await tellSimulator(options.simulatorUrl, payments);
    await client.query("COMMIT");
    options.log(`${catalog.products.size} 种商品，${people.length} 位顾客，${orders.length} 笔订单`);
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

const CHUNK = 200;

/** WeChat's side of the same past, so that an operator can refund an order of last week. */
async function tellSimulator(url: string, payments: readonly PastPayment[]): Promise<void> {
  const control = connectControl(url);
  for (let at = 0; at < payments.length; at += CHUNK)
    await control.importHistory(payments.slice(at, at + CHUNK));
}

function accounts(): DemoAccount[] {
  return [
    ...DEMO_STAFF.map(({ name, title }) => ({
      kind: title,
      name,
      how: `后台登录页「演示账号」一键进入（密码 ${DEMO_PASSWORD}，另需动态码）`,
    })),
    {
      kind: "顾客",
      name: "林晓棠 等 6 位",
      how: "打开商城，在「微信模拟」里选一位微信用户（何小满是第一次来的新客）",
    },
  ];
}
