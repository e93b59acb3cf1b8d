/** Columns of the sheet of products, in the order they are written. */

export interface ProductColumn {
  key: ProductKey;
  title: string;
  /** In characters. */
  width: number;
  /** A product says it once, in its first row; a SKU in each of its own. */
  of: "product" | "sku";
  /** What the template says of it. */
  hint: string;
}

export type ProductKey =
  | "id"
  | "code"
  | "name"
  | "subtitle"
  | "category"
  | "shelves"
  | "fulfilment"
  | "freight"
  | "state"
  | "origin"
  | "tags"
  | "promises"
  | "gallery"
  | "detail"
  | "skuId"
  | "spec1"
  | "value1"
  | "spec2"
  | "value2"
  | "spec3"
  | "value3"
  | "skuCode"
  | "price"
  | "market"
  | "cost"
  | "weight"
  | "picture"
  | "stock";

/** Stands in a cell that cannot say what the shop has, and means: leave it. */
export const KEEP = "保持不变";
/** Between the parts of a list in one cell. */
export const LIST_MARK = "；";

const product = (key: ProductKey, title: string, width: number, hint: string): ProductColumn => ({
  key,
  title,
  width,
  hint,
  of: "product",
});
const sku = (key: ProductKey, title: string, width: number, hint: string): ProductColumn => ({
  key,
  title,
  width,
  hint,
  of: "sku",
});

export const PRODUCT_COLUMNS: readonly ProductColumn[] = [
  product("id", "商品编号", 10, "店里已有商品的编号，导出时自带。新商品留空"),
  product(
    "code",
    "商品编码",
    14,
    "您自己的商品编码，全店唯一。同一商品的各行相同；店里有这个编码就修改，没有就新建",
  ),
  product("name", "商品名称", 30, "必填，最多 60 个字"),
  product("subtitle", "副标题", 24, "最多 80 个字"),
  product("category", "分类", 16, "必填，写完整路径，如：茶叶/普洱。分类要先在「分类」里建好"),
  product("shelves", "展示分类", 18, "还要出现在哪些分类，用“；”隔开，最多 10 个"),
  product("fulfilment", "履约方式", 10, "快递 或 服务核销，新商品不填就是快递"),
  product(
    "freight",
    "运费模板",
    14,
    "模板的名称，要先在「运费模板」里建好。留空就是默认模板；服务类商品留空",
  ),
  product(
    "state",
    "状态",
    8,
    "新商品：上架 或 下架，不填就是下架。已有商品请在商品列表上下架，这一列不起作用",
  ),
  product("origin", "产地", 12, "最多 40 个字"),
  product("tags", "标签", 14, "用“；”隔开，最多 3 个，每个最多 8 个字"),
  product("promises", "服务承诺", 20, "用“；”隔开，最多 6 条"),
  product("gallery", "主图", 30, "必填，1 到 9 张，压缩包里的文件名，用“；”隔开，如：饼茶-1.jpg；饼茶-2.jpg"),
  product("detail", "详情图", 30, "详情里的图片，写法同主图。已有的图文详情导出为“保持不变”"),
  sku("skuId", "规格编号", 10, "店里已有规格的编号，导出时自带。新规格留空"),
  sku("spec1", "规格1名", 10, "如：年份。没有规格的商品全部留空，只写一行"),
  sku("value1", "规格1值", 12, "如：2024"),
  sku("spec2", "规格2名", 10, "最多 3 个规格名"),
  sku("value2", "规格2值", 12, ""),
  sku("spec3", "规格3名", 10, ""),
  sku("value3", "规格3值", 12, ""),
  sku("skuCode", "规格编码", 14, "全店唯一，可不填"),
  sku("price", "售价", 10, "必填，单位元，最多两位小数"),
  sku("market", "划线价", 10, "不低于售价，可不填"),
  sku("cost", "成本价", 10, "不填就是 0"),
  sku("weight", "重量克", 8, "整数，用来算运费"),
  sku("picture", "规格图", 16, "压缩包里的文件名，一张"),
  sku("stock", "库存", 8, "新规格的起始库存。已有规格的库存只能在「库存」里调整，这一列不起作用"),
];

const BY_TITLE = new Map(PRODUCT_COLUMNS.map((column) => [column.title, column]));
const OTHER_TITLES: Readonly<Record<string, string>> = {
  名称: "商品名称",
  主分类: "分类",
  "售价(元)": "售价",
  "划线价(元)": "划线价",
  "成本价(元)": "成本价",
  "重量(克)": "重量克",
  "重量(g)": "重量克",
  起始库存: "库存",
};

/** @param title compared form: narrow, without spaces */
export function columnOf(title: string): ProductColumn | undefined {
  return BY_TITLE.get(OTHER_TITLES[title] ?? title);
}

export const titleOf = (key: ProductKey): string =>
  PRODUCT_COLUMNS.find((column) => column.key === key)?.title ?? key;
