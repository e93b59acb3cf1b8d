import { oc } from "@orpc/contract";
import { z } from "zod";
import { empty, id, instant, page, pageQuery, text } from "./shape.ts";

export const noticeBody = z.object({
  id,
  topic: z.string(),
  title: z.string(),
  body: z.string(),
  /** Mini program path it opens, or null. */
  link: z.string().nullable(),
  read: z.boolean(),
  created_at: instant,
});
export type Notice = z.infer<typeof noticeBody>;

export const notice = {
  list: oc
    .route({ method: "GET", path: "/notices", summary: "消息" })
    .input(z.object(pageQuery))
    .output(page(noticeBody)),
  read: oc
    .route({ method: "POST", path: "/notices/read", summary: "全部已读" })
    .input(z.object({ ids: z.array(id).max(100, "一次最多 100 条").optional() }))
    .output(empty),
  /** The person accepted these templates once each in wx.requestSubscribeMessage: one accept = one send. */
  consent: oc
    .route({ method: "POST", path: "/notices/consents", summary: "订阅消息授权" })
    .input(
      z.object({
        template_ids: z.array(text("模板", 64)).min(1, "请选择要订阅的消息").max(5, "一次最多 5 种消息"),
      }),
    )
    .output(empty),
};
