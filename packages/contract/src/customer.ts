import { PROMOTER_STATES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { nickname } from "./nickname.ts";
import { count, empty, id, instant, pictureUrl, requestKey } from "./shape.ts";

export const customerProfile = z.object({
  id,
  nickname: z.string(),
  avatar: z.string().nullable(),
  privacy_version: z.number().int().nullable(),
  order_counts: z.object({
    awaiting_payment: z.number().int(),
    awaiting_shipment: z.number().int(),
    awaiting_receipt: z.number().int(),
    /** Received goods that may be reviewed; at most 100. */
    review: z.number().int(),
    aftersale: z.number().int(),
  }),
  coupon_count: z.number().int(),
  unread_notices: z.number().int(),
  cart_count: z.number().int(),
  /** Where the person stands on the way to becoming a promoter. */
  promoter_state: z.enum(["none", "applied", "refused", ...PROMOTER_STATES]),
  /** Masked; null while none is known. */
  phone: z.string().nullable(),
  favourite_count: z.number().int(),
  footprint_count: z.number().int(),
  /** Whether what is looked at is remembered. */
  footprints_on: z.boolean(),
});
export type CustomerProfile = z.infer<typeof customerProfile>;

/** What a person agreed to and took back, newest first. */
export const consentHistory = z.object({
  /** The version in force. */
  current_version: z.number().int(),
  items: z.array(
    z.object({
      version: z.number().int(),
      kind: z.enum(["agreed", "withdrawn"]),
      at: instant,
      /** Whether the words of that version are kept. */
      has_text: z.boolean(),
    }),
  ),
});
export type ConsentHistory = z.infer<typeof consentHistory>;

const version = count("隐私政策版本", 1, 10_000);
/** Written out by the person, so that no slip of a thumb does it. */
const yes = z.literal(true, { error: "请确认" });

/** What the person types to close their account. */
export const CLOSING_WORDS = "注销账号";

export const closingReason = z.object({
  code: z.string(),
  message: z.string(),
  /** Page of the mini program where it is settled; null where only the shop can. */
  link: z.string().nullable(),
  /** What the way is called. */
  action: z.string().nullable(),
});
export const closingInfo = z.object({
  /** Empty: the account may be closed now. */
  reasons: z.array(closingReason),
  /** What goes, and what must stay by law. */
  erased: z.array(z.string()),
  kept: z.array(z.string()),
  /** What is lost that has a worth: coupons, after-sale of received orders. */
  lost: z.array(z.string()),
});
export type ClosingInfo = z.infer<typeof closingInfo>;

export const EXPORT_STATES = ["requested", "working", "ready", "failed", "expired"] as const;
export const EXPORT_FORMATS = ["xlsx", "zip"] as const;
export const dataExport = z.object({
  id,
  state: z.enum(EXPORT_STATES),
  /** Percent. */
  progress: z.number().int(),
  bytes: z.number().int(),
  requested_at: instant,
  ready_at: instant.nullable(),
  expires_at: instant.nullable(),
});
export type DataExport = z.infer<typeof dataExport>;
export const dataExports = z.object({
  items: z.array(dataExport),
  /** Why none can be asked for now; null when one can. */
  blocked: z.string().nullable(),
});
export type DataExports = z.infer<typeof dataExports>;

export const customer = {
  me: oc.route({ method: "GET", path: "/me", summary: "我的" }).output(customerProfile),
  update: oc
    .route({ method: "PUT", path: "/me", summary: "修改头像昵称" })
    .input(z.object({ nickname, avatar: pictureUrl.nullable() }))
    .output(customerProfile),
  agree: oc
    .route({ method: "POST", path: "/me/privacy", summary: "同意隐私政策" })
    .input(z.object({ version: z.number().int().min(1).max(10_000) }))
    .output(empty),
  consents: oc.route({ method: "GET", path: "/me/privacy", summary: "隐私授权记录" }).output(consentHistory),
  consentText: oc
    .route({ method: "GET", path: "/me/privacy/{version}", summary: "当时同意的隐私政策" })
    .input(z.object({ version }))
    .output(z.object({ version: z.number().int(), text: z.string() })),
  /** Signs out everywhere; what was ordered goes on. */
  withdrawConsent: oc
    .route({ method: "POST", path: "/me/privacy/withdraw", summary: "撤回隐私授权" })
    .input(z.object({ confirm: yes }))
    .output(empty),
  /** The code of WeChat's getPhoneNumber button, single use. */
  bindPhone: oc
    .route({ method: "PUT", path: "/me/phone", summary: "绑定手机号" })
    .input(
      z.object({
        code: z
          .string({ error: "缺少手机号凭证" })
          .min(8, "手机号凭证不正确")
          .max(512, "手机号凭证不正确")
          .regex(/^[0-9A-Za-z_-]+$/, "手机号凭证不正确"),
      }),
    )
    .output(z.object({ phone: z.string() })),
  removePhone: oc.route({ method: "DELETE", path: "/me/phone", summary: "解绑手机号" }).output(empty),
  exports: oc.route({ method: "GET", path: "/me/exports", summary: "我的数据导出" }).output(dataExports),
  requestExport: oc
    .route({ method: "POST", path: "/me/exports", summary: "申请导出我的数据" })
    .input(z.object({ request_key: requestKey, confirm: yes }))
    .output(dataExport),
  /** Good for minutes, for whoever holds it: it is made for the owner alone. */
  exportLink: oc
    .route({ method: "POST", path: "/me/exports/{export_id}/link", summary: "下载链接" })
    .input(z.object({ export_id: id, format: z.enum(EXPORT_FORMATS, { error: "格式不支持" }) }))
    .output(z.object({ path: z.string(), expires_at: instant })),
  closing: oc.route({ method: "GET", path: "/me/closing", summary: "注销前须知" }).output(closingInfo),
  close: oc
    .route({ method: "POST", path: "/me/closing", summary: "注销账号" })
    .input(z.object({ confirm: z.literal(CLOSING_WORDS, { error: `请输入“${CLOSING_WORDS}”` }) }))
    .output(empty),
};
