/** The four rooms of the shop, for app.config and both tab bars. */
export const TABS = [
  { key: "home", text: "首页", path: "page/home/index", icon: "home" },
  { key: "category", text: "分类", path: "catalog/category/index", icon: "grid" },
  { key: "cart", text: "购物车", path: "cart/index", icon: "cart" },
  { key: "me", text: "我的", path: "customer/me/index", icon: "user" },
] as const;
export type TabKey = (typeof TABS)[number]["key"];
