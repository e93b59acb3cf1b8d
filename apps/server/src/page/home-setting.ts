/** What the operator puts on the home page: one setting row. Everything it names is resolved when the page is asked for. */
import { id, optionalText, pictureUrl, text } from "@banyan/contract";
import { z } from "zod";

/** Key of the row in `setting`. */
export const HOME_SETTING = "home";

export const homeSetting = z.object({
  banners: z
    .array(
      z.object({
        picture: pictureUrl,
        title: optionalText("标题", 20),
        subtitle: optionalText("副标题", 30),
        /** Mini program path it opens. */
        link: z.string().max(200).nullable(),
      }),
    )
    .max(10, "最多 10 张横幅"),
  sections: z
    .array(
      z.object({
        key: z.string().regex(/^[0-9a-z_-]{1,30}$/, "栏目编号不正确"),
        title: text("栏目名", 12),
        subtitle: optionalText("栏目说明", 30),
        mode: z.enum(["sales", "newest", "category", "picked"], { error: "栏目方式不支持" }),
        /** For "category": its products and those of its children. */
        category_id: id.optional(),
        /** For "picked": these, in this order, as far as they are listed. */
        product_ids: z.array(id).max(30).optional(),
        limit: z.number().int().min(1).max(30),
      }),
    )
    .max(12, "最多 12 个栏目"),
});
export type HomeSetting = z.infer<typeof homeSetting>;

/** What a new shop shows before anybody has arranged its home page. */
export const DEFAULT_HOME: HomeSetting = {
  banners: [],
  sections: [
    { key: "popular", title: "热卖好物", subtitle: "大家都在买", mode: "sales", limit: 6 },
    { key: "new", title: "新品上架", subtitle: "刚刚到店", mode: "newest", limit: 10 },
  ],
};
