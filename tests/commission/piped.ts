/** Every commission of a shop as the console explains it, piped into the command line as anybody could. */
import type { ConsoleCommissionDetail } from "@banyan/contract";
import { expect } from "vitest";
import type { Clerk } from "../support/people.ts";
import { answers, jsonl, run } from "./command.ts";

interface Answer {
  discount_fen: number;
  base_fen: number;
  shares: {
    position: string | number;
    kind: string;
    promoter: string;
    tier: string;
    gross_fen: number;
    fen: number;
  }[];
  keep: number[][];
}

/** So many are asked for at once. */
const AT_ONCE = 10;

/** All of them, explained. */
export async function explainedAll(clerk: Clerk): Promise<ConsoleCommissionDetail[]> {
  const { commission } = clerk.api.console;
  const explained: ConsoleCommissionDetail[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof commission.list>> = await commission.list({
      limit: 100,
      ...(cursor === null ? {} : { cursor }),
    });
    for (let at = 0; at < page.items.length; at += AT_ONCE) {
      const some = page.items.slice(at, at + AT_ONCE);
      const asked = some.map((row) => commission.get({ promoter_id: row.promoter.id, key: row.key }));
      explained.push(...(await Promise.all(asked)));
    }
    cursor = page.next_cursor;
  } while (cursor !== null);
  return explained;
}

/** Expects the command to give each share again, to the fen, before the cap and after it and after refunds. */
export function comeOutAgain(explained: readonly ConsoleCommissionDetail[]): void {
  const { status, stdout } = run(jsonl(explained.map(({ calculator }) => calculator)));
  expect(status).toBe(0);
  const found = answers(stdout) as Answer[];
  expect(found).toHaveLength(explained.length);
  for (const [index, { commission, figures, recomputed_fen }] of explained.entries()) {
    const answer = found[index];
    const at = answer?.shares.findIndex(
      ({ position, kind }) => String(position) === commission.position && kind === commission.kind,
    );
    const share = answer?.shares[at ?? -1];
    expect({
      key: commission.key,
      promoter: share?.promoter,
      base_fen: answer?.base_fen,
      discount_fen: answer?.discount_fen,
      gross_fen: share?.gross_fen,
      fen: share?.fen,
      kept_fen: answer?.keep[0]?.[at ?? -1],
    }).toEqual({
      key: commission.key,
      promoter: commission.promoter.id,
      base_fen: commission.base_fen,
      discount_fen: figures?.self_discount_fen,
      gross_fen: commission.gross_fen,
      fen: commission.fen,
      kept_fen: commission.kept_fen,
    });
    expect(recomputed_fen).toBe(commission.kept_fen);
  }
}
