import { oc } from "@orpc/contract";
import { z } from "zod";
import { count, id, inputFen, instant, optionalText, page, pageQuery, text } from "../shape.ts";
import { may } from "./staff.ts";

/** Typed settings: one schema a key. Secrets never leave the server; they show as "••••" with their last four. */
export const SETTINGS = {
  shop: z.object({
    name: text("店铺名称", 20),
    slogan: optionalText("标语", 30),
    service_phone: optionalText("客服电话", 20),
    about: optionalText("店铺介绍", 300),
    licence: optionalText("证照信息", 200),
    privacy_text: text("隐私政策", 5000),
    agreement_text: text("用户协议", 5000),
    privacy_version: count("隐私政策版本", 1, 10_000),
  }),
  order: z.object({
    unpaid_minutes: count("未支付关闭时间（分钟）", 5, 1440),
    receive_days: count("自动确认收货（天）", 1, 60),
    aftersale_days: count("售后期（天）", 0, 90),
    low_stock: count("低库存提醒", 0, 10_000),
  }),
  freight: z.object({
    base_fen: inputFen("运费"),
    free_over_fen: inputFen("包邮门槛").nullable(),
    /** Province codes (first two digits of the region code). */
    remote: z
      .array(
        z.object({ province: z.string().regex(/^[0-9]{2}$/, "省份不正确"), fee_fen: inputFen("偏远运费") }),
      )
      .max(34),
    unserved: z.array(z.string().regex(/^[0-9]{2}$/, "省份不正确")).max(34),
  }),
  notice: z.object({
    order_paid: optionalText("支付成功模板", 64),
    order_shipped: optionalText("发货模板", 64),
    refund_done: optionalText("退款模板", 64),
    withdrawal_confirm: optionalText("收款确认模板", 64).default(""),
    withdrawal_done: optionalText("提现结果模板", 64).default(""),
    promoter_decided: optionalText("申请结果模板", 64).default(""),
  }),
  promoter: z.object({
    /** Whether applications are taken, and who decides: a person, or the rule that everybody may. */
    open: z.boolean({ error: "请选择是否开放申请" }),
    review: z.enum(["manual", "automatic"], { error: "请选择审核方式" }),
    shown_name: text("分销员显示名", 8),
    partner_name: text("伙伴显示名", 8),
    agreement_version: count("协议版本", 1, 10_000),
    agreement_text: text("推广协议", 5000),
    /** 赚 ¥… on cards and pages, for promoters only. */
    show_earning: z.boolean({ error: "请选择是否显示分享赚" }),
  }),
  referral: z.object({
    /** first_touch: a standing relation stays. last_touch: the newest share wins. protected: stays for protect_days, then the newest wins. */
    policy: z.enum(["first_touch", "last_touch", "protected"], { error: "请选择绑定方式" }),
    valid_days: count("关系有效期（天）", 1, 3650),
    protect_days: count("保护期（天）", 0, 3650),
    share_days: count("分享有效期（天）", 1, 3650),
  }),
  withdrawal: z.object({
    open: z.boolean({ error: "请选择是否开放提现" }),
    min_fen: inputFen("最低提现金额", 10),
    max_fen: inputFen("单笔最高提现金额", 10),
    per_day: count("每日提现次数", 1, 100),
    fee_bps: count("手续费（万分之）", 0, 2000),
    /** Up to this amount nobody reviews; 0 = everything is reviewed. */
    automatic_fen: inputFen("免审金额"),
    /** From this amount on two people approve; 0 = always two. */
    two_people_fen: inputFen("双人审核金额"),
    /** WeChat's two report rows of scene 1005: 岗位类型 and 报酬说明. */
    job: text("岗位类型", 32),
    pay_reason: text("报酬说明", 32),
  }),
  catalog: z.object({
    /** 服务承诺 to choose from, with the sentence that explains it to a customer. */
    promises: z
      .array(z.object({ name: text("承诺", 20), note: optionalText("承诺说明", 100) }))
      .max(20, "最多 20 条承诺"),
  }),
  review: z.object({
    /** after: a review is seen once its words have passed; before: a person looks at every one first. */
    mode: z.enum(["after", "before"], { error: "请选择审核方式" }),
    /** A review with one of them in it waits for a person. Case and spaces do not count. */
    words: z.array(text("屏蔽词", 20)).max(500, "最多 500 个屏蔽词"),
  }),
  adjustment: z.object({
    /** The most that one adjustment may be, and all that are approved on one day. */
    max_fen: inputFen("单笔调整上限", 1),
    day_fen: inputFen("每日调整总额", 1),
  }),
} as const;
export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = [
  "shop",
  "order",
  "freight",
  "notice",
  "promoter",
  "referral",
  "withdrawal",
  "adjustment",
  "catalog",
  "review",
] as const;

export const settingsBody = z.object({
  shop: SETTINGS.shop,
  order: SETTINGS.order,
  freight: SETTINGS.freight,
  notice: SETTINGS.notice,
  promoter: SETTINGS.promoter,
  referral: SETTINGS.referral,
  withdrawal: SETTINGS.withdrawal,
  adjustment: SETTINGS.adjustment,
  catalog: SETTINGS.catalog,
  review: SETTINGS.review,
  versions: z.record(z.enum(SETTING_KEYS), z.number().int()),
  wechat: z.object({
    appid: z.string(),
    mchid: z.string(),
    merchant_serial: z.string(),
    public_key_id: z.string(),
    secret_masked: z.string(),
    api_v3_key_masked: z.string(),
  }),
});
export type Settings = z.infer<typeof settingsBody>;

export const settingRoutes = {
  get: oc
    .route({ method: "GET", path: "/console/settings", summary: "设置" })
    .meta(may("setting.read"))
    .output(settingsBody),
  put: oc
    .route({ method: "PUT", path: "/console/settings/{key}", summary: "修改设置" })
    .meta(may("setting.write"))
    .input(
      z.object({
        key: z.enum(SETTING_KEYS, { error: "没有这个设置" }),
        version: z.number().int(),
        value: z.record(z.string(), z.unknown()),
      }),
    )
    .output(settingsBody),
  putWechat: oc
    .route({ method: "PUT", path: "/console/settings/wechat/credentials", summary: "修改微信支付参数" })
    .meta(may("setting.write"))
    .input(
      z.object({
        appid: z.string().regex(/^wx[0-9a-z]{16}$/, "AppID 不正确"),
        secret: z
          .string()
          .regex(/^[0-9a-f]{32}$/, "AppSecret 不正确")
          .optional(),
        mchid: z.string().regex(/^[0-9]{8,10}$/, "商户号不正确"),
        merchant_serial: z.string().regex(/^[0-9A-F]{40}$/, "证书序列号不正确"),
        merchant_private_key_pem: z.string().max(4000).includes("PRIVATE KEY", "商户私钥不正确").optional(),
        api_v3_key: z.string().length(32, "APIv3 密钥是 32 位").optional(),
        public_key_id: z.string().regex(/^PUB_KEY_ID_[0-9]{10,40}$/, "公钥 ID 不正确"),
        public_key_pem: z.string().max(4000).includes("PUBLIC KEY", "微信支付公钥不正确").optional(),
      }),
    )
    .output(settingsBody),
};

export const ALARM_STATES = ["open", "acknowledged", "resolved"] as const;
export const alarmBody = z.object({
  id,
  kind: z.string(),
  title: z.string(),
  detail: z.record(z.string(), z.unknown()),
  ref: z.string(),
  state: z.enum(ALARM_STATES),
  count: z.number().int(),
  owner: z.string().nullable(),
  note: z.string(),
  first_at: instant,
  last_at: instant,
});
export type Alarm = z.infer<typeof alarmBody>;
export const alarmRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/alarms", summary: "告警" })
    .meta(may("alarm.read"))
    .input(z.object({ ...pageQuery, state: z.enum(ALARM_STATES).optional(), alarm_id: id.optional() }))
    .output(page(alarmBody)),
  handle: oc
    .route({ method: "POST", path: "/console/alarms/{alarm_id}", summary: "处理告警" })
    .meta(may("alarm.handle"))
    .input(
      z.object({
        alarm_id: id,
        state: z.enum(["acknowledged", "resolved"]),
        note: optionalText("处理说明", 200).default(""),
      }),
    )
    .output(alarmBody),
};

export const auditRow = z.object({
  id,
  staff: z.string(),
  role: z.string(),
  action: z.string(),
  action_text: z.string(),
  target: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  ip: z.string(),
  at: instant,
});
export type AuditRow = z.infer<typeof auditRow>;
export const auditRoutes = {
  list: oc
    .route({ method: "GET", path: "/console/audit", summary: "操作日志" })
    .meta(may("audit.read"))
    .input(
      z.object({
        ...pageQuery,
        staff_id: id.optional(),
        action: optionalText("操作", 60).optional(),
        target: optionalText("对象", 60).optional(),
      }),
    )
    .output(page(auditRow)),
};
