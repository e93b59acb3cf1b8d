/** The command as anybody would call it, and a case to vary. */
import { spawnSync } from "node:child_process";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { expect } from "vitest";

export const shell = process.platform === "win32";

/** Runs the command on bytes as they are. */
export function run(input: string | Buffer): { status: number | null; stdout: string; stderr: string } {
  const options = { cwd: ROOT, input, shell, maxBuffer: 1024 * 1024 * 1024 };
  const done = spawnSync("npm", ["run", "-s", "commission"], options);
  return { status: done.status, stdout: done.stdout.toString("utf8"), stderr: done.stderr.toString("utf8") };
}

/** One answer a line, each ended by a newline. */
export function answers(stdout: string): unknown[] {
  expect(stdout === "" || stdout.endsWith("\n")).toBe(true);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}

export const RULE = { id: "r1", scope: "all", position: 1, rate_bps: 1000 };
export const RULE_2 = { id: "r2", scope: "all", position: 2, rate_bps: 300 };
export const A = { id: "A", tier: "t", active: true };
export const B = { id: "B", tier: "t", active: true };
export const PLAN = {
  depth: 2,
  self_purchase: "none",
  cap_bps: 3000,
  rules: [RULE, RULE_2],
  team_bonus: null,
};
export const LINE = {
  sku: "s",
  product: "p",
  categories: ["c"],
  quantity: 1,
  net_fen: 9999,
  promotion: null,
};
export const CASE = { plan: PLAN, line: LINE, buyer: {}, chain: [A, B], refunded_fen: [3333] };
export const SHARE = {
  position: 1,
  kind: "referral",
  promoter: "A",
  tier: "t",
  rule: "r1",
  gross_fen: 999,
  fen: 999,
};
export const ANSWER = {
  discount_fen: 0,
  base_fen: 9999,
  shares: [SHARE, { ...SHARE, position: 2, promoter: "B", rule: "r2", gross_fen: 299, fen: 299 }],
  keep: [[666, 199]],
};
export const withPlan = (plan: object) => ({ ...CASE, plan: { ...PLAN, ...plan } });
export const withRule = (rule: object) => withPlan({ rules: [RULE_2, { ...RULE, ...rule }] });
export const withLine = (line: object) => ({ ...CASE, line: { ...LINE, ...line } });
export const jsonl = (values: readonly unknown[]) =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");
