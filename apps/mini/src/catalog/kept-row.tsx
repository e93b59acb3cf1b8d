import type { ProductCard } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Checkbox } from "@/design/choice/choice.tsx";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { CardPrice } from "@/design/product-card/card-price.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { goProduct } from "@/navigation.ts";
import { WorthChips } from "@/promoter/worth-chips.tsx";
import "./kept-row.scss";

export interface Kept {
  product_id: string;
  /** null: no longer for sale. */
  card: ProductCard | null;
  name: string;
  picture: string;
}

/** A product somebody put aside or looked at: what it is today, or that it is gone. */
export function KeptRow({
  kept,
  note,
  choosing,
  chosen,
  onChoose,
}: {
  kept: Kept;
  note?: ReactNode;
  /** While several are chosen a tap chooses instead of opening. */
  choosing: boolean;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}) {
  const { card, product_id } = kept;
  const name = card?.name ?? (kept.name === "" ? "已删除的商品" : kept.name);
  const open = () => {
    if (choosing) onChoose(!chosen);
    else if (card !== null) goProduct(product_id);
    else toast("这件商品下架了");
  };
  return (
    <View className={join("kept", card === null && "is-gone")}>
      {choosing && <Checkbox on={chosen} onChange={onChoose} label={`选择${name}`} />}
      <Tap className="kept__product" role="link" label={name} onTap={open}>
        <View className="kept__picture">
          <Picture src={card?.picture ?? kept.picture} />
          {card?.sold_out === true && <View className="b-product__sold-out">已售罄</View>}
        </View>
        <View className="kept__body">
          <View className="kept__name">{name}</View>
          {card === null ? (
            <View className="kept__gone">已下架，暂时买不到</View>
          ) : (
            <>
              {card.subtitle !== "" && <View className="kept__subtitle">{card.subtitle}</View>}
              <View className="kept__foot">
                <CardPrice product={card} />
                {note}
              </View>
              <WorthChips worth={card.worth} />
            </>
          )}
        </View>
      </Tap>
    </View>
  );
}

/** How much less it costs than when it was put aside. */
export function Dropped({ text }: { text: string }) {
  return <Text className="kept__dropped">{text}</Text>;
}

export function KeptSkeleton() {
  return (
    <View className="kept-list">
      {[0, 1, 2, 3].map((at) => (
        <View key={at} className="kept">
          <View className="kept__picture">
            <Bone className="b-bone-square" />
          </View>
          <View className="kept__body">
            <Bone w="80%" h={17} />
            <View style={{ height: "10px" }} />
            <Bone w="56%" h={13} />
            <View style={{ height: "18px" }} />
            <Bone w={86} h={20} />
          </View>
        </View>
      ))}
    </View>
  );
}
