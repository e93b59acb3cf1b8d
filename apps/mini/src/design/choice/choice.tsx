import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import "./choice.scss";

export interface ChoiceProps {
  on: boolean;
  onChange: (on: boolean) => void;
  /** For screen readers where no text stands beside it. */
  label: string;
  disabled?: boolean;
  children?: ReactNode;
}

function Choice({
  on,
  onChange,
  label,
  disabled = false,
  role,
  children,
}: ChoiceProps & { role: "checkbox" | "radio" }) {
  return (
    <Tap
      className={join("b-choice", on && "is-on")}
      role={role}
      checked={on}
      disabled={disabled}
      label={label}
      stop
      onTap={() => onChange(role === "radio" ? true : !on)}
    >
      <View className="b-choice__mark">
        <Icon name="check" size={14} />
      </View>
      {children !== undefined && <View className="b-choice__text">{children}</View>}
    </Tap>
  );
}

/** Any number of these may be on. */
export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} role="checkbox" />;
}

/** One of several. */
export function Radio(props: ChoiceProps) {
  return <Choice {...props} role="radio" />;
}
