/** Provinces and cities to choose from, and what is chosen in words. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/client.ts";

export interface RegionOption {
  /** Two digits of a province, four of a city. */
  value: string;
  title: string;
  children: { value: string; title: string }[];
}

/** Provinces with more than one city have them below; a city of its own stands for itself. */
export function useRegions(): RegionOption[] {
  const regions = useQuery(api.shop.regions.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  return useMemo(
    () =>
      (regions.data?.regions ?? []).map(({ code, name, children }) => ({
        value: code.slice(0, 2),
        title: name,
        children:
          children.length < 2
            ? []
            : children.map((city) => ({
                value: city.code.slice(0, 4),
                title: city.name === "县" ? "省直辖县市" : city.name,
              })),
      })),
    [regions.data],
  );
}

/** 「云南省、广东省深圳市等 5 处」. */
export function regionWords(regions: readonly RegionOption[], codes: readonly string[], most = 3): string {
  const names = codes.slice(0, most).map((code) => {
    const province = regions.find(({ value }) => value === code.slice(0, 2));
    if (code.length === 2) return province?.title ?? code;
    return `${province?.title ?? ""}${province?.children.find(({ value }) => value === code)?.title ?? code}`;
  });
  return codes.length > most ? `${names.join("、")}等 ${codes.length} 处` : names.join("、");
}

/**
 * A province that is chosen whole although another group has some of its cities becomes the cities that are left.
 * @param taken what stands elsewhere
 */
export function withoutTaken(
  regions: readonly RegionOption[],
  chosen: readonly string[],
  taken: readonly string[],
): string[] {
  return chosen.flatMap((code) => {
    const cities = regions.find(({ value }) => value === code)?.children ?? [];
    const free = cities.filter(({ value }) => !taken.includes(value));
    if (taken.some((other) => code.startsWith(other))) return [];
    return free.length === cities.length ? [code] : free.map(({ value }) => value);
  });
}
