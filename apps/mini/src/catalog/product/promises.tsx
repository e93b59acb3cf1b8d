import type { ProductDetail } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { Icon } from "@/design/icon/icon.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { PromiseSheet } from "./promise-sheet.tsx";

export interface PromisesProps {
  product: ProductDetail;
  chosen: ProductDetail["skus"][number] | null;
  onChoose: () => void;
}

const OWN_LABEL = "规格";

/** "口味、重量 · 共 9 款"; what the row is called already is not said again. */
function kindsText({ specs, skus }: Pick<ProductDetail, "specs" | "skus">): string {
  const names = specs.map(({ name }) => name).join("、");
  return specText(names === OWN_LABEL ? [] : [names], `共 ${skus.length} 款`);
}

/** The rows below the head: which SKU, where it comes from and how, what the shop promises. */
export function Promises({ product, chosen, onChoose }: PromisesProps) {
  const [reading, setReading] = useState(false);
  const isService = product.fulfilment === "service";
  return (
    <View className="product-rows">
      {product.specs.length > 0 && (
        <Tap className="product-row" label="选择规格" onTap={onChoose}>
          <View className="product-row__label">{OWN_LABEL}</View>
          <View className="product-row__value">
            {chosen === null ? kindsText(product) : `已选 ${specText(chosen.spec)}`}
          </View>
          <Icon name="right" size={16} className="product-row__arrow" />
        </Tap>
      )}
      <View className="product-row">
        <View className="product-row__label">{isService ? "方式" : "发货"}</View>
        <View className="product-row__value">
          {isService
            ? "到店服务，下单后客服与您约时间"
            : product.origin === ""
              ? "快递送货"
              : `${product.origin}发货，快递送到家`}
        </View>
      </View>
      {product.promises.length > 0 && (
        <Tap className="product-row product-row--top" label="查看服务承诺" onTap={() => setReading(true)}>
          <View className="product-row__label">保障</View>
          <View className="product-row__promises">
            {product.promises.map((promise) => (
              <View key={promise} className="product-row__promise">
                <Icon name="shield" size={15} />
                <Text>{promise}</Text>
              </View>
            ))}
          </View>
          <Icon name="right" size={16} className="product-row__arrow" />
        </Tap>
      )}
      <PromiseSheet promises={product.promises} open={reading} onClose={() => setReading(false)} />
    </View>
  );
}
