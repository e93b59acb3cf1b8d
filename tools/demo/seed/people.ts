/** Customers of the demo shop: five whom one can be, and sixty who only have a past. */

import { contactPlace } from "@banyan/server/address/from-facts.ts";
import { type Region, regionTree } from "@banyan/server/address/regions.ts";
import type { Seal } from "@banyan/server/seal/seal.ts";
import { DEMO_USERS } from "@banyan/wechat-sim";
import type pg from "pg";
import { demoCustomers, demoUserAvatars } from "../catalogue/index.ts";
import { demoApplications, demoPromoters, demoRelations } from "../catalogue/promoting.ts";
import type { Pictures } from "./pictures.ts";
import type { Dice } from "./random.ts";
import { freshIds, insertRows } from "./rows.ts";

export interface Person {
  id: bigint;
  nickname: string;
  openid: string;
  joinedAt: Date;
  address: {
    id: bigint;
    regionCode: string;
    region: string[];
    recipient: string;
    phone: string;
    detail: string;
  };
  /** How often they buy. */
  weight: number;
}

/** The one WeChat user who has never opened the shop: no customer, no address, no coupon, everything for the first time. */
const NEWCOMER = "何小满";
const SURNAMES = [..."王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹"];
const GIVEN = [
  "敏",
  "静",
  "伟",
  "洋",
  "芳",
  "磊",
  "婷",
  "晓雨",
  "子涵",
  "思远",
  "雅琴",
  "建国",
  "若兰",
  "一鸣",
  "书瑶",
];
const STREETS = ["人民路", "环城西路", "翠湖北路", "建设街", "文昌巷", "滨江大道", "青年路", "学府路"];
const DAY_MS = 86_400_000;

export async function seedPeople(
  client: pg.ClientBase,
  p: { dice: Dice; seal: Seal; pictures: Pictures; appid: string; now: Date },
): Promise<Person[]> {
  const { dice, now } = p;
  const known = DEMO_USERS.filter(({ nickname }) => nickname !== NEWCOMER).map((user, at) => ({
    nickname: user.nickname,
    openid: user.openid,
    city: "昆明",
    province: "云南",
    avatar: p.pictures.url(demoUserAvatars[at] ?? ""),
  }));
  const past = demoCustomers.map((customer, at) => ({
    nickname: customer.nickname,
    openid: `oPast${String(at).padStart(3, "0")}${"x".repeat(20)}`,
    city: customer.city,
    province: customer.province,
    avatar: p.pictures.url(customer.avatar),
  }));
  const all = [...known, ...past];
  const ids = await freshIds(client, "customer", all.length);
  const addressIds = await freshIds(client, "address", all.length);
  const tree = regionTree();
  const people = all.map((one, at): Person => {
    const place = findRegion(tree, one.province, one.city, dice);
    return {
      id: ids[at] as bigint,
      nickname: one.nickname,
      openid: one.openid,
      joinedAt: new Date(
        now.getTime() -
          Math.max(at < known.length ? 25 : dice.below(75), joinedDaysAgo(one.nickname)) * DAY_MS -
          dice.below(DAY_MS),
      ),
      weight: at < known.length ? 0 : 1 + dice.below(6),
      address: {
        id: addressIds[at] as bigint,
        ...place,
        recipient: dice.pick(SURNAMES) + dice.pick(GIVEN),
        phone: `1${dice.pick(["38", "39", "50", "86", "77"])}${String(10_000_000 + dice.below(89_999_999))}`,
        detail: `${dice.pick(STREETS)}${1 + dice.below(200)}号${1 + dice.below(20)}栋${101 + dice.below(900)}`,
      },
    };
  });
  await writePeople(
    client,
    p.seal,
    p.appid,
    people,
    all.map((one) => one.avatar),
  );
  return people;
}

/** At least so many days ago: whoever promotes, asks to, or came by a share was a customer before. */
function joinedDaysAgo(nickname: string): number {
  const promoter = demoPromoters.find((one) => one.nickname === nickname);
  const relation = demoRelations.find((one) => one.customer === nickname);
  const application = demoApplications.find((one) => one.nickname === nickname);
  return Math.max(
    promoter ? promoter.approvedDaysAgo + 8 : 0,
    relation ? relation.daysAgo + 1 : 0,
    application ? Math.ceil(application.hoursAgo / 24) + 2 : 0,
  );
}

async function writePeople(
  client: pg.ClientBase,
  seal: Seal,
  appid: string,
  people: readonly Person[],
  avatars: readonly (string | null)[],
): Promise<void> {
  await insertRows(
    client,
    "customer",
    people.map((one) => ({
      id: one.id,
      privacy_version: 1,
      privacy_agreed_at: one.joinedAt,
      created_at: one.joinedAt,
      created_date: new Date(one.joinedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
    })),
  );
  await insertRows(
    client,
    "customer_profile",
    people.map((one, at) => ({ customer_id: one.id, nickname: one.nickname, avatar: avatars[at] ?? null })),
  );
  await insertRows(
    client,
    "identity",
    people.map((one) => ({
      provider: "wechat",
      appid,
      subject: one.openid,
      customer_id: one.id,
      created_at: one.joinedAt,
    })),
  );
  await insertRows(
    client,
    "privacy_consent",
    people.map((one) => ({ customer_id: one.id, version: 1, agreed_at: one.joinedAt })),
  );
  await insertRows(
    client,
    "address",
    people.map(({ id, address, joinedAt }) => ({
      customer_id: id,
      id: address.id,
      region_code: address.regionCode,
      contact_sealed: seal.seal(contactPlace(id, address.id), {
        recipient: address.recipient,
        phone: address.phone,
        detail: address.detail,
      }),
      is_default: true,
      created_at: joinedAt,
    })),
  );
}

/** A district of the named city; names in lists are short ("大理" for 大理白族自治州). */
function findRegion(
  tree: readonly Region[],
  province: string,
  city: string,
  dice: Dice,
): { regionCode: string; region: string[] } {
  const top = tree.find((one) => one.name.startsWith(province)) ?? (tree[0] as Region);
  const inCity = top.children.find((one) => one.name.startsWith(city));
  const middle = inCity ?? (top.children[0] as Region);
  const district = inCity
    ? dice.pick(middle.children)
    : (middle.children.find((one) => one.name.startsWith(city)) ?? dice.pick(middle.children));
  return { regionCode: district.code, region: [top.name, middle.name, district.name] };
}
