import Taro from "@tarojs/taro";
import { toast } from "../design/toast/toast.ts";

/** Puts a text on the clipboard and says so in `done`. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await Taro.setClipboardData({ data: text });
    // WeChat says it by itself, in its own words.
    if (process.env.TARO_ENV === "h5") toast(done, { mood: "good" });
  } catch {
    toast("复制没有成功，请再试一次", { mood: "bad" });
  }
}
