import { matchRegion, type RegionNode } from "./region-match.ts";
import { hasSurname } from "./surname.ts";

/** What was found in a pasted address; what was not is "" or null. */
export interface ParsedAddress {
  recipient: string;
  /** 11 digits. */
  phone: string;
  regionCode: string | null;
  /** As far as it is sure: [省], [省, 市] or [省, 市, 区]. */
  region: string[];
  detail: string;
}

const PHONE = /(?<!\d)(?:\+?\s?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?:(?:-|转|#)(\d{1,6}))?(?!\d)/u;
const LABEL =
  /(?:收\s*[件货]\s*人(?:姓名)?|收货姓名|联系人|姓\s*名|名字|手机号码?|联系电话|联系方式|手机|电话|所在地区|所在地|省市区|地区|详细地址|收货地址|收件地址|街道地址|地\s*址|邮政编码|邮编)\s*[:：]\s*|(?:收\s*[件货]\s*人|详细地址|收货地址|所在地区|手机号码|联系电话)\s+/gu;
/** What separates parts: people use anything. */
const GAP = /[\s,，;；:|/、。]+/u;
/** Words of which a name has none. */
const PLACE_WORD =
  /[省市区县镇乡村路街巷弄号栋幢楼层室座园厦店铺组屯寨校院]|小区|单元|大道|广场|公寓|花园|门口|对面|旁边|快递|驿站|代收/u;
/** Where a name may follow an address without any gap: 「2 号 301 张三」. */
const TAIL = /^(.*(?:[号室楼栋幢层座店铺村组院园厦]|单元|\d|[A-Za-z]))([\u4e00-\u9fff]{2,4})$/u;

/**
 * Reads recipient, phone and address out of one text in any order, as people copy it from a chat or another shop.
 * @param regions the tree of 省市区 that codes are of
 */
export function parseAddress(text: string, regions: readonly RegionNode[]): ParsedAddress {
  const plain = text
    .normalize("NFKC")
    .replace(/[】\]》>]/gu, ":")
    .replace(/[【[《<"“”]/gu, " ")
    .replace(LABEL, "\n")
    // Parts of a Latin name stay together.
    .replace(/(?<=[A-Za-z]) (?=[A-Za-z]+(?![A-Za-z\d]))/gu, "_");
  const found = PHONE.exec(plain);
  const phone = found ? `${found[1]}${found[2]}${found[3]}` : "";
  const extension = found?.[4] === undefined ? "" : `[${found[4]}]`;
  const withoutPhone = found
    ? `${plain.slice(0, found.index)}\n${plain.slice(found.index + found[0].length)}`
    : plain;
  // What stays of digits alone: a landline, a postcode, a second number.
  const rest = withoutPhone
    .replace(PHONE, "\n")
    .replace(/(?<![\d\p{L}])(?:0\d{2,3}-?)?\d{6,8}(?![\d\p{L}-])/gu, "\n");

  const region = matchRegion(rest, regions);
  const before = partsOf(region ? rest.slice(0, region.start) : "");
  const after = partsOf(region ? rest.slice(region.end) : rest);
  const named = takeName(before, after);
  return {
    recipient: named.recipient,
    phone,
    regionCode: region?.code ?? null,
    region: region?.names ?? [],
    detail: (named.detail.replaceAll("_", " ") + extension).slice(0, 80),
  };
}

function partsOf(text: string): string[] {
  return text.split(GAP).filter((part) => part !== "" && part !== "中国");
}

/** The part that is most likely a name; everything else that stands after the region is the detail, in its order. */
function takeName(
  before: readonly string[],
  after: readonly string[],
): { recipient: string; detail: string } {
  const candidates = [
    ...before.map((part) => ({ part, worth: nameWorth(part) + 1 })),
    // The first part after the region is where the address goes on.
    ...after.map((part, at) => ({ part, worth: nameWorth(part) - (at === 0 && after.length > 1 ? 2 : 0) })),
  ].filter(({ worth }) => worth > 1);
  const best = candidates.reduce<{ part: string; worth: number } | null>(
    (most, one) => (most === null || one.worth > most.worth ? one : most),
    null,
  );
  if (best && !(after.length === 1 && after[0] === best.part)) {
    return { recipient: cleanName(best.part), detail: after.filter((part) => part !== best.part).join("") };
  }
  const whole = after.join("");
  const [, detail = whole, tail = ""] = TAIL.exec(whole) ?? [];
  if (tail !== "" && nameWorth(tail) > 2) return { recipient: cleanName(tail), detail };
  return { recipient: "", detail: whole };
}

/** How much a part looks like a person's name; above 1 it may be one. */
function nameWorth(part: string): number {
  const name = part.replace(/(?:先生|女士|小姐|老师|同学|师傅|收|\(收\))$/u, "");
  if (name === "" || name.length > 20) return 0;
  const titled = name !== part ? 2 : 0;
  if (/^[A-Za-z][A-Za-z_.]+$/u.test(name)) return 2 + titled;
  if (!/^[\u4e00-\u9fff·]+$/u.test(name)) return 0;
  if (PLACE_WORD.test(name)) return hasSurname(name) && name.length <= 3 && titled > 0 ? 2 : 0;
  if (name.includes("·")) return 4 + titled;
  if (hasSurname(name)) return name.length <= 4 ? 4 + titled : 0;
  if (titled > 0) return 3;
  return name.length <= 4 ? 2 : 0;
}

function cleanName(part: string): string {
  return part
    .replace(/(?:\(收\)|收)$/u, "")
    .replaceAll("_", " ")
    .slice(0, 20);
}
