import { specText } from "@banyan/kernel";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { Checkbox } from "@/design/choice/choice.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Price, WasPrice } from "@/design/price/price.tsx";
import { shortYuan, yuan } from "@/design/price/yuan.ts";
import { Stepper } from "@/design/stepper/stepper.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { goProduct } from "@/navigation.ts";
import { ChangeSku } from "./change-sku.tsx";
import { linePrice } from "./line-price.ts";
import { selection, useSelection } from "./selection.ts";
import type { CartState, ShownLine } from "./use-cart.ts";

const MOST = 999;

/** The lines that can be bought, then those that cannot, each with its reason. */
export function CartLines({ cart, lines }: { cart: CartState; lines: readonly ShownLine[] }) {
  const [changing, setChanging] = useState<ShownLine | null>(null);
  const isTicked = useSelection();
  const valid = lines.filter(({ invalid }) => invalid === null);
  const invalid = lines.filter((line) => line.invalid !== null);
  return (
    <View>
      {valid.length > 0 && (
        <View className="cart__card">
          {valid.map((line) => (
            <Line
              key={line.sku_id}
              line={line}
              ticked={isTicked(line.sku_id)}
              cart={cart}
              onChangeSku={() => setChanging(line)}
            />
          ))}
        </View>
      )}
      {invalid.length > 0 && <InvalidLines lines={invalid} cart={cart} />}
      <ChangeSku
        line={changing}
        onClose={() => setChanging(null)}
        onChange={async (toSkuId, quantity) => {
          if (changing !== null) await cart.change(changing.sku_id, toSkuId, quantity);
          setChanging(null);
        }}
      />
    </View>
  );
}

interface LineProps {
  line: ShownLine;
  ticked: boolean;
  cart: CartState;
  onChangeSku: () => void;
}

function Line({ line, ticked, cart, onChangeSku }: LineProps) {
  const { sku_id, name, spec, quantity, available } = line;
  const { fen, wasFen } = linePrice(line);
  return (
    <View className="cart-line">
      <Checkbox on={ticked} label={`选择${name}`} onChange={(on) => selection.set([sku_id], on)} />
      <Tap className="cart-line__picture" label={name} role="link" onTap={() => goProduct(line.product_id)}>
        <Picture src={line.picture} />
      </Tap>
      <View className="cart-line__body">
        <View className="cart-line__top">
          <Tap className="cart-line__name" role="link" onTap={() => goProduct(line.product_id)}>
            <View className="cart-line__name-text">{name}</View>
          </Tap>
          <Tap className="cart-line__remove" label={`移出${name}`} onTap={() => void cart.remove([line])}>
            <Icon name="close" size={16} />
          </Tap>
        </View>
        {spec.length > 0 && (
          <Tap className="cart-line__spec" label="修改规格" onTap={onChangeSku}>
            <Text className="cart-line__spec-text">{specText(spec)}</Text>
            <Icon name="down" size={12} />
          </Tap>
        )}
        {line.notice !== null && (
          <Tap className="cart-line__notice" onTap={() => cart.setQuantity(sku_id, available)}>
            {line.notice}，点这里改为 {available} 件
          </Tap>
        )}
        <View className="cart-line__foot">
          <View className="cart-line__prices">
            <Price fen={fen} />
            {wasFen !== null && <WasPrice fen={wasFen} />}
          </View>
          <Stepper
            value={quantity}
            max={Math.max(1, Math.min(available, MOST))}
            onChange={(next) => cart.setQuantity(sku_id, next)}
            onBeyond={() => toast(available >= MOST ? `一次最多 ${MOST} 件` : `只剩 ${available} 件了`)}
          />
        </View>
        <OwnLine line={line} />
      </View>
    </View>
  );
}

/** What the line brings a promoter. Of several pieces the whole is told: the floor stands on the line, not on the piece. */
function OwnLine({ line }: { line: ShownLine }) {
  const { worth, quantity, waiting } = line;
  if (worth === null || worth.self_fen === 0) return null;
  const { amountFen, savedFen } = linePrice(line);
  const saves = worth.self_kind === "discount";
  const self = saves ? `自购省 ¥${shortYuan(savedFen)}` : `自购返 ¥${shortYuan(worth.self_fen)}，预估`;
  return (
    <View className={join("cart-line__own", saves && "is-saving", waiting && "is-waiting")}>
      {saves && quantity > 1 ? `小计 ¥${yuan(amountFen)}，${self}` : self}
    </View>
  );
}

function InvalidLines({ lines, cart }: { lines: readonly ShownLine[]; cart: CartState }) {
  return (
    <View className="cart__card">
      <View className="cart__invalid-head">
        <View className="cart__invalid-title">暂时买不了（{lines.length}）</View>
        <Tap
          className="cart__clear"
          label={`清空 ${lines.length} 种买不了的商品`}
          onTap={() => void cart.remove(lines)}
        >
          清空
        </Tap>
      </View>
      {lines.map((line) => (
        <View key={line.sku_id} className="cart-line cart-line--invalid">
          <Tap
            className="cart-line__picture"
            label={line.name}
            role="link"
            onTap={() => goProduct(line.product_id)}
          >
            <Picture src={line.picture} />
          </Tap>
          <View className="cart-line__body">
            <View className="cart-line__top">
              <View className="cart-line__name">
                <View className="cart-line__name-text">{line.name}</View>
              </View>
              <Tap
                className="cart-line__remove"
                label={`移出${line.name}`}
                onTap={() => void cart.remove([line])}
              >
                <Icon name="close" size={16} />
              </Tap>
            </View>
            {line.spec.length > 0 && <View className="cart-line__was">{specText(line.spec)}</View>}
            <View className="cart-line__why">{line.invalid?.message}</View>
          </View>
        </View>
      ))}
    </View>
  );
}
