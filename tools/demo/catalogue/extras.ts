import { CRAFT, FOOD } from "./build.ts";
import type { DemoSku, DetailBlock } from "./shapes.ts";

/** Goods beside the sixty that have a past: they wait for their day, are being prepared, or lie in the recycle bin. */
export interface DemoExtra {
  name: string;
  subtitle: string;
  category: string;
  origin: string;
  promises: string[];
  tags: string[];
  gallery: string[];
  specs: { name: string; values: string[] }[];
  skus: DemoSku[];
  detail: (DetailBlock | { kind: "pair"; pictures: [string, string] } | { kind: "list"; items: string[] })[];
  /** Goes on the shelf by itself in so many days; off it; moved into the bin so many days ago; still being prepared. */
  listInDays?: number;
  unlistInDays?: number;
  recycledDays?: number;
  draft?: boolean;
}

const one = (price_fen: number, stock: number, weight_g: number): DemoSku[] => [
  { spec: [], price_fen, market_price_fen: null, cost_fen: Math.floor(price_fen / 2), stock, weight_g },
];

const COLOURS: [string, string][] = [
  ["靛蓝", "indigo-scarf-hero"],
  ["茶褐", "indigo-scarf-set"],
  ["月白", "indigo-scarf-close"],
];
/** 月白 comes without a gift box, and the large cloth not in 茶褐: combinations that do not exist. */
const CLOTHS: DemoSku[] = COLOURS.flatMap(([colour, picture]) =>
  ["55 厘米", "90 厘米"].flatMap((size) =>
    ["简装", "礼盒"]
      .filter((pack) => !(colour === "月白" && pack === "礼盒") && !(colour === "茶褐" && size === "90 厘米"))
      .map((pack): DemoSku => {
        const price_fen = (size === "55 厘米" ? 6_800 : 11_800) + (pack === "礼盒" ? 2_000 : 0);
        const stock = colour === "靛蓝" && pack === "礼盒" ? 0 : 40;
        return {
          spec: [colour, size, pack],
          price_fen,
          market_price_fen: price_fen + 2_000,
          cost_fen: Math.floor((price_fen * 4) / 10),
          stock,
          weight_g: pack === "礼盒" ? 420 : 120,
          picture,
        };
      }),
  ),
);

export const demoExtras: DemoExtra[] = [
  {
    name: "周城扎染方巾 三色两尺寸",
    subtitle: "系包、扎头发、包便当，一块布的很多用法",
    category: "tie-dye",
    origin: "云南 大理 周城",
    promises: CRAFT,
    tags: ["植物染", "可礼盒"],
    gallery: ["indigo-scarf-hero", "indigo-scarf-set", "indigo-scarf-close"],
    specs: [
      { name: "颜色", values: COLOURS.map(([colour]) => colour) },
      { name: "尺寸", values: ["55 厘米", "90 厘米"] },
      { name: "包装", values: ["简装", "礼盒"] },
    ],
    skus: CLOTHS,
    unlistInDays: 45,
    detail: [
      { kind: "text", text: "同一锅植物染料，布在里面待得久一点、短一点，就是三种颜色。" },
      { kind: "pair", pictures: ["indigo-scarf-set", "indigo-scarf-close"] },
      {
        kind: "list",
        items: ["头两次洗会有浮色，请单独冷水手洗", "阴干，不暴晒", "深浅略有差别，是手工的样子"],
      },
    ],
  },
  {
    name: "2027 头春古树生茶 预订",
    subtitle: "开采前登记，压饼后按登记先后发",
    category: "puer",
    origin: "云南 西双版纳 易武",
    promises: FOOD,
    tags: ["头春"],
    gallery: ["yiwu-cake-hero", "yiwu-cake-set", "yiwu-cake-close"],
    specs: [],
    skus: one(39_800, 200, 357),
    listInDays: 2,
    detail: [{ kind: "text", text: "开售前可以先收藏；到点自动开卖。" }],
  },
  {
    name: "腊月火腿年货礼篮",
    subtitle: "切片、整块和一罐油浸，一篮过年",
    category: "ham",
    origin: "云南 宣威",
    promises: FOOD,
    tags: ["年货"],
    gallery: ["xuanwei-ham-hero", "xuanwei-ham-set"],
    specs: [],
    skus: one(26_800, 80, 2_600),
    listInDays: 12,
    unlistInDays: 40,
    detail: [{ kind: "text", text: "腊月里卖，正月十五前收摊。" }],
  },
  {
    name: "茶席随行套装 改版打样",
    subtitle: "布套换了料，等样品拍照",
    category: "teaware",
    origin: "云南 建水",
    promises: CRAFT,
    tags: [],
    gallery: ["travel-set-hero"],
    specs: [],
    skus: one(19_800, 0, 900),
    draft: true,
    detail: [],
  },
  {
    name: "挂耳咖啡旧版礼盒",
    subtitle: "旧包装，卖完就不再做",
    category: "coffee-ready",
    origin: "云南 保山",
    promises: FOOD,
    tags: [],
    gallery: ["drip-bags-hero"],
    specs: [],
    skus: one(6_800, 3, 260),
    recycledDays: 6,
    detail: [],
  },
  {
    name: "试样陶杯",
    subtitle: "釉色没调好的一批",
    category: "teaware",
    origin: "云南 建水",
    promises: CRAFT,
    tags: [],
    gallery: ["coarse-caddy-hero"],
    specs: [],
    skus: one(3_800, 5, 300),
    recycledDays: 27,
    detail: [],
  },
];
