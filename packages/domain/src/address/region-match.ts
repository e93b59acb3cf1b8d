/** Finds 省市区 in a text that people wrote: with or without suffixes, levels left out, names repeated, spaces between. */

/** A province with its cities and their districts; codes of six digits. */
export interface RegionNode {
  code: string;
  name: string;
  children: readonly { code: string; name: string; children: readonly { code: string; name: string }[] }[];
}

export interface RegionMatch {
  /** Where the names begin and end in the text. */
  start: number;
  end: number;
  /** Code of the district; null where the text names none, or more than one place could be meant. */
  code: string | null;
  /** As far as it is sure: [省], [省, 市] or [省, 市, 区]. */
  names: string[];
}

interface Place {
  province: string;
  city: string | null;
  district: string | null;
  code: string | null;
}
interface Index {
  provinces: Map<string, RegionNode>;
  cities: Map<string, Place[]>;
  districts: Map<string, Place[]>;
  longest: number;
}

const SKIPPED = /[\s,，、;；:：|/\-—_·.。]/u;
const ETHNIC =
  "壮族|回族|维吾尔|藏族|彝族|傣族|景颇族|白族|哈尼族|苗族|侗族|布依族|土家族|羌族|朝鲜族|蒙古族?|哈萨克|柯尔克孜|傈僳族|瑶族|纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|黎族|满族|水族|仡佬族|土族|撒拉族|东乡族|保安族|裕固族|畲族|仫佬族|毛南族|达斡尔族|鄂温克族|鄂伦春|锡伯|塔吉克|各族|族";

const indexes = new WeakMap<readonly RegionNode[], Index>();

/**
 * The run of region names that names a district by the longest names, the first among equals; null where there is none. A name may hold a
 * district's short name (欧阳明珠) and a street a province's (北京路): whole addresses name more.
 */
export function matchRegion(text: string, regions: readonly RegionNode[]): RegionMatch | null {
  const index = indexOf(regions);
  let best: (RegionMatch & { worth: number }) | null = null;
  for (let start = 0; start < text.length; start += 1) {
    const found = matchAt(text, start, index);
    if (!found) continue;
    const worth = (found.end - found.start) * 10 + (found.code === null ? 0 : 1000);
    if (best === null || worth > best.worth) best = { ...found, worth };
  }
  return best && { start: best.start, end: best.end, code: best.code, names: best.names };
}

function matchAt(text: string, start: number, index: Index): RegionMatch | null {
  const province = longest(text, start, index, index.provinces);
  const from = province ? skip(text, province.end) : start;
  const within = province?.value;
  const rest = cityAndDistrict(text, from, index, within);
  if (!province) return rest && { start, ...rest };
  if (!rest) return { start, end: province.end, code: null, names: [province.value.name] };
  return { start, ...rest };
}

function cityAndDistrict(
  text: string,
  at: number,
  index: Index,
  province: RegionNode | undefined,
): Omit<RegionMatch, "start"> | null {
  const inProvince = (place: Place) => province === undefined || place.province === province.name;
  const city = pick(text, at, index, index.cities, inProvince);
  if (city) {
    const after = skip(text, city.end);
    const inCity = (place: Place) => place.city === city.place.city && place.province === city.place.province;
    const district = pick(text, after, index, index.districts, inCity);
    if (district) return told(district.place, district.end);
    // 「吉林吉林市」「上海上海市浦东新区」: the city's name may come twice.
    const again = pick(text, after, index, index.cities, inCity);
    const further = again && pick(text, skip(text, again.end), index, index.districts, inCity);
    if (further) return told(further.place, further.end);
  }
  const district = pick(text, at, index, index.districts, inProvince);
  if (district && (!city || district.end > city.end)) return told(district.place, district.end);
  return city ? told(city.place, city.end) : null;
}

/** The longest name at this place that can only mean one of the places in question. */
function pick(
  text: string,
  at: number,
  index: Index,
  names: ReadonlyMap<string, readonly Place[]>,
  fits: (place: Place) => boolean,
): { place: Place; end: number } | null {
  for (let length = Math.min(index.longest, text.length - at); length >= 2; length -= 1) {
    const places = (names.get(text.slice(at, at + length)) ?? []).filter(fits);
    const [only] = places;
    if (only && places.length === 1) return { place: only, end: at + length };
  }
  return null;
}

function longest<T>(
  text: string,
  at: number,
  index: Index,
  names: ReadonlyMap<string, T>,
): { value: T; end: number } | null {
  for (let length = Math.min(index.longest, text.length - at); length >= 2; length -= 1) {
    const value = names.get(text.slice(at, at + length));
    if (value) return { value, end: at + length };
  }
  return null;
}

function told(place: Place, end: number): Omit<RegionMatch, "start"> {
  const names = [place.province, place.city, place.district].filter((name) => name !== null);
  return { end, code: place.code, names };
}

function skip(text: string, at: number): number {
  let place = at;
  while (place < text.length && SKIPPED.test(text.charAt(place))) place += 1;
  return place;
}

function indexOf(regions: readonly RegionNode[]): Index {
  const known = indexes.get(regions);
  if (known) return known;
  const index: Index = { provinces: new Map(), cities: new Map(), districts: new Map(), longest: 0 };
  const put = (names: Map<string, Place[]>, name: string, place: Place) => {
    for (const spelled of spellings(name)) names.set(spelled, [...(names.get(spelled) ?? []), place]);
    index.longest = Math.max(index.longest, name.length);
  };
  for (const province of regions) {
    for (const spelled of spellings(province.name)) index.provinces.set(spelled, province);
    for (const city of province.children) {
      const inCity = { province: province.name, city: city.name };
      const only = city.children.length === 1 ? city.children[0] : undefined;
      // 「县」 is what directly governed counties stand under, and nobody writes it.
      if (city.name.length > 1) {
        put(index.cities, city.name, { ...inCity, district: only?.name ?? null, code: only?.code ?? null });
      }
      for (const { code, name } of city.children) {
        put(index.districts, name, { ...inCity, district: name, code });
      }
    }
  }
  indexes.set(regions, index);
  return index;
}

/** 「西双版纳傣族自治州」 → itself and 「西双版纳」; a short name has at least two characters. */
function spellings(name: string): string[] {
  const short = name
    .replace(/(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|矿区|省|市|盟|州|区|县|旗)$/u, "")
    .replace(new RegExp(`(?<=..)(?:${ETHNIC})+$`, "u"), "");
  return short.length >= 2 && short !== name ? [name, short] : [name];
}
