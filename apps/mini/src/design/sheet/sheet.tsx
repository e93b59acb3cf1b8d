import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import { usePresence } from "../use-presence.ts";
import "./sheet.scss";

export interface SheetProps {
  open: boolean;
  onClose: () => void;
  title?: string;
  /** Stays at the bottom, in reach of a thumb. */
  foot?: ReactNode;
  className?: string;
  children?: ReactNode;
}

/** A sheet from the bottom edge. The page below does not scroll with it. */
export function Sheet({ open, onClose, title, foot, className, children }: SheetProps) {
  const { mounted, shown } = usePresence(open);
  if (!mounted) return null;
  const dialog = process.env.TARO_ENV === "h5" ? { role: "dialog", "aria-label": title } : {};
  return (
    <View className={join("b-sheet", shown && "is-shown", className)}>
      <View className="b-sheet__mask" onClick={onClose} catchMove />
      <View className="b-sheet__panel" {...dialog}>
        {title !== undefined && (
          <View className="b-sheet__head">
            <View className="b-sheet__title">{title}</View>
          </View>
        )}
        <Tap className="b-sheet__close" label="关闭" onTap={onClose}>
          <Icon name="close" size={20} />
        </Tap>
        <View className="b-sheet__body">{children}</View>
        {foot !== undefined && <View className="b-sheet__foot">{foot}</View>}
      </View>
    </View>
  );
}
