/** A sheet of rewards: read and looked up row by row, asked for as a whole or not at all. */
import { type RewardSheet, SHEET_ROWS } from "@banyan/contract";
import { readRewardSheet, type SheetRow } from "@banyan/domain";
import { toWire } from "@banyan/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../db/database.ts";
import { type Context, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { newNumber } from "../number.ts";
import type { Services } from "../services.ts";
import { act } from "../staff/act.ts";
import {
  approvedOnDay,
  customerOfStaff,
  insertAdjustments,
  insertBatch,
  lockAccounts,
  readBatch,
  selectTargets,
  type Target,
} from "./store.ts";
import { adjustmentLimits, blockOf, blockText, type Limits } from "./terms.ts";

interface Checked {
  rows: (SheetRow & { target: Target })[];
  bad: RewardSheet["bad"];
  totalFen: bigint;
}

/** Good rows and bad ones, each with its line; nothing is written. */
export async function readSheet(
  services: Services,
  input: { text: string; reason: string },
): Promise<RewardSheet> {
  const { query } = services.database;
  const terms = await termsOf(services);
  const { limits } = terms;
  const { rows, bad, totalFen } = await check(query, input.text, terms);
  return {
    rows: rows.map(({ line, target, amountFen, reason }) => ({
      line,
      promoter: { id: String(target.owner_id), nickname: target.nickname, avatar: target.avatar },
      amount_fen: toWire(amountFen),
      reason: reason || input.reason,
    })),
    bad,
    total_fen: toWire(totalFen),
    limits: {
      max_fen: toWire(limits.maxFen),
      day_fen: toWire(limits.dayFen),
      today_fen: toWire(await approvedOnDay(query, null)),
    },
  };
}

/**
 * Once per request key; one decision for all of them.
 * @throws Refusal sheet_refused with the bad rows, amount_mismatch at confirm_fen, above_adjustment_day, own_matter (a row is their
 * own), request_key_reused
 */
export async function requestSheet(
  context: Context,
  input: { request_key: string; text: string; reason: string; confirm_fen: number },
): Promise<{ batch_id: string; rows: number; total_fen: number }> {
  const { services } = context;
  const terms = await termsOf(services);
  const { limits } = terms;
  const staff = staffOf(context);
  const { request_key: requestKey, ...content } = input;
  const checked = await check(services.database.query, input.text, terms);
  return act(context, {
    action: "adjustment.batch",
    target: "adjustment-batch",
    concerns: checked.rows.map((row) => row.promoterId),
    once: {
      requestKey,
      content,
      repeat: (target) => answerOf(services.database.query, BigInt(target.split(":")[1] ?? 0)),
    },
    work: async (tx, at) => {
      // A closing takes the account too, before it looks at what is open: one of the two sees the other.
      await lockAccounts(
        tx,
        checked.rows.map((row) => row.promoterId),
      );
      const { rows, bad, totalFen } = await check(tx, input.text, terms);
      if (bad.length > 0) refuse("sheet_refused", { field: "text", data: { bad } });
      if (rows.length === 0) refuse("sheet_refused", { field: "text", message: "表格里没有内容" });
      if (totalFen !== BigInt(input.confirm_fen)) refuse("amount_mismatch", { field: "confirm_fen" });
      if (totalFen > limits.dayFen)
        refuse("above_adjustment_day", { field: "text", message: blockText("above_adjustment_day", limits) });

      // Nothing can be refused from here on.
      const batch = { rows: rows.length, totalFen, reason: input.reason, staffId: staff.id, at };
      const batchId = await insertBatch(tx, batch);
      await insertAdjustments(
        tx,
        rows.map((row) => ({
          ownerId: row.promoterId,
          no: newNumber("adjustment", row.promoterId, at),
          kind: "reward" as const,
          amountFen: row.amountFen,
          reason: row.reason || input.reason,
          ref: "",
        })),
        { staffId: staff.id, customerId: await customerOfStaff(tx, staff.id), batchId, at },
      );
      const after = { rows: rows.length, total_fen: totalFen, reason: input.reason };
      const result = await answerOf(tx, batchId);
      return { result, before: null, after, target: `adjustment-batch:${batchId}` };
    },
  });
}

/** What was asked for, whatever has become of its promoters since. */
async function answerOf(query: Kysely<Tables>, batchId: bigint) {
  const { rows, total_fen } = await readBatch(query, batchId);
  return { batch_id: String(batchId), rows, total_fen: toWire(total_fen) };
}

/** Read before a transaction begins: whoever holds a connection must not wait for another one. */
async function termsOf(services: Services): Promise<{ version: number; limits: Limits }> {
  const limits = await adjustmentLimits(services);
  const { agreement_version: version } = await services.settings.get("promoter");
  return { version, limits };
}

async function check(
  query: Kysely<Tables>,
  text: string,
  { version, limits }: { version: number; limits: Limits },
): Promise<Checked> {
  const { rows, bad } = readRewardSheet(text, SHEET_ROWS);
  const targets = await selectTargets(
    query,
    rows.map((row) => row.promoterId),
  );
  const checked: Checked = { rows: [], bad: [...bad], totalFen: 0n };
  for (const row of rows) {
    const target = targets.get(row.promoterId);
    // The day's limit is the sheet's, not a row's.
    const terms = { maxFen: limits.maxFen, dayFen: limits.maxFen, todayFen: 0n };
    const block = blockOf({ kind: "reward", amountFen: row.amountFen }, target, version, terms);
    if (target === undefined || block !== null) {
      const message = target === undefined ? "没有这位分销员" : blockText(block ?? "not_a_promoter", limits);
      checked.bad.push({ line: row.line, text: `${row.promoterId}`, message });
      continue;
    }
    checked.rows.push({ ...row, target });
    checked.totalFen += row.amountFen;
  }
  checked.bad.sort((a, b) => a.line - b.line);
  return checked;
}
