import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Avatar } from "../customer/avatar.tsx";
import { yuan } from "../design/price/yuan.ts";
import { Bone } from "../design/skeleton/bone.tsx";
import "./person-row.scss";

export interface PersonRowProps {
  name: string;
  avatar: string | null;
  tag?: ReactNode;
  /** Dates of the relation; each is a whole, and where they do not fit beside each other they stand on two lines. */
  since: readonly string[];
  orders: number;
  salesFen: number;
  dim?: boolean;
}

/** A customer or a partner, masked, with what they have bought or sold. */
export function PersonRow({ name, avatar, tag, since, orders, salesFen, dim = false }: PersonRowProps) {
  return (
    <View className={dim ? "person-row is-dim" : "person-row"}>
      <Avatar src={avatar} size={44} />
      <View className="person-row__body">
        <View className="person-row__top">
          <Text className="person-row__name">{name}</Text>
          {tag}
        </View>
        <View className="person-row__since">
          {since.map((part) => (
            <Text key={part}>{part}</Text>
          ))}
        </View>
      </View>
      <View className="person-row__end">
        <View className="person-row__sales">¥{yuan(salesFen)}</View>
        <View className="person-row__orders">{orders} 单</View>
      </View>
    </View>
  );
}

const FOUR = [0, 1, 2, 3];

export function PeopleSkeleton() {
  return (
    <View className="people">
      {FOUR.map((at) => (
        <View key={at} className="person-row">
          <Bone w={44} h={44} shape="round" />
          <View className="person-row__body">
            <Bone w="46%" h={16} />
            <View style={{ height: "8px" }} />
            <Bone w="78%" h={12} />
          </View>
        </View>
      ))}
    </View>
  );
}
