import { View } from "@tarojs/components";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import "./reason-list.scss";

/** Reasons in words, one to be chosen; the whole row is the target. */
export function ReasonList<T extends string>({
  reasons,
  value,
  onChange,
}: {
  reasons: readonly T[];
  value: T | null;
  onChange: (reason: T) => void;
}) {
  return (
    <View className="b-reasons">
      {reasons.map((reason) => (
        <Tap
          key={reason}
          className={join("b-reasons__row", reason === value && "is-on")}
          role="radio"
          checked={reason === value}
          onTap={() => onChange(reason)}
        >
          <View className="b-reasons__text">{reason}</View>
          <View className="b-reasons__mark">
            <Icon name="check" size={14} />
          </View>
        </Tap>
      ))}
    </View>
  );
}
