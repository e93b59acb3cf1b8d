import { View } from "@tarojs/components";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import "./switch.scss";

/** On or off, at once. */
export function Switch({
  on,
  onChange,
  label,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  label: string;
}) {
  return (
    <Tap
      className={join("b-switch", on && "is-on")}
      role="switch"
      checked={on}
      label={label}
      stop
      onTap={() => onChange(!on)}
    >
      <View className="b-switch__track">
        <View className="b-switch__thumb" />
      </View>
    </Tap>
  );
}
