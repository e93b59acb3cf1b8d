/** Typed settings, read through a cache that the version poll drops. */
import { SETTINGS, type SettingKey } from "@banyan/contract";
import type { z } from "zod";
import type { Database } from "../db/database.ts";
import { readSettings } from "./store.ts";
import type { Versions } from "./versions.ts";

export type SettingValues = { [K in SettingKey]: z.infer<(typeof SETTINGS)[K]> };

/** What a new shop starts with; the operator edits it in 设置. */
export const DEFAULT_SETTINGS: SettingValues = {
  shop: {
    name: "我的小店",
    slogan: "",
    service_phone: "",
    about: "",
    licence: "",
    privacy_text:
      "我们只收集完成订单所必需的信息：微信登录标识、您填写的收货信息和订单记录。您可以随时导出或删除。",
    agreement_text: "请在购买前确认商品、价格与配送说明。售后期内可在订单页申请退款。",
    privacy_version: 1,
  },
  order: { unpaid_minutes: 30, receive_days: 10, aftersale_days: 7, low_stock: 10 },
  freight: { base_fen: 1000, free_over_fen: 9900, remote: [], unserved: [] },
  notice: {
    order_paid: "",
    order_shipped: "",
    refund_done: "",
    withdrawal_confirm: "",
    withdrawal_done: "",
    promoter_decided: "",
  },
  promoter: {
    open: true,
    review: "manual",
    shown_name: "分销员",
    partner_name: "伙伴",
    agreement_version: 1,
    agreement_text:
      "一、加入免费，不以购买商品或缴纳费用为条件。二、佣金只来自顾客真实购买并收货的商品，按下单时的佣金方案计算，每一笔都可以查看怎么算的。三、顾客退款时，相应佣金同时追回。四、请如实介绍商品，不承诺收益，不骚扰他人。五、您可以随时停止推广；违反约定时商家可以冻结推广资格，并说明原因。",
    show_earning: true,
  },
  referral: { policy: "first_touch", valid_days: 30, protect_days: 7, share_days: 180 },
  withdrawal: {
    open: true,
    min_fen: 100,
    max_fen: 20_000,
    per_day: 3,
    fee_bps: 0,
    automatic_fen: 0,
    two_people_fen: 100_000,
    job: "推广员",
    pay_reason: "商品推广佣金",
  },
  catalog: {
    promises: [
      { name: "48 小时发货", note: "付款后 48 小时内交给快递，预售和定制按页面写的时间。" },
      { name: "7 天无理由", note: "签收 7 天内、不影响再次销售，可以申请退货。" },
      { name: "坏果包赔", note: "签收 24 小时内拍照联系客服，按损坏的部分赔付。" },
      { name: "顺丰包邮", note: "由顺丰发出，运费我们出。" },
      { name: "假一赔三", note: "买到假货，按实付金额的三倍赔偿。" },
    ],
  },
  review: { mode: "after", words: ["加微信", "加V信", "好评返现", "刷单"] },
  adjustment: { max_fen: 100_000, day_fen: 1_000_000 },
};

export interface SettingReader {
  get<K extends SettingKey>(key: K): Promise<SettingValues[K]>;
}

/** @param versions drops the cache when any setting changed in any process */
export function createSettingReader(database: Database, versions: Versions): SettingReader {
  let cache: Promise<SettingValues> | null = null;
  versions.onChange("setting", () => {
    cache = null;
  });
  const load = async (): Promise<SettingValues> => {
    const rows = await readSettings(database.query);
    const values: Record<string, unknown> = { ...DEFAULT_SETTINGS };
    for (const row of rows) {
      if (row.key in SETTINGS) values[row.key] = SETTINGS[row.key as SettingKey].parse(row.value);
    }
    return values as SettingValues;
  };
  return {
    async get(key) {
      cache ??= load();
      try {
        return (await cache)[key];
      } catch (error) {
        cache = null;
        throw error;
      }
    },
  };
}
