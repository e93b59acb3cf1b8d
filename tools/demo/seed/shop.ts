/** Settings, credentials and staff of the demo shop. */
import type { Database } from "@banyan/server/db/database.ts";
import type { Seal } from "@banyan/server/seal/seal.ts";
import { DEFAULT_SETTINGS, type SettingValues } from "@banyan/server/setting/settings.ts";
import {
  WECHAT_SEAL_PLACE,
  WECHAT_SETTING,
  type WechatPublic,
  type WechatSecrets,
} from "@banyan/server/setting/wechat.ts";
import { createStaff } from "@banyan/server/staff/create.ts";
import { DEMO_TEMPLATES, type SimulatorCredentials } from "@banyan/wechat-sim";
import type pg from "pg";
import { demoShop } from "../catalogue/index.ts";
import { insertRows } from "./rows.ts";

/** Remote provinces by the first two digits of their region code: 内蒙古, 西藏, 青海, 宁夏, 新疆. */
const REMOTE = ["15", "54", "63", "64", "65"];

export const DEMO_SETTINGS: SettingValues = {
  shop: {
    ...DEFAULT_SETTINGS.shop,
    name: demoShop.name,
    slogan: demoShop.slogan,
    service_phone: demoShop.service_phone,
    about: `${demoShop.name}是一家演示店铺，卖云南的茶、咖啡、菌子、鲜花饼、蜂蜜、火腿和手作。商品、评价与案例均为示例内容，不会真实发货。`,
    licence: demoShop.licences.map((one) => `${one.name}：${one.text}`).join("\n"),
  },
  order: { unpaid_minutes: 30, receive_days: 10, aftersale_days: 7, low_stock: 3 },
  freight: {
    base_fen: 800,
    free_over_fen: 9900,
    remote: REMOTE.map((province) => ({ province, fee_fen: 1500 })),
    unserved: ["71", "81", "82"],
  },
  promoter: DEFAULT_SETTINGS.promoter,
  referral: DEFAULT_SETTINGS.referral,
  adjustment: DEFAULT_SETTINGS.adjustment,
  review: DEFAULT_SETTINGS.review,
  catalog: {
    promises: [
      { name: "48 小时内发货", note: "付款后 48 小时内交给快递，节假日顺延。" },
      { name: "破损补发", note: "签收 48 小时内拍照联系客服，核实后补发，不用寄回。" },
      { name: "未拆封 7 天可退", note: "签收 7 天内、没有拆封，可以退货，运费由顾客承担。" },
      { name: "坏果坏菌包赔", note: "签收 24 小时内拍照联系客服，按坏掉的部分赔付。" },
      { name: "冷链配送", note: "全程加冰，到货请尽快冷藏。" },
      { name: "手工制作", note: "每一件略有差别，下单后由匠人制作或挑选。" },
      { name: "7 天无理由退换", note: "签收 7 天内、不影响再次销售，可以退换。" },
      { name: "下单后现烘", note: "每周二、周五烘焙，烘好次日发出。" },
      { name: "预约制", note: "下单后客服与您约时间，按约好的日子接待。" },
      { name: "未使用可退", note: "没有使用过的服务，随时可以全额退款。" },
    ],
  },
  withdrawal: {
    ...DEFAULT_SETTINGS.withdrawal,
    max_fen: 50_000,
    automatic_fen: 2_000,
    two_people_fen: 30_000,
    fee_bps: 60,
  },
  notice: {
    order_paid: DEMO_TEMPLATES.order_paid.template_id,
    order_shipped: DEMO_TEMPLATES.order_shipped.template_id,
    withdrawal_confirm: DEMO_TEMPLATES.withdrawal_confirm.template_id,
    withdrawal_done: DEMO_TEMPLATES.withdrawal_done.template_id,
    promoter_decided: DEMO_TEMPLATES.promoter_decided.template_id,
    refund_done: DEMO_TEMPLATES.refund_arrived.template_id,
  },
};

export async function seedSettings(
  client: pg.ClientBase,
  seal: Seal,
  credentials: SimulatorCredentials,
): Promise<void> {
  const plain = Object.entries(DEMO_SETTINGS);
  const updated_at = new Date();
  await insertRows(client, "setting", [
    ...plain.map(([key, value]) => ({ key, value, sealed: null, version: 1, updated_at })),
    { key: WECHAT_SETTING, ...wechatSetting(seal, credentials), version: 1, updated_at },
  ]);
}

function wechatSetting(
  seal: Seal,
  credentials: SimulatorCredentials,
): { value: WechatPublic; sealed: Buffer } {
  const open: WechatPublic = {
    appid: credentials.appid,
    mchid: credentials.mchid,
    merchant_serial: credentials.merchant_serial,
    public_key_id: credentials.wechatpay_public_key_id,
    public_keys: {
      [credentials.wechatpay_public_key_id]: credentials.wechatpay_public_key_pem,
      [credentials.platform_serial]: credentials.platform_public_key_pem,
    },
  };
  const secrets: WechatSecrets = {
    secret: credentials.secret,
    merchant_private_key_pem: credentials.merchant_private_key_pem,
    api_v3_key: credentials.api_v3_key,
  };
  return { value: open, sealed: seal.seal(WECHAT_SEAL_PLACE, secrets) };
}

/** A demo shop restored from a backup meets a simulator with other keys: it takes those. */
export async function renewCredentials(
  client: pg.ClientBase,
  seal: Seal,
  credentials: SimulatorCredentials,
): Promise<void> {
  const { value, sealed } = wechatSetting(seal, credentials);
  await client.query(
    `UPDATE setting SET value = $1, sealed = $2, version = version + 1
     WHERE key = $3 AND value ->> 'public_key_id' IS DISTINCT FROM $4`,
    [JSON.stringify(value), sealed, WECHAT_SETTING, value.public_key_id],
  );
}

export const DEMO_PASSWORD = "yunling-2026";
export const DEMO_STAFF = [
  { name: "掌柜", role: "owner", title: "店主", totpSecret: "KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD" },
  { name: "小云", role: "operator", title: "运营", totpSecret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" },
  { name: "阿算", role: "finance", title: "财务", totpSecret: "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U" },
  { name: "山山", role: "service", title: "客服", totpSecret: "ONSWG4TFOQQHAYLTON3W64TEEBUGC5DU" },
] as const;

export type StaffIds = Readonly<Record<(typeof DEMO_STAFF)[number]["role"], bigint>>;

/** By name, so a second run changes nothing. */
export async function seedStaff(database: Database, seal: Seal): Promise<StaffIds> {
  const ids: Partial<Record<keyof StaffIds, bigint>> = {};
  for (const { name, role, totpSecret } of DEMO_STAFF)
    ids[role] = await createStaff(database, seal, { name, role, password: DEMO_PASSWORD, totpSecret });
  return ids as StaffIds;
}
