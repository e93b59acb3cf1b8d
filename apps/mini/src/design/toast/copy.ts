import Taro from "@tarojs/taro";
import { toast } from "./toast.ts";

/** Puts a text on the clipboard and says so in `done`. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    if (process.env.TARO_ENV === "h5" && navigator.clipboard !== undefined) {
      await navigator.clipboard.writeText(text);
      toast(done, { mood: "good" });
      return;
    }
    // WeChat, and Taro where a browser has no clipboard of its own, say it by themselves, in their own words.
    await Taro.setClipboardData({ data: text });
  } catch {
    toast("复制没有成功，请长按选择", { mood: "bad" });
  }
}
