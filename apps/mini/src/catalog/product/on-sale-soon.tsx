import { View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Countdown } from "@/design/countdown/countdown.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { shortDateTime } from "@/design/time.ts";

/** The shop opens it within two seconds of its time: asked for until it has. */
const ASK_MS = 2_500;

/** A product that is announced: when it can be bought, counted down. Nothing for one that is on sale. */
export function OnSaleSoon({ at, onOpen }: { at: string | null; onOpen: () => void }) {
  const [over, setOver] = useState<string | null>(null);
  const due = at !== null && over === at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new onOpen each render must not begin the wait anew
  useEffect(() => {
    if (!due) return;
    const timer = setInterval(onOpen, ASK_MS);
    return () => clearInterval(timer);
  }, [due]);
  if (at === null) return null;
  return (
    <View className="product-soon">
      <Icon name="clock" size={18} />
      <View className="product-soon__when">{shortDateTime(at)} 开售</View>
      <View className="product-soon__left">
        {due ? "马上开售" : "还有 "}
        {!due && <Countdown until={at} onEnd={() => setOver(at)} />}
      </View>
    </View>
  );
}
