import { View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Checkbox } from "@/design/choice/choice.tsx";
import { join } from "@/design/join.ts";
import { Price } from "@/design/price/price.tsx";
import { shortYuan } from "@/design/price/yuan.ts";
import { Bone } from "@/design/skeleton/bone.tsx";
import { toast } from "@/design/toast/toast.ts";
import { checkoutPath, go } from "@/navigation.ts";
import { useSignedIn } from "@/session/token.ts";
import { selection, useSelection } from "./selection.ts";
import type { CartState, ShownLine } from "./use-cart.ts";
import { useTotal } from "./use-total.ts";

/** What the ticked lines come to, and the way to the checkout; or what to do with them while managing. */
export function Totals({
  cart,
  lines,
  managing,
}: {
  cart: CartState;
  lines: readonly ShownLine[];
  managing: boolean;
}) {
  const isTicked = useSelection();
  const buyable = lines.filter(({ invalid }) => invalid === null);
  const ticked = buyable.filter(({ sku_id }) => isTicked(sku_id));
  const all = buyable.length > 0 && ticked.length === buyable.length;
  const pieces = ticked.reduce((sum, { quantity }) => sum + quantity, 0);
  const { total, waiting } = useTotal(ticked, useSignedIn() ? "account" : "device");
  const savedFen = total?.self_discount_fen ?? 0;
  const checkout = async () => {
    if (ticked.length === 0) return toast("请先选择商品");
    const short = ticked.find(({ quantity, available }) => quantity > available);
    if (short !== undefined) return toast(`“${short.name}”${short.notice ?? "库存不足"}`);
    // The order is made of what the cart holds: what was just tapped has to be there.
    await cart.flush();
    go(
      checkoutPath(
        "cart",
        ticked.map(({ sku_id, quantity }) => ({ skuId: sku_id, quantity })),
      ),
    );
  };
  const removeTicked = async () => {
    if (ticked.length === 0) return toast("请先选择商品");
    await cart.remove(ticked);
  };
  return (
    <BottomBar aboveTabs>
      <View className="cart-total__all">
        <Checkbox
          on={all}
          label="全选"
          disabled={buyable.length === 0}
          onChange={(on) =>
            selection.set(
              buyable.map(({ sku_id }) => sku_id),
              on,
            )
          }
        >
          全选
        </Checkbox>
      </View>
      {managing ? (
        <View className="cart-total__end">
          <Button text="移出购物车" look="outline" onTap={() => void removeTicked()} />
        </View>
      ) : (
        <View className="cart-total__end">
          <View className={join("cart-total__sum", waiting && "is-waiting")}>
            <View className="cart-total__line">
              <View className="cart-total__label">合计</View>
              {total === null ? <Bone w={64} h={20} /> : <Price fen={total.total_fen} />}
            </View>
            <View className="cart-total__note">
              {savedFen > 0 ? `自购省 ¥${shortYuan(savedFen)}，券前` : "优惠与运费下一步计算"}
            </View>
          </View>
          <Button
            text={pieces > 0 ? `结算（${pieces}）` : "结算"}
            look="buy"
            disabled={pieces === 0}
            onTap={() => void checkout()}
          />
        </View>
      )}
    </BottomBar>
  );
}
