import { TABS } from "./design/bars/tabs";

const isH5 = process.env.TARO_ENV === "h5";

/** Pages of the tab bar and those that links open stand in the main package; every other noun is a sub-package. */
export default defineAppConfig({
  pages: [
    "page/home/index",
    "catalog/category/index",
    "cart/index",
    "customer/me/index",
    "catalog/product/index",
    "catalog/list/index",
    // The canvas of the console's page editor; the mini program has none.
    ...(isH5 ? ["page/preview/index"] : []),
  ],
  subPackages: [
    { root: "catalog/search", pages: ["index"] },
    { root: "page/topic", pages: ["index"] },
    { root: "quote", pages: ["checkout/index"] },
    { root: "order", pages: ["list/index", "detail/index", "paid/index"] },
    { root: "aftersale", pages: ["apply/index", "list/index", "detail/index"] },
    { root: "review", pages: ["list/index", "write/index", "mine/index", "append/index"] },
    { root: "address", pages: ["list/index", "edit/index"] },
    { root: "coupon", pages: ["center/index", "mine/index", "one/index", "usable/index"] },
    { root: "notice", pages: ["list/index"] },
    { root: "customer/profile", pages: ["index"] },
    { root: "customer/account", pages: ["index"] },
    { root: "customer/privacy", pages: ["index"] },
    { root: "customer/devices", pages: ["index"] },
    { root: "customer/export", pages: ["index"] },
    { root: "customer/closing", pages: ["index"] },
    { root: "favourite", pages: ["list/index"] },
    { root: "footprint", pages: ["list/index"] },
    { root: "setting", pages: ["home/index", "text/index"] },
    {
      root: "promoter",
      pages: [
        "center/index",
        "apply/index",
        "welcome/index",
        "customer/index",
        "partners/index",
        "invite/index",
        "leave/index",
      ],
    },
    { root: "commission", pages: ["list/index", "detail/index", "worth/index"] },
    { root: "statement", pages: ["list/index", "month/index"] },
    { root: "adjustment", pages: ["list/index"] },
    { root: "withdrawal", pages: ["apply/index", "list/index", "detail/index"] },
    { root: "share", pages: ["list/index"] },
    { root: "tier", pages: ["mine/index"] },
    { root: "referral", pages: ["mine/index"] },
  ],
  // Fetched while the page before is being read.
  preloadRule: {
    "page/home/index": { network: "all", packages: ["catalog/search"] },
    "catalog/category/index": { network: "all", packages: ["catalog/search"] },
    "catalog/product/index": { network: "all", packages: ["quote", "review"] },
    "cart/index": { network: "all", packages: ["quote"] },
    "quote/checkout/index": { network: "all", packages: ["address", "order"] },
    "customer/me/index": { network: "all", packages: ["order", "aftersale", "coupon", "promoter"] },
    "promoter/center/index": { network: "all", packages: ["commission", "withdrawal", "share"] },
  },
  window: {
    navigationBarTitleText: "云岭山货",
    navigationBarBackgroundColor: "#f5f6f4",
    navigationBarTextStyle: "black",
    backgroundColor: "#f5f6f4",
    backgroundTextStyle: "dark",
    // H5 draws its own bars (design/bars); WeChat's are native.
    ...(isH5 ? { navigationStyle: "custom" as const } : {}),
  },
  tabBar: {
    custom: isH5,
    color: "#667280",
    selectedColor: "#0e7c5a",
    backgroundColor: "#ffffff",
    borderStyle: "white",
    list: TABS.map(({ text, path, icon }) => ({
      text,
      pagePath: path,
      ...(isH5
        ? {}
        : {
            iconPath: `design/bars/icons/${icon}.png`,
            selectedIconPath: `design/bars/icons/${icon}-on.png`,
          }),
    })),
  },
  requiredPrivateInfos: ["chooseAddress"],
  lazyCodeLoading: "requiredComponents",
  ...(isH5 ? { animation: { duration: 220, delay: 10 } } : {}),
});
