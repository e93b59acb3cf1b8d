import { STAFF_ROLES } from "@banyan/kernel";
import { oc } from "@orpc/contract";
import { z } from "zod";
import { empty, id, instant, optionalText, text } from "../shape.ts";

/** What a staff member may do. Every console route names one of these, or is refused (deny by default). */
export const PERMISSIONS = [
  "self",
  "report.read",
  "catalog.read",
  "catalog.write",
  "stock.write",
  "order.read",
  "order.ship",
  "order.note",
  "order.refund",
  "order.reveal",
  "aftersale.decide",
  "customer.read",
  "customer.reveal",
  "coupon.write",
  "setting.read",
  "setting.write",
  "staff.manage",
  "audit.read",
  "alarm.read",
  "alarm.handle",
  "promoter.read",
  "promoter.decide",
  "promoter.write",
  "tier.write",
  "commission.read",
  "commission.hold",
  "plan.read",
  "plan.draft",
  "plan.write",
  "withdrawal.read",
  "withdrawal.decide",
  "ledger.read",
  "adjustment.read",
  "adjustment.request",
  "adjustment.decide",
  "outbox.read",
  "outbox.retry",
  "page.read",
  "page.write",
  "review.read",
  "review.write",
] as const;
export type Permission = (typeof PERMISSIONS)[number];
/** Meta of a console route. */
export const may = (permission: Permission) => ({ permission });

export const staffBody = z.object({
  id,
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  disabled: z.boolean(),
  totp_ready: z.boolean(),
  last_sign_in_at: instant.nullable(),
  created_at: instant,
  /** Who they are as a customer of this shop, so that nobody decides about their own money. */
  customer_id: id.nullable(),
});
export type Staff = z.infer<typeof staffBody>;

export const staffSelf = z.object({
  id,
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  permissions: z.array(z.enum(PERMISSIONS)),
});
export type StaffSelf = z.infer<typeof staffSelf>;

const password = z.string({ error: "请填写密码" }).min(1, "请填写密码").max(200, "密码太长");
const totp = z
  .string({ error: "请填写动态码" })
  .trim()
  .regex(/^[0-9]{6}$/, "动态码是 6 位数字");
const token = z.string().regex(/^[0-9A-Za-z_-]{20,100}$/, "链接不正确");

export const staff = {
  signIn: oc
    .route({ method: "POST", path: "/console/session", summary: "员工登录" })
    .input(z.object({ name: text("账号", 40), password, totp }))
    .output(staffSelf),
  signOut: oc
    .route({ method: "DELETE", path: "/console/session", summary: "退出" })
    .meta(may("self"))
    .output(empty),
  self: oc
    .route({ method: "GET", path: "/console/session", summary: "当前员工" })
    .meta(may("self"))
    .output(staffSelf),
  /** One-time link: what it is for. */
  joinInfo: oc
    .route({ method: "GET", path: "/console/join/{token}", summary: "邀请信息" })
    .input(z.object({ token }))
    .output(z.object({ role: z.enum(STAFF_ROLES), name: z.string().nullable(), expires_at: instant })),
  /** Sets name and password, answers with the authenticator secret. May be repeated until finished. */
  joinStart: oc
    .route({ method: "POST", path: "/console/join/{token}/start", summary: "设置密码" })
    .input(z.object({ token, name: text("账号", 20), password }))
    .output(z.object({ totp_secret: z.string(), otpauth_url: z.string() })),
  joinFinish: oc
    .route({ method: "POST", path: "/console/join/{token}/finish", summary: "绑定动态码并登录" })
    .input(z.object({ token, totp }))
    .output(staffSelf),
  list: oc
    .route({ method: "GET", path: "/console/staff", summary: "员工" })
    .meta(may("staff.manage"))
    .output(z.object({ staff: z.array(staffBody) })),
  invite: oc
    .route({ method: "POST", path: "/console/staff/invites", summary: "邀请员工" })
    .meta(may("staff.manage"))
    .input(
      z.object({
        role: z.enum(STAFF_ROLES, { error: "请选择角色" }),
        name: optionalText("账号", 20).optional(),
      }),
    )
    .output(z.object({ url: z.string(), expires_at: instant })),
  update: oc
    .route({ method: "PUT", path: "/console/staff/{staff_id}", summary: "修改员工" })
    .meta(may("staff.manage"))
    .input(z.object({ staff_id: id, role: z.enum(STAFF_ROLES), disabled: z.boolean() }))
    .output(staffBody),
  /** Names the customer a staff member is, or nobody. */
  link: oc
    .route({ method: "PUT", path: "/console/staff/{staff_id}/customer", summary: "关联员工的微信身份" })
    .meta(may("staff.manage"))
    .input(z.object({ staff_id: id, customer_id: id.nullable() }))
    .output(staffBody),
};
