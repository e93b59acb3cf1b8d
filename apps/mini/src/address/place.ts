import type { Out } from "../http/types.ts";

/** A province with its cities and their districts. */
export type Region = Out<"shop.regions">["regions"][number];

export interface Place {
  code: string;
  /** 省 市 区. */
  names: string[];
}

/** Names as another address book spells them ("云南省", "云南") → our place; null where one does not fit. */
export function placeOf(regions: readonly Region[], names: readonly string[]): Place | null {
  const province = find(regions, names[0]);
  const city = find(province?.children ?? [], names[1]) ?? onlyOne(province?.children ?? []);
  const district = find(city?.children ?? [], names[2]);
  if (province === undefined || city === undefined || district === undefined) return null;
  return { code: district.code, names: [province.name, city.name, district.name] };
}

/** The place of a district's code; null where we know none. */
export function placeOfCode(regions: readonly Region[], code: string): Place | null {
  const province = regions.find((one) => one.code.slice(0, 2) === code.slice(0, 2));
  for (const city of province?.children ?? []) {
    const district = city.children.find((one) => one.code === code);
    if (province && district) return { code, names: [province.name, city.name, district.name] };
  }
  return null;
}

function find<T extends { name: string }>(list: readonly T[], name: string | undefined): T | undefined {
  if (name === undefined || name === "") return undefined;
  return (
    list.find((one) => one.name === name) ??
    list.find((one) => one.name.startsWith(name) || name.startsWith(one.name))
  );
}

/** Municipalities repeat their own name as the city. */
function onlyOne<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
