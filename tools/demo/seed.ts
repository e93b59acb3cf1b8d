/**
 * Fills an empty shop with 云岭山货 and sixty days of its past. One transaction: a seed that was interrupted left nothing but its
 * staff, a finished one is left alone.
 */

import { join } from "node:path";
import { flatBook } from "@banyan/domain";
import { readMasterKey } from "@banyan/server/config.ts";
import { openDatabase } from "@banyan/server/db/database.ts";
import { toFlatFreight } from "@banyan/server/freight/policy.ts";
import { createSeal, type Seal } from "@banyan/server/seal/seal.ts";
import {
  connectControl,
  type PastPayment,
  type PastTransfer,
  readCredentials,
  type SimulatorCredentials,
} from "@banyan/wechat-sim";
import pg from "pg";
import { type DemoAccount, demoAccounts } from "./accounts.ts";
import { seedAccounts } from "./seed/accounts.ts";
import { seedCatalog } from "./seed/catalog.ts";
import { seedPlan } from "./seed/commission-plan.ts";
import { seedFreight } from "./seed/freight.ts";
import { writeHistory } from "./seed/history.ts";
import { writeMoney } from "./seed/money.ts";
import { seedPages } from "./seed/pages.ts";
import type { Desk } from "./seed/payouts.ts";
import { seedPeople } from "./seed/people.ts";
import { type Pictures, storePictures } from "./seed/pictures.ts";
import { planOrders } from "./seed/plan.ts";
import { createDice } from "./seed/random.ts";
import { writeRelations } from "./seed/relation-rows.ts";
import { planRelations } from "./seed/relations.ts";
import { seedReviews } from "./seed/reviews.ts";
import { insertRows } from "./seed/rows.ts";
import { seedSearches } from "./seed/searches.ts";
import { seedSheet } from "./seed/sheets.ts";
import { seedShelf } from "./seed/shelf.ts";
import { DEMO_SETTINGS, renewCredentials, type StaffIds, seedSettings, seedStaff } from "./seed/shop.ts";
import { seedSimulation } from "./seed/simulations.ts";
import { writeStock } from "./seed/stock.ts";
import { seedTiers } from "./seed/tiers.ts";

export interface SeedOptions {
  databaseUrl: string;
  dataDir: string;
  simulatorUrl: string;
  /** Where the shop is reached: WeChat's callbacks and codes lead there. */
  publicUrl: string;
  log: (line: string) => void;
}

const SEED = 20_261_124;
/** Payments of the past have told everything they will ever tell. */
const NOBODY = "http://127.0.0.1/webhooks/wechat";

export async function seedDemo(options: SeedOptions): Promise<{ skipped: boolean; accounts: DemoAccount[] }> {
  const seal = createSeal(readMasterKey(options.dataDir));
  const credentials = readCredentials(join(options.dataDir, "wechat-sim"));
  const database = openDatabase({ url: options.databaseUrl, maxConnections: 2 });
  const staff = await seedStaff(database, seal).finally(() => database.close());
  const client = new pg.Client({ connectionString: options.databaseUrl });
  await client.connect();
  try {
    const empty = (await client.query("SELECT FROM product LIMIT 1")).rowCount === 0;
    if (empty) {
      const pictures = await storePictures(options.dataDir, options.log);
      await fill(client, { ...options, seal, credentials, staff, pictures });
    } else {
      await renewCredentials(client, seal, credentials);
    }
    await connectControl(options.simulatorUrl).setPublicUrl(options.publicUrl);
    return { skipped: !empty, accounts: await demoAccounts(client, options.publicUrl) };
  } finally {
    await client.end();
  }
}

interface Filling extends SeedOptions {
  seal: Seal;
  credentials: SimulatorCredentials;
  staff: StaffIds;
  pictures: Pictures;
}

async function fill(client: pg.Client, options: Filling): Promise<void> {
  await client.query("BEGIN");
  try {
    const past = await writePast(client, options);
    await tellSimulator(options.simulatorUrl, past);
    await client.query("COMMIT");
    options.log(past.summary);
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

interface ToldPast {
  payments: PastPayment[];
  transfers: PastTransfer[];
  /** Whom WeChat pays, and who can be signed in as to see it arrive. */
  promoters: { nickname: string; openid: string }[];
  summary: string;
}

async function writePast(client: pg.Client, p: Filling): Promise<ToldPast> {
  const { seal, credentials, pictures } = p;
  const dice = createDice(SEED);
  const now = await businessNow(client);
  await insertRows(client, "media", pictures.rows);
  const catalog = await seedCatalog(client, pictures, now);
  await seedFreight(client, DEMO_SETTINGS.freight, catalog.products);
  await seedSettings(client, seal, credentials);
  await seedPages(client, { catalog, pictures, operatorId: p.staff.operator, now });
  await seedShelf(client, { catalog, pictures, dataDir: p.dataDir, operatorId: p.staff.operator, now });
  await seedSearches(client, now);
  const people = await seedPeople(client, { dice, seal, pictures, appid: credentials.appid, now });
  const { plan, tiers } = await seedPlan(client, catalog, { ownerId: p.staff.owner, now });
  const relations = planRelations({ dice, catalog, people, plan, tiers, now });
  const orders = planOrders({
    dice,
    catalog,
    people,
    relations,
    freight: flatBook(toFlatFreight(DEMO_SETTINGS.freight)),
    aftersaleDays: DEMO_SETTINGS.order.aftersale_days,
    now,
  });
  const { payments, written } = await writeHistory(client, {
    dice,
    seal,
    orders,
    notifyUrl: `${NOBODY}/pay`,
  });
  await writeStock(client, catalog, written, now);
  await client.query(`INSERT INTO coupon_counter (coupon_id, total, claimed)
    SELECT c.id, c.total, (SELECT count(*) FROM coupon_grant g WHERE g.coupon_id = c.id) FROM coupon c`);
  await writeRelations(client, { dice, relations, people, orders, operatorId: p.staff.operator, now });
  const { promoters } = relations;
  const transfers = await writeMoney(client, { desk: deskOf(p, dice, now), promoters, written });
  await seedTiers(client, { operatorId: p.staff.operator, now });
  await seedAccounts(client, { seal, catalog, people, now });
  await seedReviews(client, { catalog, pictures, staffId: p.staff.operator, now, written });
  await seedSheet(client, { operatorId: p.staff.operator, now });
  await seedSimulation(client, { ownerId: p.staff.owner, now });
  const summary = `${catalog.products.size} 种商品，${people.length} 位顾客，${promoters.length} 位分销员，${orders.length} 笔订单，${transfers.length} 笔打款`;
  return {
    payments,
    transfers,
    promoters: promoters.map(({ person: { nickname, openid } }) => ({ nickname, openid })),
    summary,
  };
}

async function businessNow(client: pg.Client): Promise<Date> {
  const clock = await client.query<{ now: Date }>("SELECT date_trunc('milliseconds', business_now()) AS now");
  const now = clock.rows[0]?.now;
  if (!now) throw new Error("business_clock is empty");
  return now;
}

function deskOf({ credentials, staff, publicUrl }: Filling, dice: Desk["dice"], now: Date): Desk {
  return {
    dice,
    staff: { ownerId: staff.owner, financeId: staff.finance },
    merchant: { mchid: credentials.mchid, appid: credentials.appid },
    rules: DEMO_SETTINGS.withdrawal,
    notifyUrl: `${publicUrl}/webhooks/wechat/transfer`,
    unheardUrl: `${NOBODY}/transfer`,
    now,
  };
}

const CHUNK = 200;

/** WeChat's side of the same past, so that an operator can refund an order of last week and a promoter confirm what waits. */
async function tellSimulator(
  url: string,
  { payments, transfers, promoters }: Omit<ToldPast, "summary">,
): Promise<void> {
  const control = connectControl(url);
  for (const promoter of promoters) await control.addUser(promoter);
  await control.setTransferRules({ single_max: DEMO_SETTINGS.withdrawal.max_fen });
  for (let at = 0; at < payments.length; at += CHUNK)
    await control.importHistory(payments.slice(at, at + CHUNK));
  await control.importTransfers(transfers);
}
