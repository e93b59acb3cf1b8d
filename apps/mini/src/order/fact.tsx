import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { Icon } from "../design/icon/icon.tsx";
import { Tap } from "../design/tap/tap.tsx";
import { toast } from "../design/toast/toast.ts";
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
    <Tap className="order-copy" label={`复制${what}`} stop onTap={() => void copy(what, text)}>
      <Icon name="copy" size={15} />
      <Text>复制</Text>
    </Tap>
  );
}

async function copy(what: string, text: string): Promise<void> {
  try {
    await Taro.setClipboardData({ data: text });
    // WeChat says it by itself, in its own words.
    if (process.env.TARO_ENV === "h5") toast(`${what}已复制`, { mood: "good" });
  } catch {
    toast("复制没有成功，请长按选择", { mood: "bad" });
  }
}
