import { TreeSelect } from "antd";
import type { ReactElement } from "react";
import { type RegionOption, withoutTaken } from "./regions.ts";

export interface TakenPlace {
  /** 「第 2 组」, 「不配送」. */
  name: string;
  regions: readonly string[];
}

/** Provinces and cities by ticks; what stands elsewhere says where and cannot be ticked. */
export function RegionPicker({
  value = [],
  onChange,
  id,
  regions,
  taken,
  placeholder = "选择省份或城市",
}: {
  value?: string[];
  onChange?: (codes: string[]) => void;
  id?: string;
  regions: readonly RegionOption[];
  taken: readonly TakenPlace[];
  placeholder?: string;
}): ReactElement {
  const placeOf = (code: string) =>
    taken.find((place) => place.regions.some((other) => code.startsWith(other)))?.name;
  const node = (one: { value: string; title: string }) => {
    const place = placeOf(one.value);
    return {
      ...one,
      title: place ? `${one.title}（已在${place}）` : one.title,
      disabled: place !== undefined,
    };
  };
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      value={value}
      treeData={regions.map((province) => ({ ...node(province), children: province.children.map(node) }))}
      treeCheckable
      showCheckedStrategy={TreeSelect.SHOW_PARENT}
      allowClear
      showSearch={{ treeNodeFilterProp: "title" }}
      maxTagCount={12}
      style={{ width: "100%" }}
      placeholder={placeholder}
      onChange={(codes: string[]) =>
        onChange?.(
          withoutTaken(
            regions,
            codes,
            taken.flatMap((place) => place.regions),
          ),
        )
      }
    />
  );
}
