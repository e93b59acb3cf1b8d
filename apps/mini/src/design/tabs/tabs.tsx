import { View } from "@tarojs/components";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import "./tabs.scss";

export interface TabsProps<K extends string> {
  tabs: readonly { key: K; text: string }[];
  value: K;
  onChange: (key: K) => void;
}

/** Tabs across the top of a list. */
export function Tabs<K extends string>({ tabs, value, onChange }: TabsProps<K>) {
  return (
    <View className="b-tabs">
      {tabs.map(({ key, text }) => (
        <Tap
          key={key}
          role="tab"
          selected={key === value}
          className={join("b-tabs__tab", key === value && "is-on")}
          onTap={() => onChange(key)}
        >
          {text}
        </Tap>
      ))}
    </View>
  );
}
