import type { Fen } from "@banyan/kernel";

/** One line of a reward sheet that can be read. */
export interface SheetRow {
  /** From 1, as an editor counts. */
  line: number;
  promoterId: bigint;
  amountFen: Fen;
  /** Empty: the sheet's own reason. */
  reason: string;
}

export interface BadReward {
  line: number;
  text: string;
  message: string;
}

const MAX_REASON = 100;
/** Up to a hundred million yuan: what cannot be an amount of money is a slip. */
const AMOUNT = /^(?:¥|￥)?(\d{1,9})(?:\.(\d{1,2}))?$/;
const HEADS = new Set(["编号", "分销员编号", "分销员"]);

/**
 * Reads lines of 编号, 金额（元）, 事由 as a spreadsheet pastes them (tabs) or a CSV file writes them (commas, with quotes where
 * needed). Empty lines and a first line of column names are passed over. A promoter stands in one line only.
 * @param maxRows lines with something in them beyond this are bad
 */
export function readRewardSheet(text: string, maxRows: number): { rows: SheetRow[]; bad: BadReward[] } {
  const rows: SheetRow[] = [];
  const bad: BadReward[] = [];
  const seen = new Map<bigint, number>();
  let filled = 0;
  for (const [at, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const cells = cellsOf(raw);
    if (cells.every((cell) => cell === "")) continue;
    if (filled === 0 && HEADS.has(cells[0] ?? "")) continue;
    filled += 1;
    const line = at + 1;
    const read = filled > maxRows ? `一次最多 ${maxRows} 行` : readRow(line, cells, seen);
    if (typeof read === "string") bad.push({ line, text: raw.trim().slice(0, 120), message: read });
    else {
      seen.set(read.promoterId, line);
      rows.push(read);
    }
  }
  return { rows, bad };
}

function readRow(
  line: number,
  cells: readonly string[],
  seen: ReadonlyMap<bigint, number>,
): SheetRow | string {
  const [who = "", money = "", reason = "", ...rest] = cells;
  if (rest.some((cell) => cell !== "")) return "列数太多，只要 编号、金额、事由 三列";
  if (!/^[1-9]\d{0,17}$/.test(who)) return "编号不正确";
  const amount = AMOUNT.exec(money.replaceAll(/[,，]/g, ""));
  if (!amount?.[1]) return "金额不正确，请填写元，最多两位小数";
  const amountFen = BigInt(amount[1]) * 100n + BigInt((amount[2] ?? "").padEnd(2, "0"));
  if (amountFen === 0n) return "金额必须大于 0";
  if (reason.length > MAX_REASON) return `事由最多 ${MAX_REASON} 个字`;
  const promoterId = BigInt(who);
  const before = seen.get(promoterId);
  if (before !== undefined) return `与第 ${before} 行是同一位分销员`;
  return { line, promoterId, amountFen, reason };
}

/** Tabs where there are any, else commas; a quoted cell may hold either, and two quotes stand for one. */
function cellsOf(line: string): string[] {
  const separator = line.includes("\t") ? "\t" : line.includes(",") ? "," : "，";
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quoted && char === '"' && line.charAt(at + 1) === '"') {
      cell += char;
      at += 1;
    } else if (char === '"' && (quoted || cell.trim() === "")) quoted = !quoted;
    else if (char === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  return [...cells, cell.trim()];
}
