import { View } from "@tarojs/components";
import { useDidShow } from "@tarojs/taro";
import { BestSellers } from "@/catalog/best-sellers.tsx";
import { askedCartCount } from "@/design/bars/cart-count.ts";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { asRefusal } from "@/http/refusal.ts";
import { useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { askedStanding } from "@/promoter/standing.ts";
import { ensureSignedIn } from "@/session/sign-in.ts";
import { useSignedIn } from "@/session/token.ts";
import { useShopInfo } from "@/shop/shop-info.ts";
import { callShop } from "../service-links.tsx";
import "./me.scss";
import { Hero } from "./hero.tsx";
import { KeptShortcuts } from "./kept-shortcuts.tsx";
import { OrderShortcuts } from "./order-shortcuts.tsx";
import { PromoterCell } from "./promoter-cell.tsx";

/** Signs in where that is all the tap was for; closing the sheet is an answer too. */
export async function signInByTap(): Promise<void> {
  try {
    await ensureSignedIn();
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    if (refusal.code !== "sign_in_cancelled") toast(refusal.message, { mood: "bad" });
  }
}

/** The person's own room: who they are, what waits for them, where everything is. */
export default function Me() {
  const signedIn = useSignedIn();
  const profile = useLoad(signedIn ? "me" : null, async () => {
    const putCount = askedCartCount();
    const putStanding = askedStanding();
    const me = await call("customer.me", {});
    putCount(me.cart_count);
    putStanding(me.promoter_state);
    return me;
  });
  const shop = useShopInfo();
  useDidShow(() => {
    // The first time it is on its way already.
    if (profile.data !== null || profile.refusal !== null) void profile.reload();
  });
  const me = profile.data;
  const phone = shop?.service_phone ?? "";
  return (
    <Page title="我的" nav="none" tab="me">
      <PullToRefresh onRefresh={profile.reload}>
        <View className="me">
          <Hero signedIn={signedIn} profile={profile} onSignIn={() => void signInByTap()} />
          <KeptShortcuts me={signedIn ? me : null} />
          <OrderShortcuts counts={me?.order_counts ?? null} />
          <PromoterCell standing={signedIn ? (me?.promoter_state ?? null) : "none"} />
          <Cells>
            <Cell text="收货地址" icon="pin" onTap={() => go("/address/list/index")} />
            <Cell
              text="消息"
              icon="bell"
              value={<Unread count={me?.unread_notices ?? 0} />}
              onTap={() => go("/notice/list/index")}
            />
          </Cells>
          <Cells>
            {phone !== "" && (
              <Cell text="客服电话" icon="phone" value={phone} onTap={() => callShop(phone)} />
            )}
            <Cell text="设置" icon="gear" onTap={() => go("/setting/home/index")} />
            {process.env.TARO_ENV === "h5" && shop?.wechat_bridge != null && (
              <Cell
                text="演示用的微信"
                icon="wechat"
                value="换人、看服务通知"
                onTap={() => {
                  location.href = `${shop.wechat_bridge}/`;
                }}
              />
            )}
          </Cells>
          <BestSellers />
          {shop !== null && (
            <View className="me__foot">
              <View>{shop.name}</View>
              <View>{shop.slogan}</View>
            </View>
          )}
        </View>
      </PullToRefresh>
    </Page>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return <View className="me__unread">{count > 99 ? "99+" : count} 条未读</View>;
}
