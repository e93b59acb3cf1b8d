/** A shop in which somebody has received goods and says what they think of them. The worker asks WeChat when a test says so. */
import type { OwnReview } from "@banyan/contract";
import { planOf } from "@banyan/server/worker/worker.ts";
import { paidOrder, ship } from "./orders.ts";
import { type Buyer, type Clerk, newKey, type Want } from "./people.ts";
import { openShop, type Shop } from "./shop.ts";

/** Whoever writes and what it is about, anew for each test. */
export interface Cast {
  shop: Shop;
  clerk: Clerk;
  who: Buyer;
  sku: string;
  other: string;
  product: string;
}

type Filter = "all" | "pictures" | "good" | "middle" | "bad" | "appended";

export async function openReviews(name: string): Promise<Cast> {
  const shop = await openShop({ name, worker: false });
  const clerk = await shop.staff("service");
  return freshCast({ shop, clerk });
}

/** Another person, and goods that nobody has spoken of. */
export async function freshCast({ shop, clerk }: Pick<Cast, "shop" | "clerk">): Promise<Cast> {
  const skus = [
    { price: 1000, stock: 100 },
    { price: 2000, stock: 100 },
  ];
  const made = await shop.product({ skus });
  const who = await shop.customer();
  await who.api.customer.update({ nickname: "段茶生", avatar: null });
  return { shop, clerk, who, product: made.id, sku: made.skus[0] ?? "", other: made.skus[1] ?? "" };
}

export const line = (more: object = {}) => ({ line_no: 1, rating: 5, text: "汤色透亮", ...more });

/** What they do; `cast` is asked each time, since every test has its own. */
export function reviewing(cast: () => Cast) {
  const received = async (buyer = cast().who, wants: Want[] = [{ sku: cast().sku }]): Promise<string> => {
    const { no } = await paidOrder(cast().shop, buyer, wants);
    await ship(cast().shop.owner, no);
    await buyer.api.order.receive({ no });
    return no;
  };
  const write = (no: string, more: object = {}, by = cast().who, request_key = newKey()) =>
    by.api.review.create({ request_key, order_no: no, reviews: [line(more)] });
  const written = async (more: object = {}): Promise<OwnReview> => {
    const [review] = (await write(await received(), more)).reviews;
    if (!review) throw new Error("no review was made");
    return review;
  };
  /** The worker asks WeChat. */
  const checked = () => planOf(cast().shop.workerServices).reviews.work();
  const list = (filter: Filter = "all") =>
    cast().shop.owner.api.review.list({ product_id: cast().product, filter });
  const desk = (review: { id: string }) => cast().clerk.api.console.review.get({ review_id: review.id });
  /** As staff see it now, for a decision. */
  const target = async (review: { id: string }) => ({
    review_id: review.id,
    revision: (await desk(review)).revision,
    request_key: newKey(),
  });
  const shown = async (more: object = {}): Promise<OwnReview> => {
    const review = await written(more);
    await checked();
    return review;
  };
  return { received, write, written, checked, list, desk, target, shown };
}
