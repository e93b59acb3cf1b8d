import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Icon, type IconName } from "../icon/icon.tsx";
import { Tap } from "../tap/tap.tsx";
import "./cell.scss";

export interface CellProps {
  text: string;
  note?: string;
  value?: ReactNode;
  icon?: IconName;
  /** Makes it a row to tap, with an arrow. */
  onTap?: () => void;
}

/** One row of a list of settings, facts or ways to go. */
export function Cell({ text, note, value, icon, onTap }: CellProps) {
  const content = (
    <>
      {icon !== undefined && <Icon name={icon} size={20} className="b-cell__icon" />}
      <View>
        <View className="b-cell__text">{text}</View>
        {note !== undefined && <View className="b-cell__note">{note}</View>}
      </View>
      <View className="b-cell__value">{value}</View>
      {onTap !== undefined && <Icon name="right" size={16} className="b-cell__arrow" />}
    </>
  );
  if (onTap === undefined) return <View className="b-cell">{content}</View>;
  return (
    <Tap className="b-cell" onTap={onTap}>
      {content}
    </Tap>
  );
}

/** Rows in one white card. */
export function Cells({ children }: { children: ReactNode }) {
  return <View className="b-cells">{children}</View>;
}
