import type { ProductDetail } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { type Choice, picturedSpec, type Stock, valueState } from "./choose-sku.ts";

export interface SpecChooserProps {
  specs: ProductDetail["specs"];
  skus: ProductDetail["skus"];
  stock: Stock;
  choice: Choice;
  onPick: (at: number, value: string) => void;
}

/** The values of each spec. What is sold out can still be looked at; what does not exist cannot be tapped. */
export function SpecChooser({ specs, skus, stock, choice, onPick }: SpecChooserProps) {
  const pictured = picturedSpec(specs, skus);
  return (
    <View>
      {specs.map(({ name, values }, at) => (
        <View key={name} className="sku-sheet__spec">
          <View className="sku-sheet__label">{name}</View>
          <View className="sku-sheet__values">
            {values.map((value) => {
              const state = valueState(skus, stock, choice, at, value);
              const picture = pictured?.at === at ? pictured.pictures.get(value) : undefined;
              return (
                <Tap
                  key={value}
                  role="radio"
                  checked={choice[at] === value}
                  // Its picture would begin the name with a space.
                  label={state === "sold_out" ? `${value}，缺货` : value}
                  disabled={state === "missing"}
                  className={join("sku-value", choice[at] === value && "is-on", state !== "open" && "is-off")}
                  onTap={() => onPick(at, value)}
                >
                  {picture !== undefined && (
                    <View className="sku-value__picture">
                      <Picture src={picture} />
                    </View>
                  )}
                  <Text>{value}</Text>
                  {state === "sold_out" && <Text className="sku-value__note">缺货</Text>}
                </Tap>
              );
            })}
          </View>
        </View>
      ))}
    </View>
  );
}
