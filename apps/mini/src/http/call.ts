import { needConsent } from "../session/consent.ts";
import { ensureSignedIn } from "../session/sign-in.ts";
import { readToken, saveToken } from "../session/token.ts";
import { shopInfo } from "../shop/shop-info.ts";
import { Refusal } from "./refusal.ts";
import { type Sending, send } from "./send.ts";
import type { In, Out, RouteName } from "./types.ts";

/** What anyone may ask. Everything else is personal and signs in first. */
const OPEN: ReadonlySet<RouteName> = new Set<RouteName>([
  "shop.info",
  "shop.regions",
  "page.front",
  "page.topic",
  "catalog.categories",
  "catalog.list",
  "catalog.get",
  "catalog.live",
  "search.start",
  "search.suggest",
  "search.facets",
  "search.near",
  "coupon.offers",
  "coupon.friend",
  "coupon.get",
  "coupon.products",
  "cart.preview",
  "cart.total",
  "review.list",
]);

export type CallOptions = Pick<Sending, "requestKey" | "timeoutMs">;

/**
 * One request to the API: `await call("cart.add", { sku_id, quantity, request_key })`. Throws Refusal. A personal route
 * signs in where nobody is signed in, and once more where the session has expired: a 401 means nothing was done.
 */
export async function call<Name extends RouteName>(
  name: Name,
  input: In<Name>,
  options: CallOptions = {},
): Promise<Out<Name>> {
  const token = OPEN.has(name) ? readToken() : await ensureSignedIn();
  try {
    return (await send(name, input, { ...options, token })) as Out<Name>;
  } catch (thrown) {
    const fresh = await afterRefusal(name, thrown, token);
    return (await send(name, input, { ...options, token: fresh })) as Out<Name>;
  }
}

/** The token to try once more with; throws what cannot be helped. */
async function afterRefusal(name: RouteName, thrown: unknown, token: string | null): Promise<string | null> {
  if (!(thrown instanceof Refusal)) throw thrown;
  if (thrown.status === 401 && token !== null) {
    if (readToken() === token) saveToken(null);
    return OPEN.has(name) ? null : ensureSignedIn();
  }
  if (thrown.code === "privacy_consent_needed") {
    const version = await needConsent(await shopInfo(), true);
    await send("customer.agree", { version }, { token });
    return token;
  }
  throw thrown;
}
