import Taro from "@tarojs/taro";
import { toast } from "../design/toast/toast.ts";
import { mediaUrl } from "../http/media-url.ts";

/** Puts a stored picture into the phone's album, on H5 among the downloads, and says how it went. */
export async function savePicture(path: string, name: string): Promise<void> {
  const url = mediaUrl(path);
  if (process.env.TARO_ENV === "h5") {
    const link = document.createElement("a");
    link.href = url;
    link.download = `${name}.${path.endsWith(".webp") ? "webp" : "png"}`;
    link.click();
    toast("图片已保存", { mood: "good" });
    return;
  }
  try {
    const { tempFilePath } = await Taro.downloadFile({ url });
    await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath });
    toast("已存到相册", { mood: "good" });
  } catch (thrown) {
    const words = String((thrown as { errMsg?: string } | null)?.errMsg ?? "");
    if (words.includes("cancel")) return;
    const refused = words.includes("auth") || words.includes("deny");
    toast(refused ? "请在微信设置里允许保存到相册" : "没有保存成功，请再试一次", { mood: "bad" });
  }
}
