import { Input, Textarea, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import "./field.scss";

/** A labelled line of a form. What is wrong stands under the field it concerns. */
export function Field({
  label,
  problem,
  tall = false,
  children,
}: {
  label: string;
  problem?: string | undefined;
  tall?: boolean;
  children: ReactNode;
}) {
  return (
    <View className={join("b-field", problem !== undefined && "is-wrong")}>
      <View className={join("b-field__row", tall && "b-field__row--tall")}>
        <View className="b-field__label">{label}</View>
        <View className="b-field__control">{children}</View>
      </View>
      {problem !== undefined && (
        <View className="b-field__problem">
          <Icon name="warn" size={16} />
          <View>{problem}</View>
        </View>
      )}
    </View>
  );
}

export interface TextFieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Name for tests and screen readers; the label as a rule. */
  label: string;
  max?: number;
  /** Number pad for "number", with a point for "digit"; digits only by the server's word. */
  type?: "text" | "number" | "digit" | "nickname";
  onDone?: () => void;
  onLeave?: () => void;
  focus?: boolean;
}

/** A line that appeared under the finger would take the tap that left the field from what it was meant for. */
const AFTER_TAP_MS = 200;
const afterTap = (act: (() => void) | undefined) => () => {
  if (act !== undefined) setTimeout(act, AFTER_TAP_MS);
};

const spoken = (label: string) =>
  process.env.TARO_ENV === "h5" ? { "aria-label": label } : { ariaLabel: label };

/** A browser's number field rounds and drops what it does not like; a text field with the right keys does not. */
const PAD: Readonly<Partial<Record<string, "numeric" | "decimal">>> = { number: "numeric", digit: "decimal" };

/** One line of text. Longer text than `max` cannot be typed. */
export function TextInput({
  value,
  onChange,
  placeholder = "",
  label,
  max = 140,
  type = "text",
  ...rest
}: TextFieldProps) {
  const { onDone, onLeave, focus } = rest;
  const pad = process.env.TARO_ENV === "h5" ? PAD[type] : undefined;
  return (
    <Input
      className="b-field__input"
      value={value}
      placeholder={placeholder}
      placeholderClass="b-field__placeholder"
      maxlength={max}
      type={pad === undefined ? type : "text"}
      onInput={(event) => onChange(String(event.detail.value))}
      onBlur={afterTap(onLeave)}
      onConfirm={() => onDone?.()}
      {...(focus === undefined ? {} : { focus })}
      {...(pad === undefined ? {} : { inputMode: pad })}
      {...spoken(label)}
    />
  );
}

/** WeChat lifts a field above its keyboard: so far that the bar at the bottom, which comes along, does not lie over it. */
const ABOVE_BAR_PX = 80;

/** Several lines of text with their count; a tall one invites to write more than a note. */
export function TextArea(props: TextFieldProps & { tall?: boolean }) {
  const { value, onChange, placeholder = "", label, max = 200, onLeave, tall = false } = props;
  const className = join("b-field__input b-field__input--area", tall && "is-tall");
  return (
    <View>
      {process.env.TARO_ENV === "h5" ? (
        // The browser's own element: Taro's H5 Textarea would bring the web components' runtime with it.
        <textarea
          className={className}
          value={value}
          placeholder={placeholder}
          maxLength={max}
          aria-label={label}
          onChange={(event) => onChange(event.target.value)}
          onBlur={afterTap(onLeave)}
        />
      ) : (
        <Textarea
          className={className}
          value={value}
          placeholder={placeholder}
          cursorSpacing={ABOVE_BAR_PX}
          placeholderClass="b-field__placeholder"
          maxlength={max}
          onInput={(event) => onChange(event.detail.value)}
          onBlur={afterTap(onLeave)}
        />
      )}
      <View className="b-field__count">
        {value.length}/{max}
      </View>
    </View>
  );
}
