import { Button as NativeButton, Text, View } from "@tarojs/components";
import type { ComponentProps } from "react";
import { Icon, type IconName } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import "./button.scss";

export interface ButtonProps {
  text: string;
  /** "buy" (vermilion) once per screen at most; "primary" is the brand's green. */
  look?: "buy" | "primary" | "soft" | "warm" | "outline" | "outline-green" | "plain" | undefined;
  size?: "large" | "normal" | "small" | undefined;
  block?: boolean | undefined;
  icon?: IconName | undefined;
  disabled?: boolean | undefined;
  /** Shows that it works and takes no further tap. */
  busy?: boolean | undefined;
  onTap?: (() => void) | undefined;
  stop?: boolean | undefined;
  className?: string | undefined;
}

/** The one button of the shop. */
export function Button({ text, look, size = "normal", block, icon, busy = false, ...rest }: ButtonProps) {
  const { disabled = false, className, onTap, stop } = rest;
  return (
    <Tap
      className={join(classes({ look, size, block }), busy && "is-busy", className)}
      disabled={disabled || busy}
      onTap={onTap}
      stop={stop}
    >
      {busy ? <View className="b-button__wait" /> : icon !== undefined && <Icon name={icon} size={18} />}
      <Text>{text}</Text>
    </Tap>
  );
}

/** The same look on WeChat's own button, for what only open-type can do (contact, chooseAvatar, agreePrivacyAuthorization). */
export function OpenButton({
  text,
  look,
  size = "normal",
  block,
  ...native
}: Pick<ButtonProps, "text" | "look" | "size" | "block"> &
  Omit<ComponentProps<typeof NativeButton>, "size">) {
  return (
    <NativeButton {...native} className={classes({ look, size, block })}>
      {text}
    </NativeButton>
  );
}

function classes({ look, size, block }: Pick<ButtonProps, "look" | "size" | "block">): string {
  return join(
    "b-button",
    look && `b-button--${look}`,
    size !== "normal" && `b-button--${size}`,
    block && "b-button--block",
  );
}
