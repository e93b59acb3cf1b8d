/** Commissions of the planned past: accrued when paid, clawed back by refunds, settled, held; as commission/post-store.ts writes them. */
import { keepFen } from "@banyan/domain";
import { dayOf } from "./heap.ts";
import type { Written } from "./history.ts";
import type { Ledger } from "./ledger.ts";
import type { Promoter } from "./relations.ts";
import type { Row } from "./rows.ts";

/** A row of `commission`, with what postings ask of it. */
export interface Commission {
  ownerId: bigint;
  orderNo: string;
  lineNo: number;
  /** What the ledger's keys begin with. */
  key: string;
  fen: bigint;
  baseFen: bigint;
  refundedFen: bigint;
  keptFen: bigint;
  paidAt: Date;
  settledAt: Date | null;
  heldAt: Date | null;
  holdReason: string;
  holdSeq: number;
  rest: Row;
}
/** Something that happened to money. */
export interface Happening {
  at: Date;
  run: () => void;
}
interface Books {
  ledger: Ledger;
  promoters: readonly Promoter[];
  commissions: Commission[];
}

/** What happened to each order's commissions, in no order yet. */
export function commissionHappenings(books: Books, written: readonly Written[]): Happening[] {
  return written.flatMap(({ no, order, aftersale }): Happening[] => {
    const { paidAt, settledAt } = order;
    if (paidAt === null || !order.lines.some((line) => line.shares.length > 0)) return [];
    const happenings: Happening[] = [
      { at: paidAt, run: () => accrue(books, { no, order, aftersale }, paidAt) },
    ];
    const refund = aftersale?.refund;
    if (refund) {
      const refunded = new Map(
        [...(aftersale?.lines ?? [])].map(([line, row]) => [line, BigInt(row["refunded_fen"] as bigint)]),
      );
      happenings.push({ at: refund.at, run: () => clawBack(books, no, refunded, refund.at) });
    }
    if (settledAt) happenings.push({ at: settledAt, run: () => settle(books, no, settledAt) });
    return happenings;
  });
}

function accrue({ ledger, commissions }: Books, { no, order }: Written, at: Date): void {
  const fresh = order.lines.flatMap((line, index) =>
    line.shares.map((share): Commission => {
      const fen = BigInt(share.fen);
      const { position, kind, tier, rule, gross_fen } = share;
      return {
        ownerId: BigInt(share.promoter),
        orderNo: no,
        lineNo: index + 1,
        key: `${no}:${index + 1}:${position}:${kind}`,
        fen,
        baseFen: line.price.baseFen,
        refundedFen: 0n,
        keptFen: fen,
        paidAt: at,
        settledAt: null,
        heldAt: null,
        holdReason: "",
        holdSeq: 0,
        rest: { buyer_id: order.person.id, position: String(position), kind, tier, rule, gross_fen },
      };
    }),
  );
  commissions.push(...fresh);
  ledger.post(
    at,
    fresh.map((one) => ({
      ownerId: one.ownerId,
      key: `${one.key}:accrue`,
      debit: "commission_expense",
      credit: "estimated",
      amountFen: one.fen,
      kind: "accrue",
      ref: no,
    })),
  );
}

/** @param refunded R of each line */
function clawBack({ ledger, commissions }: Books, no: string, refunded: Map<number, bigint>, at: Date): void {
  const touched = commissions.filter(
    (one) => one.orderNo === no && (refunded.get(one.lineNo) ?? 0n) > one.refundedFen,
  );
  ledger.post(
    at,
    touched.map((one) => {
      const refundedFen = refunded.get(one.lineNo) ?? 0n;
      const keptFen = keepFen(one.fen, one.baseFen, refundedFen);
      const amountFen = one.keptFen - keptFen;
      Object.assign(one, { refundedFen, keptFen });
      return {
        ownerId: one.ownerId,
        key: `${one.key}:claw:${refundedFen}`,
        debit: one.heldAt ? "held" : one.settledAt ? "debt" : "estimated",
        credit: "commission_expense",
        amountFen,
        kind: "clawback",
        ref: no,
      };
    }),
  );
}

function settle({ ledger, promoters, commissions }: Books, no: string, at: Date): void {
  const due = commissions.filter((one) => one.orderNo === no);
  ledger.post(
    at,
    due.flatMap((one) => {
      const owner = promoters.find(({ person }) => person.id === one.ownerId);
      const frozen = owner?.frozenAt != null && owner.frozenAt <= at;
      const wasHeld = one.heldAt !== null;
      one.settledAt = at;
      if (wasHeld) return [];
      if (frozen && one.keptFen > 0n) Object.assign(one, { heldAt: at, holdSeq: 1 });
      return [
        {
          ownerId: one.ownerId,
          key: `${one.key}:settle`,
          debit: "estimated",
          credit: frozen ? "held" : "available",
          amountFen: one.keptFen,
          kind: "settle",
          ref: no,
        } as const,
      ];
    }),
  );
}

/** An operator holds one: out of estimated, or out of available where it was settled. */
export function hold({ ledger }: Books, one: Commission, at: Date, reason: string): void {
  const from = one.settledAt === null ? "estimated" : "available";
  Object.assign(one, { heldAt: at, holdReason: reason, holdSeq: one.holdSeq + 1 });
  ledger.post(at, [
    {
      ownerId: one.ownerId,
      key: `${one.key}:hold:${one.holdSeq}`,
      debit: from,
      credit: "held",
      amountFen: one.keptFen,
      kind: "hold",
      ref: one.orderNo,
    },
  ]);
}

export function commissionRow(one: Commission): Row {
  return {
    owner_id: one.ownerId,
    order_no: one.orderNo,
    line_no: one.lineNo,
    ...one.rest,
    fen: one.fen,
    base_fen: one.baseFen,
    refunded_fen: one.refundedFen,
    kept_fen: one.keptFen,
    event_at: one.paidAt,
    business_date: dayOf(one.paidAt),
    created_at: one.paidAt,
    settled_at: one.settledAt,
    held_at: one.heldAt,
    hold_reason: one.holdReason,
    hold_seq: one.holdSeq,
  };
}
