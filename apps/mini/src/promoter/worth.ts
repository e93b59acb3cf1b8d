import type { CardWorth, ProductDetail, SkuWorth } from "@banyan/contract";
import { shortYuan } from "../design/price/yuan.ts";

/** From the SKU that brings least to the one that brings most, in fen. */
export type Range = CardWorth["self"];
export type SelfKind = CardWorth["self_kind"];

/** What a figure is called where SKUs do not differ and where they do; 省 and 返 are for the narrow room of a card. */
const WORDS = {
  赚: ["赚", "最高赚"],
  分享赚: ["分享赚", "最高赚"],
  自购省: ["自购省", "自购最高省"],
  自购返: ["自购返", "自购最高返"],
  省: ["自购省", "最高省"],
  返: ["自购返", "最高返"],
} as const;
export type WorthWord = keyof typeof WORDS;

/** How the plan rewards an own purchase, in a word; null where it does not. */
export function selfWord(kind: SelfKind, room: "page" | "card" = "page"): WorthWord | null {
  if (kind === "none") return null;
  if (room === "card") return kind === "discount" ? "省" : "返";
  return kind === "discount" ? "自购省" : "自购返";
}

export function rangeOf(worths: readonly SkuWorth[], what: "self_fen" | "share_fen"): Range {
  const fens = worths.map((worth) => worth[what]);
  return fens.length === 0
    ? { least_fen: 0, most_fen: 0 }
    : { least_fen: Math.min(...fens), most_fen: Math.max(...fens) };
}

/** The word for a figure: 赚, and 最高赚 where SKUs differ. */
export function wordOf(word: WorthWord, { least_fen, most_fen }: Range): string {
  const [same, most] = WORDS[word];
  return least_fen < most_fen ? most : same;
}

/** 「赚 ¥9.99」,「最高赚 ¥30」; null where there is nothing. */
export function worthText(word: WorthWord | null, range: Range | null): string | null {
  if (word === null || range === null || range.most_fen === 0) return null;
  return `${wordOf(word, range)} ¥${shortYuan(range.most_fen)}`;
}

/** The figures of the chosen SKU, or of all while none is chosen; empty for whoever is no active promoter. */
export function worthsOf(product: ProductDetail, skuId: string | null): SkuWorth[] {
  const chosen = product.skus.filter(({ id }) => id === skuId);
  return (chosen.length > 0 ? chosen : product.skus).flatMap(({ worth }) => (worth === null ? [] : [worth]));
}

/** The SKU that brings most when shared; null where none brings anything to this person. */
export function mostWorth({ skus }: Pick<ProductDetail, "skus">): string | null {
  const worths = skus.flatMap(({ id, worth }) => (worth === null ? [] : [{ id, fen: worth.share_fen }]));
  const most = Math.max(...worths.map(({ fen }) => fen));
  return worths.find(({ fen }) => fen === most)?.id ?? null;
}
