import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { join } from "../join.ts";
import "./card.scss";

export interface CardProps {
  title?: string;
  /** Beside the title, on the right. */
  aside?: ReactNode;
  /** No inner space: rows and pictures reach the edges. */
  flush?: boolean;
  className?: string;
  children?: ReactNode;
}

/** A white card on the page's ground. */
export function Card({ title, aside, flush = false, className, children }: CardProps) {
  return (
    <View className={join("b-card", flush && "b-card--flush", className)}>
      {title !== undefined && (
        <View className="b-card__head">
          <View className="b-card__title">{title}</View>
          {aside}
        </View>
      )}
      {children}
    </View>
  );
}
