import { setCartCount } from "../design/bars/cart-count.ts";
import { toast } from "../design/toast/toast.ts";
import { dropLooks } from "../footprint/looks.ts";
import { send } from "../http/send.ts";
import { forgetDrafts } from "../review/kept-drafts.ts";
import { shopInfo } from "../shop/shop-info.ts";
import { agreedVersion, needConsent } from "./consent.ts";
import { readToken, saveToken } from "./token.ts";

/** The phone forgets who was signed in. */
export function forgetPerson(): void {
  saveToken(null);
  setCartCount(0);
  dropLooks();
  forgetDrafts();
}

/**
 * Whoever is signed in agreed to an older text than the shop's present one: asked again when the app opens. Whoever does not agree is
 * signed out, and may go on looking around.
 */
export async function askAgain(): Promise<void> {
  if (readToken() === null) return;
  try {
    const shop = await shopInfo();
    // A phone that never noted a version asks the server with the first personal call instead.
    if (agreedVersion() === 0 || agreedVersion() >= shop.privacy_version) return;
    const version = await needConsent(shop, true);
    await send("customer.agree", { version }, { token: readToken() });
  } catch (thrown) {
    if ((thrown as { code?: string }).code !== "sign_in_cancelled") return;
    const token = readToken();
    forgetPerson();
    if (token !== null) await send("session.signOut", {}, { token }).catch(() => undefined);
    toast("没有同意新的隐私政策，已退出登录");
  }
}
