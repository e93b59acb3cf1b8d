/** Inputs and outputs of the command line, worked out by hand from docs/COMMISSION.md: one case a line, in its numbered order. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type CommissionLine,
  computeLine,
  keepFen,
  type Member,
  type Plan,
  preparePlan,
} from "../src/index.ts";

interface Vector {
  name: string;
  input: {
    plan: Plan;
    line: Omit<CommissionLine, "netFen"> & { net_fen: number };
    buyer: { promoter?: Member };
    chain: Member[];
    refunded_fen?: number[];
  };
  output: unknown;
}

const vectors = readFileSync(new URL("commission-vectors.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Vector);

test("there are enough, each named once", () => {
  expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  expect(vectors.length).toBeGreaterThanOrEqual(60);
});

test.each(vectors.map(({ name, input, output }) => [name, input, output] as const))(
  "%s",
  (_, input, output) => {
    const { plan, line, buyer, chain, refunded_fen = [] } = input;
    const { net_fen, ...rest } = line;
    const absent = {
      exclude: [],
      promotions: { flash_sale: "share_and_self", group_buy: "share_and_self" },
    } as const;
    const result = computeLine({
      plan: preparePlan({ ...absent, ...plan }),
      line: { ...rest, netFen: BigInt(net_fen) },
      buyer: { promoter: buyer.promoter ?? null },
      chain,
    });
    expect({
      discount_fen: Number(result.discountFen),
      base_fen: Number(result.baseFen),
      shares: result.shares.map(({ grossFen, fen, ...share }) => ({
        ...share,
        gross_fen: Number(grossFen),
        fen: Number(fen),
      })),
      keep: refunded_fen.map((refunded) =>
        result.shares.map(({ fen }) => Number(keepFen(fen, result.baseFen, BigInt(refunded)))),
      ),
    }).toEqual(output);
  },
);
