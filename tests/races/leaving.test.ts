/** A promoter leaves or is closed while money is on its way to them and customers come: nothing is lost, nothing new is earned. */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { booksHold } from "../support/books.ts";
import { wordOf } from "../support/client.ts";
import { commissionsOf, makePair, type Pair } from "../support/commission.ts";
import { ledgerHolds } from "../support/ledger.ts";
import { paidOrder, ship, together } from "../support/orders.ts";
import { newKey } from "../support/people.ts";
import { ratesOf, usePlan } from "../support/relation.ts";
import { openShop, type Shop } from "../support/shop.ts";

const ROUNDS = 8;
let shop: Shop;
let sku: string;
beforeAll(async () => {
  shop = await openShop({ name: "race_leaving" });
  await usePlan(shop, { rules: ratesOf(1000) });
  ({ sku } = await shop.product({ price: 9_990, stock: 1_000 }));
});
afterAll(() => shop.close());
afterEach(async () => {
  await shop.settle();
  await ledgerHolds(shop);
  await booksHold(shop);
  expect(shop.errors.splice(0)).toEqual([]);
});

/** Paid, received, and its settlement due: 999 fen of commission. */
async function due({ buyer }: Pair): Promise<string> {
  const { no } = await paidOrder(shop, buyer, [{ sku }]);
  await ship(shop.owner, no);
  await buyer.api.order.receive({ no });
  await shop.settle();
  return no;
}
const comeToSettle = (no: string) =>
  shop.sql("UPDATE orders SET settle_due_at = date_trunc('milliseconds', received_at) WHERE no = $1", [no]);
/** "estimated held available" */
async function balancesOf({ promoter }: Pair): Promise<string> {
  const [row] = await shop.sql<{ text: string }>(
    "SELECT concat_ws(' ', estimated_fen, held_fen, available_fen) AS text FROM account WHERE owner_id = $1",
    [promoter.id],
  );
  return row?.text ?? "none";
}
async function leave({ promoter }: Pair) {
  const { joined_at } = await promoter.api.promoter.exit();
  return promoter.api.promoter.leave({ joined_at, confirm: true });
}
const close = ({ promoter }: Pair) =>
  shop.owner.api.console.promoter.close({
    customer_id: promoter.id,
    reason: "违反约定",
    confirm: promoter.id,
  });
const freeze = ({ promoter }: Pair, frozen: boolean) =>
  shop.owner.api.console.promoter.freeze({ customer_id: promoter.id, frozen, reason: "核对来源" });
async function hold({ promoter }: Pair, no: string) {
  const [row] = await commissionsOf(shop, promoter, no);
  const key = `${no}-${row?.line_no ?? 1}-${row?.position ?? "1"}-referral`;
  return shop.owner.api.console.commission.hold({ promoter_id: promoter.id, key, reason: "同一地址" });
}

it("what is estimated settles into what is available, refunds claw back, and new orders earn nothing", async () => {
  const pair = await makePair(shop);
  const no = await due(pair);
  expect((await leave(pair)).state).toBe("closed");
  await comeToSettle(no);
  const { no: later } = await paidOrder(shop, pair.buyer, [{ sku }]);
  await shop.settle();
  expect(await balancesOf(pair)).toBe("0 0 999");
  expect(await commissionsOf(shop, pair.promoter, later)).toEqual([]);
});

it("leaving and settling at once: available all the same", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const pair = await makePair(shop);
    const no = await due(pair);
    await comeToSettle(no);
    await together(
      () => leave(pair),
      () => shop.worker().jobs.settle.tick(),
    );
    await shop.settle();
    expect(await balancesOf(pair)).toBe("0 0 999");
  }
});

it("leaving and asking for money at once: both, and whoever left asks again", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const pair = await makePair(shop);
    const no = await due(pair);
    await comeToSettle(no);
    await shop.settle();
    const ask = () =>
      wordOf(pair.promoter.api.withdrawal.request({ request_key: newKey(), amount_fen: 400 }));
    const words = await together(ask, () => wordOf(leave(pair)));
    expect(words).toEqual(["ok", "ok"]);
    expect(await ask()).toBe("ok");
    expect(await balancesOf(pair)).toBe("0 0 199");
  }
});

it("closing a frozen promoter lets go of what the freeze held, but of no hold by a person", async () => {
  const pair = await makePair(shop);
  const [freely, byHand, before] = [await due(pair), await due(pair), await due(pair)];
  await hold(pair, before);
  await freeze(pair, true);
  for (const no of [freely, byHand]) await comeToSettle(no);
  await shop.settle();
  expect(await balancesOf(pair)).toBe("0 2997 0");
  // Held by the freeze until now: no money moves, but lifting the freeze no longer lets it go.
  const held = await hold(pair, byHand);
  expect(held).toMatchObject({ hold_reason: "同一地址", commission: { state: "held" } });
  expect(await wordOf(hold(pair, byHand))).toBe("already_held");
  expect(await balancesOf(pair)).toBe("0 2997 0");
  expect((await close(pair)).state).toBe("closed");
  expect(await balancesOf(pair)).toBe("0 1998 999");
});

it("named by hand and let go at once: held or available, never both and never lost", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const pair = await makePair(shop);
    const no = await due(pair);
    await freeze(pair, true);
    await comeToSettle(no);
    await shop.settle();
    await together(
      () => wordOf(hold(pair, no)),
      () => freeze(pair, false),
    );
    const balances = await balancesOf(pair);
    expect(balances).toBe("0 999 0");
    const [row] = await shop.sql("SELECT hold_reason FROM commission WHERE order_no = $1", [no]);
    expect(row).toEqual({ hold_reason: "同一地址" });
  }
});

it("leaving while customers come: whoever was bound in that moment is nobody's a minute later", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const pair = await makePair(shop);
    const visitor = await shop.customer("刚来的");
    const { code } = await pair.promoter.api.share.create({ channel: "card" });
    await together(
      () => wordOf(visitor.api.share.touch({ code, visitor_key: newKey() })),
      () => leave(pair),
    );
    await shop.worker().jobs.leavers.tick();
    const standing = await shop.sql("SELECT FROM binding WHERE promoter_id = $1 AND ended_at IS NULL", [
      pair.promoter.id,
    ]);
    expect(standing).toEqual([]);
    expect((await pair.buyer.api.referral.mine()).promoter).toBeNull();
  }
});

it("left, closed and lifted at once: one end, whatever the order", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const pair = await makePair(shop);
    const words = await Promise.all([wordOf(leave(pair)), wordOf(close(pair)), wordOf(freeze(pair, false))]);
    expect(words[0]).toBe("ok");
    expect(["ok", "promoter_closed"]).toContain(words[1]);
    const [row] = await shop.sql<{ state: string }>("SELECT state FROM promoter WHERE owner_id = $1", [
      pair.promoter.id,
    ]);
    expect(row?.state).toBe("closed");
  }
});
