/** What a person is called by others. */
import { z } from "zod";
import { CONTROL } from "./shape.ts";

/** Signs that show nothing, but for those that emoji are made of. */
const UNSEEN = /(?!\u200d|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}/u;
/** What is piled up on one letter paints over the lines above and below. */
const PILED = /\p{M}{3,}/u;
/** The joiner holds the parts of one emoji together and nothing else. */
const LOOSE_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/u;
const VISIBLE = /\p{L}|\p{N}|\p{P}|\p{S}/u;
const MOST = 20;

/** 1 to 20 characters on one line, as typed but for spaces around it and runs of them. Markup is text like any other. */
export const nickname = z
  .string({ error: "请填写昵称" })
  .max(200, "昵称最多 20 个字")
  .transform((value) => value.replace(/[\n\r\t]+|\s{2,}/gu, " ").trim())
  .refine((value) => value !== "", "请填写昵称")
  .refine((value) => [...value].length <= MOST, `昵称最多 ${MOST} 个字`)
  .refine(
    (value) => ![CONTROL, UNSEEN, PILED, LOOSE_JOINER].some((pattern) => pattern.test(value)),
    "昵称里有不能识别的字符",
  )
  .refine((value) => VISIBLE.test(value), "昵称里没有能看见的字");
