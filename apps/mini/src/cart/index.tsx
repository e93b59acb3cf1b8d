import { View } from "@tarojs/components";
import { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import { BestSellers } from "@/catalog/best-sellers.tsx";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { goHome } from "@/navigation.ts";
import { ensureSignedIn } from "@/session/sign-in.ts";
import { useSignedIn } from "@/session/token.ts";
import { CartLines } from "./cart-lines.tsx";
import { CartSkeleton } from "./cart-skeleton.tsx";
import { Totals } from "./totals.tsx";
import { useCart } from "./use-cart.ts";
import "./index.scss";

/** The cart: what was put aside, what of it can be bought now, and what it comes to. */
export default function CartPage() {
  const signedIn = useSignedIn();
  const [managing, setManaging] = useState(false);
  const cart = useCart(signedIn);
  useDidShow(() => void cart.reload());
  const lines = cart.lines;
  const manage = (
    <Tap className="cart__manage" onTap={() => setManaging(!managing)}>
      {managing ? "完成" : "管理"}
    </Tap>
  );
  const filled = lines !== null && lines.length > 0;
  return (
    <Page
      title={filled ? `购物车（${cart.count}）` : "购物车"}
      tab="cart"
      navEnd={filled ? manage : undefined}
    >
      <PullToRefresh onRefresh={cart.reload}>
        {!signedIn && lines !== null && <SignInRow empty={lines.length === 0} />}
        {lines === null && cart.refusal === null && <CartSkeleton />}
        {lines === null && cart.refusal !== null && (
          <ErrorState refusal={cart.refusal} onRetry={() => void cart.reload()} />
        )}
        {signedIn && lines?.length === 0 && (
          <Empty
            drawing="cart"
            text="篮子还空着"
            note="挑几样山里的好东西"
            action={{ text: "去逛逛", onTap: goHome }}
          />
        )}
        {filled && (
          <View>
            {process.env.TARO_ENV !== "h5" && <View className="cart__native-manage">{manage}</View>}
            <CartLines cart={cart} lines={lines} />
          </View>
        )}
        {lines !== null && <BestSellers without={new Set(lines.map(({ product_id }) => product_id))} />}
      </PullToRefresh>
      {filled && <Totals cart={cart} lines={lines} managing={managing} />}
    </Page>
  );
}

/** What was put aside on another phone is there after signing in; what is here joins it. */
function SignInRow({ empty }: { empty: boolean }) {
  const signIn = () => void ensureSignedIn().catch(() => undefined);
  if (empty) {
    return (
      <Empty
        drawing="cart"
        text="篮子还空着，登录后能看到以前放进来的"
        action={{ text: "微信登录", onTap: signIn }}
      />
    );
  }
  return (
    <Tap className="cart__sign-in" onTap={signIn}>
      <View className="cart__sign-in-text">登录后和您账号里的购物车合在一起，换手机也在</View>
      <View className="cart__sign-in-go">去登录</View>
    </Tap>
  );
}
