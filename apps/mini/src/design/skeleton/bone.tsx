import { View } from "@tarojs/components";
import { join } from "../join.ts";
import "./skeleton.scss";

export interface BoneProps {
  /** CSS lengths; numbers are px. */
  w?: number | string;
  h?: number | string;
  shape?: "round" | "card";
  className?: string;
}

const length = (value: number | string) => (typeof value === "number" ? `${value}px` : value);

/** A piece of a skeleton. A page composes its skeleton of these in the shape of its real layout. */
export function Bone({ w = "100%", h = 14, shape, className }: BoneProps) {
  const style = className === undefined ? { width: length(w), height: length(h) } : {};
  return <View className={join("b-bone", shape && `b-bone--${shape}`, className)} style={style} />;
}
