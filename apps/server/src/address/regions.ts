/** 省市区 by the codes of GB/T 2260: two digits province, four city, six district. */
import { areaList } from "@vant/area-data";

export interface Region {
  code: string;
  name: string;
  children: { code: string; name: string; children: { code: string; name: string }[] }[];
}

/** [省, 市, 区] of a district's code; null where no such district exists. */
export function regionNames(code: string): [string, string, string] | null {
  const district = areaList.county_list[code];
  const city = areaList.city_list[`${code.slice(0, 4)}00`];
  const province = areaList.province_list[`${code.slice(0, 2)}0000`];
  return district !== undefined && city !== undefined && province !== undefined
    ? [province, city, district]
    : null;
}

let tree: Region[] | undefined;

/** The whole tree, made at the first call. */
export function regionTree(): Region[] {
  tree ??= build();
  return tree;
}

/** Whether two digits are a province's. */
export function isProvince(code: string): boolean {
  return areaList.province_list[`${code}0000`] !== undefined;
}

function build(): Region[] {
  const byParent = (list: Record<string, string>, digits: number) => {
    const groups = new Map<string, { code: string; name: string }[]>();
    for (const [code, name] of Object.entries(list)) {
      const parent = code.slice(0, digits);
      groups.set(parent, [...(groups.get(parent) ?? []), { code, name }]);
    }
    return groups;
  };
  const cities = byParent(areaList.city_list, 2);
  const districts = byParent(areaList.county_list, 4);
  return Object.entries(areaList.province_list).map(([code, name]) => ({
    code,
    name,
    children: (cities.get(code.slice(0, 2)) ?? []).map((city) => ({
      ...city,
      children: districts.get(city.code.slice(0, 4)) ?? [],
    })),
  }));
}

/** Whether a code is a province's two digits or a city's four. */
export function isRegion(code: string): boolean {
  return code.length === 4 ? areaList.city_list[`${code}00`] !== undefined : isProvince(code);
}

/** 「云南省」, 「云南省昆明市」; "" where there is none. @param code two or four digits */
export function regionName(code: string): string {
  const province = areaList.province_list[`${code.slice(0, 2)}0000`] ?? "";
  const city = code.length < 4 ? "" : (areaList.city_list[`${code.slice(0, 4)}00`] ?? "");
  return city === province ? province : province + city;
}
