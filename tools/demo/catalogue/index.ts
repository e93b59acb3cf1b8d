export { demoCases } from "./cases.ts";
export { demoCategories } from "./categories.ts";
export { demoCustomers, demoUserAvatars } from "./customers.ts";
export { demoProducts } from "./products.ts";
export { demoReviews } from "./reviews.ts";
export type * from "./shapes.ts";
export { demoBanners, demoCoupons, demoShop, demoTopics } from "./shop.ts";
