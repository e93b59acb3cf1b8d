/** Lines added up while they go into a file, so that the file itself says whether they come to its head. */
import type { Statement } from "@banyan/contract";
import { accountText } from "../ledger/words.ts";
import type { Cell } from "./content.ts";
import type { LineFacts } from "./store.ts";
import type { Row } from "./xlsx.ts";

export interface Tally {
  add(row: Pick<LineFacts, "kind" | "debit" | "credit" | "amount_fen">): void;
  lines(): number;
  /** Whether these lines are the statement's movements, in count and sum. */
  equals(statement: Pick<Statement, "movements">): boolean;
}

export function tallyOf(): Tally {
  const sums = new Map<string, { count: number; fen: bigint }>();
  let lines = 0;
  return {
    add(row) {
      const key = [row.kind, accountText(row.debit), accountText(row.credit)].join(" ");
      const sum = sums.get(key) ?? { count: 0, fen: 0n };
      sums.set(key, { count: sum.count + 1, fen: sum.fen + row.amount_fen });
      lines += 1;
    },
    lines: () => lines,
    equals: ({ movements }) =>
      movements.length === sums.size &&
      movements.every((one) => {
        const sum = sums.get([one.kind, one.debit_text, one.credit_text].join(" "));
        return sum?.count === one.count && sum.fen === BigInt(one.amount_fen);
      }),
  };
}

/** The lines as rows, at most `most`, and after them what they come to. */
export async function* checkedRows(
  statement: Statement,
  most: number,
  cellsOf: (tally: Tally) => AsyncIterable<Cell[]>,
): AsyncGenerator<Row> {
  const tally = tallyOf();
  for await (const cells of cellsOf(tally)) {
    yield { cells };
    if (tally.lines() < most) continue;
    break;
  }
  if (tally.lines() < statement.lines) {
    yield { cells: [`共 ${statement.lines} 笔，表格只放得下最近 ${most} 笔；全部明细请下载 CSV。`] };
    return;
  }
  const right = tally.equals(statement);
  yield {
    cells: [`共 ${tally.lines()} 笔，逐笔相加与「变动」${right ? "一致" : "不一致，请联系店铺核对"}。`],
  };
}
