/** Where a text stands the moment it is written: what the shop's own words say, and whether WeChat is to be asked. */
import { wordIn } from "@banyan/domain";
import type { ReviewState } from "@banyan/kernel";
import type { SettingValues } from "../setting/settings.ts";
import type { ReviewCheck } from "./words.ts";

/**
 * Nothing is shown whose words nobody has checked. Without words there is nothing to check.
 * @returns state and what has been found out so far; `asked` is due at once
 */
export function firstCheck(
  text: string,
  setting: SettingValues["review"],
): { state: ReviewState; checked: ReviewCheck } {
  if (text === "") return { state: setting.mode === "after" ? "shown" : "waiting", checked: "none" };
  return { state: "waiting", checked: wordIn(text, setting.words) === null ? "asked" : "words" };
}
