/** What people ask of a large shop, and what they mean. The words are those of the generated products. */

/** Kind, what is typed, what must be in the name of what is meant. The list that recall is measured by. */
export const MEANT: readonly (readonly [kind: string, q: string, meant: RegExp])[] = [
  ["词", "滇红", /滇红/],
  ["词", "鲜花饼", /鲜花饼/],
  ["词", "蓝牙耳机", /蓝牙耳机/],
  ["词", "宣威火腿", /宣威火腿/],
  ["部分", "耳机", /耳机/],
  ["部分", "花饼", /花饼/],
  ["单字", "茶", /茶/],
  ["单字", "鞋", /鞋/],
  ["多词", "古树 滇红", /(?=.*古树)(?=.*滇红)/],
  ["多词", "罐装 普洱 云南", /(?=.*罐装)(?=.*普洱)(?=.*云南)/],
  ["连写", "古树滇红罐装", /(?=.*古树)(?=.*滇红)(?=.*罐装)/],
  ["连写", "黑色数据线", /(?=.*黑色)(?=.*数据线)/],
  ["拼音", "dianhong", /滇红|滇虹/],
  ["拼音", "tieguanyin", /铁观音/],
  ["拼音", "xianhuabing", /鲜花饼/],
  ["拼音", "shuju xian", /数据线/],
  ["首字母", "tgy", /铁观音/],
  ["首字母", "xhb", /鲜花饼/],
  ["首字母", "lyej", /蓝牙耳机/],
  ["拼音未完", "tieguany", /铁观音/],
  ["混写", "滇hong", /滇红|滇虹/],
  ["混写", "蓝ya耳机", /蓝牙耳机/],
  ["拼音错一字母", "tieguanyim", /铁观音/],
  ["拼音错一字母", "xianhuabin", /鲜花饼/],
  ["拼音错一字母", "langya erji", /蓝牙耳机/],
  ["同音错字", "鲜华饼", /鲜花饼/],
  ["同音错字", "普耳", /普洱/],
  ["同音错字", "蓝牙耳几", /蓝牙耳机/],
  ["错一字", "宣威火退", /宣威火腿/],
  ["错一字", "蓝牙手机耳", /蓝牙耳机/],
  ["错一字", "铁观香", /铁观音/],
  ["少一字", "鲜饼", /鲜花饼/],
  ["少一字", "宣火腿", /宣威火腿/],
  ["繁体", "鮮花餅", /鲜花饼/],
  ["繁体", "藍牙耳機", /蓝牙耳机/],
  ["规格", "20000mAh", /20000mAh/i],
  ["规格", "滇红 357g", /(?=.*滇红)(?=.*357g)/],
];

export interface Asked {
  q?: string;
  sort: "recommended" | "sales" | "price_up" | "price_down" | "newest";
  least_fen?: number;
  most_fen?: number;
  in_stock?: boolean;
  tag?: string;
  category?: string;
  /** Which page, from 1. */
  page: number;
}

const SORTS: readonly Asked["sort"][] = ["recommended", "sales", "price_up", "price_down", "newest"];
const MISSES = [
  "羽绒被心",
  "火箭",
  "qwerty",
  "13579",
  "'; DROP TABLE product; --",
  "%%",
  "茶".repeat(40),
  "aoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoav",
];

/** Words of every kind, one character and one letter among them, in every order, narrowed down, and far down the list; lists without words. */
export function drawMix(random: () => number, count: number): Asked[] {
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  return Array.from({ length: count }, () => {
    const of = random();
    const q =
      of < 0.7
        ? one(MEANT)[1]
        : of < 0.78
          ? one(["茶", "一", "红", "d", "t", "y", "a"])
          : of < 0.86
            ? one(MISSES)
            : undefined;
    const asked: Asked = {
      sort: random() < 0.6 ? "recommended" : one(SORTS),
      page: random() < 0.1 ? 5 + Math.floor(random() * 45) : 1,
    };
    if (q !== undefined) asked.q = q;
    if (random() < 0.15) asked.in_stock = true;
    if (random() < 0.15) Object.assign(asked, { least_fen: 1_000, most_fen: 20_000 });
    if (random() < 0.1) asked.tag = one(["新品", "热卖", "有机"]);
    if (random() < 0.15) asked.category = String(1 + Math.floor(random() * 40));
    return asked;
  });
}
