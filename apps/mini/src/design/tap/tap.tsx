import { View } from "@tarojs/components";
import type { CSSProperties, KeyboardEvent, ReactNode } from "react";
import { join } from "../join.ts";
import "./tap.scss";

export interface TapProps {
  onTap?: (() => void) | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  /** What a screen reader says where the content is a drawing. */
  label?: string | undefined;
  /** "button" unless told: "checkbox", "radio", "tab", "link". */
  role?: string | undefined;
  checked?: boolean | undefined;
  selected?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Keeps the tap from what lies around it. */
  stop?: boolean | undefined;
  id?: string | undefined;
  children?: ReactNode;
}

interface Stoppable {
  stopPropagation?: () => void;
}

/** Anything that can be tapped: role, keyboard and pressed state on H5, hover-class in the mini program. */
export function Tap(props: TapProps) {
  const { onTap, className, style, stop, disabled = false, id, children } = props;
  const act = (event: Stoppable) => {
    if (stop) event.stopPropagation?.();
    if (!disabled) onTap?.();
  };
  return (
    <View
      className={join("b-tap", disabled && "is-disabled", className)}
      hoverClass={disabled ? "none" : "is-pressed"}
      hoverStayTime={60}
      onClick={act}
      {...(style === undefined ? {} : { style })}
      {...(id === undefined ? {} : { id })}
      {...spoken(props, act)}
    >
      {children}
    </View>
  );
}

/** The accessibility attributes, spelled as each target wants them. */
function spoken(
  { role = "button", label, checked, selected, disabled }: TapProps,
  act: (event: Stoppable) => void,
) {
  if (process.env.TARO_ENV !== "h5") {
    return { ariaRole: role, ...(label === undefined ? {} : { ariaLabel: label }) };
  }
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    act(event);
  };
  return {
    role,
    tabIndex: disabled ? -1 : 0,
    onKeyDown: press,
    "aria-label": label,
    "aria-checked": checked,
    "aria-selected": selected,
    "aria-disabled": disabled || undefined,
  };
}
