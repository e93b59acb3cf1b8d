/** Rows of the template: a product with two SKUs, and one without specs. */
import { PRODUCT_COLUMNS, type ProductKey } from "@banyan/domain";

const PRODUCTS: Partial<Record<ProductKey, string>>[] = [
  {
    code: "CHA-001",
    name: "（示例）易武古树生茶",
    subtitle: "石磨压饼，当年头春",
    category: "茶叶/普洱",
    fulfilment: "快递",
    state: "下架",
    origin: "云南 西双版纳",
    tags: "春茶；古树",
    promises: "48 小时发货；7 天无理由",
    gallery: "易武-1.jpg；易武-2.jpg",
    detail: "易武-详情.jpg",
    spec1: "年份",
    value1: "2024",
    skuCode: "CHA-001-24",
    price: "268",
    market: "328",
    cost: "120",
    weight: "400",
    stock: "50",
  },
  {
    code: "CHA-001",
    spec1: "年份",
    value1: "2025",
    skuCode: "CHA-001-25",
    price: "238.50",
    cost: "110",
    weight: "400",
    stock: "80",
  },
  {
    code: "HU-002",
    name: "（示例）紫陶小壶",
    category: "茶器",
    gallery: "紫陶.jpg",
    price: "399",
    weight: "650",
    stock: "12",
  },
];

export const EXAMPLES: readonly string[][] = PRODUCTS.map((cells) =>
  PRODUCT_COLUMNS.map(({ key }) => cells[key] ?? ""),
);
