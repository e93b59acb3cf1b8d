import type { ConsoleAdjustment, ConsoleAdjustmentRow, RewardSheet } from "@banyan/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, newKey, openShop, type Shop } from "./open-shop.ts";
import { fundedPromoter } from "./promoter.ts";

type Detail = ConsoleAdjustment & { code?: string; message?: string };
type Refused = { code: string; field?: string; message: string; data?: { bad: RewardSheet["bad"] } };
let shop: Shop;
let anna: Caller;
let bao: Caller;
beforeAll(async () => {
  shop = await openShop("adjustment_sheet");
  [anna, bao] = await Promise.all([shop.staff("finance"), shop.staff("finance")]);
});
afterAll(() => shop.close());

const decide = (by: Caller, no: string, what: "approve", fen: number) =>
  by.call<Detail>("POST", `/console/adjustments/${no}/${what}`, { confirm_fen: fen, note: "核对过" });
const account = async (who: Caller) =>
  (
    await shop.sql<{ text: string }>(
      "SELECT concat_ws(' ', available_fen, debt_fen) AS text FROM account WHERE owner_id = $1",
      [who.id],
    )
  )[0]?.text;

describe("a sheet of rewards", () => {
  const sheet = (text: string) =>
    anna.call<RewardSheet>("POST", "/console/adjustments/sheet", { text, reason: "双十一" });
  const send = (text: string, fen: number, request_key = newKey(), by = anna) =>
    by.call<{ batch_id: string; rows: number } & Refused>("POST", "/console/adjustments/batches", {
      request_key,
      text,
      reason: "双十一",
      confirm_fen: fen,
    });

  test("bad rows are listed with line and reason, good ones shown, and nothing is half applied", async () => {
    const [a, b] = [await fundedPromoter(shop, 0), await fundedPromoter(shop, 0)];
    const stranger = await shop.customer();
    const text = `编号\t金额\n${a.id}\t5\t冠军\n${stranger.id}\t5\n${b.id}\t99999\n${b.id}\t3`;
    const { body } = await sheet(text);
    expect(body.rows).toMatchObject([{ line: 2, amount_fen: 500, reason: "冠军" }]);
    expect(body.bad.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "3 没有这位分销员",
      "4 单笔最多 ¥1000.00，可以在设置里调整上限",
      `5 与第 4 行是同一位分销员`,
    ]);
    const refused = await send(text, 500);
    expect(refused).toMatchObject({ status: 409, body: { code: "sheet_refused", field: "text" } });
    expect(refused.body.data?.bad).toHaveLength(3);
    expect((await send("编号", 1)).body.code).toBe("sheet_refused");
    expect(await shop.sql("SELECT FROM adjustment WHERE owner_id = $1", [a.id])).toEqual([]);
  });

  test("one request, one approval for all; the key makes it once", async () => {
    const [a, b] = [await fundedPromoter(shop, 0), await fundedPromoter(shop, 0)];
    const text = `${a.id},5,冠军\n${b.id},3.5`;
    const key = newKey();
    expect((await send(text, 849)).body.code).toBe("amount_mismatch");
    const { body } = await send(text, 850, key);
    expect(body).toMatchObject({ rows: 2, total_fen: 850 });
    // A repeat is told what was asked for, whoever of them has left since.
    await shop.sql("UPDATE promoter SET state = 'frozen' WHERE owner_id = $1", [b.id]);
    expect((await send(text, 850, key)).body).toEqual(body);
    await shop.sql("UPDATE promoter SET state = 'active' WHERE owner_id = $1", [b.id]);
    const { items } = (
      await bao.call<{ items: ConsoleAdjustmentRow[] }>(
        "GET",
        `/console/adjustments?batch_id=${body.batch_id}`,
      )
    ).body;
    expect(items.map((row) => row.reason).sort()).toEqual(["冠军", "双十一"]);
    expect(items[0]?.batch).toMatchObject({ rows: 2, total_fen: 850, reason: "双十一" });
    const no = items[0]?.no ?? "";
    expect((await decide(bao, no, "approve", 500)).body.code).toBe("amount_mismatch");
    expect((await decide(bao, no, "approve", 850)).body.state).toBe("approved");
    expect([await account(a), await account(b)]).toEqual(["500 0", "350 0"]);
    expect((await decide(bao, items[1]?.no ?? "", "approve", 850)).body.code).toBe("adjustment_decided");
  });

  test("one of them who no longer earns holds up the whole sheet, by name", async () => {
    const [a, b] = [await fundedPromoter(shop, 0), await fundedPromoter(shop, 0)];
    await send(`${a.id},5\n${b.id},3`, 800);
    await shop.sql("UPDATE promoter SET state = 'frozen' WHERE owner_id = $1", [b.id]);
    const [row] = await shop.sql<{ no: string }>("SELECT no FROM adjustment WHERE owner_id = $1", [a.id]);
    const { body } = await decide(bao, row?.no ?? "", "approve", 800);
    expect(body.code).toBe("not_a_promoter");
    expect(body.message).toContain(`编号 ${b.id}`);
    expect([await account(a), await account(b)]).toEqual(["0 0", "0 0"]);
  });

  test("whoever stands in the sheet neither asks for it nor approves it", async () => {
    const mine = await fundedPromoter(shop, 0);
    const other = await fundedPromoter(shop, 0);
    const clerk = await shop.staff("finance");
    await shop.sql("UPDATE staff SET customer_id = $1 WHERE id = $2", [mine.id, clerk.id]);
    const text = `${other.id},5\n${mine.id},3`;
    expect((await send(text, 800, newKey(), clerk)).body.code).toBe("own_matter");
    await send(text, 800);
    const [row] = await shop.sql<{ no: string }>("SELECT no FROM adjustment WHERE owner_id = $1", [other.id]);
    expect((await decide(clerk, row?.no ?? "", "approve", 800)).body.code).toBe("own_matter");
  });
});
