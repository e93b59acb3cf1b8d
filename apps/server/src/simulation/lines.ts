/** Past lines out of the columns of a chunk. What comes again and again (people, categories, ids) is read once and shared. */
import type { Member, PastLine } from "@banyan/domain";
import type { LineColumns } from "./line-facts-store.ts";

/** How many different texts are remembered; past it they are forgotten and begun anew, so that memory has an end. */
const MOST_KNOWN = 50_000;

type Granted = PastLine["granted"]["shares"];

/** Reads the same text once. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    const made = read(text);
    if (known.size >= MOST_KNOWN) known.clear();
    // A piece of a split text holds the whole of it; a copy does not.
    known.set(Buffer.from(text, "utf8").toString("utf8"), made);
    return made;
  };
}

export class LineReader {
  readonly #people = remembered((text) => JSON.parse(text) as Member[]);
  readonly #buyer = remembered((text): PastLine["buyer"] => ({
    promoter: JSON.parse(text) as Member | null,
  }));
  readonly #categories = remembered((text): string[] => (text === "{}" ? [] : text.slice(1, -1).split(",")));
  readonly #id = remembered((text) => Buffer.from(text, "utf8").toString("utf8"));

  /** The lines of one chunk, those of one order together. */
  *read(columns: LineColumns): Generator<PastLine> {
    const of = (name: Exclude<keyof LineColumns, "orders" | "last_buyer">) => columns[name].split("\n");
    const [buyerId, orderNo, lineNo] = [of("buyer_id"), of("order_no"), of("line_no")];
    const [product, sku, categories] = [of("product_id"), of("sku_id"), of("category_path")];
    const [quantity, promotion] = [of("quantity"), of("promotion")];
    const [net, base, refunded] = [of("net_fen"), of("base_fen"), of("refunded_fen")];
    const [cost, selfDiscount, shares] = [of("cost_fen"), of("self_discount_fen"), of("shares")];
    const [buyer, chain] = [of("buyer_promoter"), of("chain")];
    for (let at = 0; at < orderNo.length; at += 1) {
      const units = Number(quantity[at]);
      const costOfOne = textAt(cost, at);
      yield {
        buyerId: textAt(buyerId, at),
        orderNo: textAt(orderNo, at),
        lineNo: Number(lineNo[at]),
        line: {
          sku: textAt(sku, at),
          product: this.#id(textAt(product, at)),
          categories: this.#categories(textAt(categories, at)),
          quantity: units,
          netFen: BigInt(textAt(net, at)),
          promotion: promotionOf(textAt(promotion, at)),
        },
        buyer: this.#buyer(textAt(buyer, at)),
        chain: this.#people(textAt(chain, at)),
        baseFen: BigInt(textAt(base, at)),
        refundedFen: BigInt(textAt(refunded, at)),
        // Nobody's goods are free: 0 is a cost that was not entered.
        goodsFen: costOfOne === "0" ? null : BigInt(costOfOne) * BigInt(units),
        granted: { discountFen: BigInt(textAt(selfDiscount, at)), shares: grantedOf(textAt(shares, at)) },
      };
    }
  }
}

/** @throws when the columns are not of one length, which string_agg over NOT NULL never makes */
function textAt(column: readonly string[], at: number): string {
  const text = column[at];
  if (text === undefined) throw new Error("a column of past lines is too short");
  return text;
}

function promotionOf(text: string): PastLine["line"]["promotion"] {
  return text === "flash_sale" || text === "group_buy" ? text : null;
}

const NOTHING: Granted = [];
function grantedOf(text: string): Granted {
  if (text === "[]") return NOTHING;
  const stored = JSON.parse(text) as { kind: Granted[number]["kind"]; fen: string }[];
  return stored.map(({ kind, fen }) => ({ kind, fen: BigInt(fen) }));
}
