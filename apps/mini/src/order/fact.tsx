import { Text, View } from "@tarojs/components";
import { Icon } from "../design/icon/icon.tsx";
import { Tap } from "../design/tap/tap.tsx";
import { copyText } from "../design/toast/copy.ts";
import "./fact.scss";

/** A fact of an order or a case; numbers can be copied. */
export function Fact({ label, value, copies = false }: { label: string; value: string; copies?: boolean }) {
  return (
    <View className="order-fact">
      <Text className="order-fact__label">{label}</Text>
      <Text className="order-fact__value">{value}</Text>
      {copies && <Copy what={label} text={value} />}
    </View>
  );
}

/** Puts a text on the clipboard and says so. */
export function Copy({ what, text }: { what: string; text: string }) {
  return (
    <Tap className="order-copy" label={`复制${what}`} stop onTap={() => void copyText(text, `${what}已复制`)}>
      <Icon name="copy" size={15} />
      <Text>复制</Text>
    </Tap>
  );
}
