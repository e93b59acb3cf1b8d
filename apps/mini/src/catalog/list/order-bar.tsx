import { View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Tap } from "@/design/tap/tap.tsx";
import type { Sort } from "./narrow.ts";

/** 综合 · 销量 · 价格 up and down · 新品, and the filters. */
export function OrderBar({
  sort,
  onSort,
  narrowed,
  onFilter,
}: {
  sort: Sort;
  onSort: (sort: Sort) => void;
  narrowed: number;
  onFilter: () => void;
}) {
  const one = (key: Sort, text: string) => (
    <Tap
      role="tab"
      selected={sort === key}
      className={join("order-bar__one", sort === key && "is-on")}
      onTap={() => onSort(key)}
    >
      {text}
    </Tap>
  );
  const byPrice = sort === "price_up" || sort === "price_down";
  return (
    <View className="order-bar">
      {one("recommended", "综合")}
      {one("sales", "销量")}
      <Tap
        role="tab"
        selected={byPrice}
        label={sort === "price_up" ? "价格从低到高" : sort === "price_down" ? "价格从高到低" : "按价格排"}
        className={join("order-bar__one", byPrice && "is-on")}
        onTap={() => onSort(sort === "price_up" ? "price_down" : "price_up")}
      >
        价格
        <View className="order-bar__arrows">
          <View className={join("order-bar__up", sort === "price_up" && "is-on")} />
          <View className={join("order-bar__down", sort === "price_down" && "is-on")} />
        </View>
      </Tap>
      {one("newest", "新品")}
      <Tap className={join("order-bar__one", narrowed > 0 && "is-on")} onTap={onFilter}>
        筛选
        {narrowed > 0 ? (
          <View className="order-bar__count">{narrowed}</View>
        ) : (
          <Icon name="filter" size={14} />
        )}
      </Tap>
    </View>
  );
}
