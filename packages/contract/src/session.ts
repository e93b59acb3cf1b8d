import { oc } from "@orpc/contract";
import { z } from "zod";
import { empty, id, instant } from "./shape.ts";

export const signedInDevice = z.object({
  /** "微信 · iPhone" */
  name: z.string(),
  signed_in_at: instant,
  /** The one that asks. */
  here: z.boolean(),
});
export type SignedInDevice = z.infer<typeof signedInDevice>;

export const session = {
  /** A wx.login code becomes a bearer token. Identity comes only from code2Session (docs/ARCHITECTURE.md, B28). */
  signIn: oc
    .route({ method: "POST", path: "/session", summary: "微信登录" })
    .input(
      z.object({
        provider: z.literal("wechat", { error: "登录方式不支持" }),
        code: z
          .string({ error: "缺少登录凭证" })
          .min(8, "登录凭证不正确")
          .max(128, "登录凭证不正确")
          .regex(/^[0-9A-Za-z_-]+$/, "登录凭证不正确"),
        privacy_version: z.number().int().min(1).max(10_000).optional(),
      }),
    )
    .output(
      z.object({ token: z.string(), customer_id: id, is_new: z.boolean(), expires_in_ms: z.number().int() }),
    ),
  signOut: oc.route({ method: "DELETE", path: "/session", summary: "退出登录" }).output(empty),
  devices: oc
    .route({ method: "GET", path: "/session/devices", summary: "登录设备" })
    .output(z.object({ devices: z.array(signedInDevice) })),
  signOutOthers: oc
    .route({ method: "DELETE", path: "/session/others", summary: "退出其他设备" })
    .output(z.object({ ended: z.number().int() })),
};
