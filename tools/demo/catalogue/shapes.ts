/**
 * The shapes of the demo shop's content. Everything here is plain data: seeding reads it and writes rows,
 * so nothing below knows about tables. Money is integer fen, weight is integer grams.
 */

export interface DemoCategory {
  key: string;
  parent: string | null;
  name: string;
  /** A picture key, 160 × 160. */
  icon: string;
  sort: number;
}

export type DetailBlock =
  | { kind: "text"; text: string }
  | { kind: "heading"; text: string }
  | { kind: "picture"; picture: string; caption?: string }
  | { kind: "facts"; rows: [string, string][] };

export interface DemoSku {
  /** One value per dimension of `specs`, in the same order. */
  spec: string[];
  price_fen: number;
  market_price_fen: number | null;
  cost_fen: number;
  stock: number;
  weight_g: number;
  picture?: string;
}

export interface DemoProduct {
  key: string;
  /** At most 30 characters. */
  name: string;
  /** At most 40 characters. */
  subtitle: string;
  /** Leaf category keys; the first one is the main category. */
  categories: string[];
  fulfilment: "parcel" | "service";
  origin: string;
  promises: string[];
  specs: { name: string; values: string[] }[];
  skus: DemoSku[];
  /** Three to five picture keys, 750 × 750; the first is the cover. */
  gallery: string[];
  detail: DetailBlock[];
  /** Popularity in generated orders, 1–100. */
  weight: number;
  tags: string[];
  low_stock?: boolean;
}

/** A wide picture whose calm side is left free for the words the client renders over it. */
export interface DemoBanner {
  key: string;
  picture: string;
  title: string;
  subtitle: string;
  /** Which colour of words can be read on this picture. */
  words: "dark" | "light";
  /** Which side of the picture is empty. */
  space: "left" | "right";
  target: DemoTarget;
}

export type DemoTarget =
  | { kind: "product"; key: string }
  | { kind: "category"; key: string }
  | { kind: "topic"; key: string };

export interface DemoTopic {
  key: string;
  title: string;
  /** For a section's head: at most 12 characters. */
  short: string;
  summary: string;
  picture: string;
  products: string[];
}

/** Written for the demo shop only; a real shop starts with none. */
export interface DemoReview {
  product: string;
  nickname: string;
  stars: 1 | 2 | 3 | 4 | 5;
  text: string;
  /** Of the SKU that the words speak of. */
  spec: string[];
  pictures: string[];
  reply: string | null;
  /** What the buyer adds some days later. */
  added: string | null;
}

/** A finished piece of work shown on a high-ticket product page. */
export interface DemoCase {
  key: string;
  products: string[];
  title: string;
  /** City and a surname only: a case never identifies a person. */
  customer: string;
  finished: string;
  summary: string;
  pictures: string[];
  detail: DetailBlock[];
}

export interface DemoCoupon {
  key: string;
  name: string;
  threshold_fen: number;
  /** 0 for a percentage. */
  off_fen: number;
  percent_off?: number;
  ceiling_fen?: number;
  /** Category keys the coupon is limited to; null means the whole shop. */
  categories: string[] | null;
  new_customer?: true;
  stackable?: true;
  /** How one comes by it; absent: 领券中心. */
  way?: "link" | "code" | "gift" | "friend" | "hand";
  code?: string;
  gift_from_fen?: number;
  /** A full refund gives it back for at least so many days. */
  returned_days?: number;
  total: number;
  per_customer: number;
  valid_days: number;
}

export interface DemoCustomer {
  key: string;
  nickname: string;
  province: string;
  city: string;
  avatar: string;
}

export interface DemoShop {
  name: string;
  slogan: string;
  service_phone: string;
  service_hours: string;
  address: { province: string; city: string; district: string; street: string };
  licences: { name: string; text: string }[];
  notices: string[];
}
