import Taro from "@tarojs/taro";
import { copyText } from "@/design/toast/copy.ts";
import { call } from "@/http/call.ts";
import { mediaUrl } from "@/http/media-url.ts";
import { localRefusal } from "@/http/refusal.ts";

const TIMEOUT_MS = 60_000;

/** Hands the workbook over: a browser saves it, WeChat opens it, with 转发 and 保存 in its menu. Throws Refusal. */
export async function openExport(exportId: string): Promise<void> {
  const { path } = await call("customer.exportLink", { export_id: exportId, format: "xlsx" });
  const url = mediaUrl(path);
  if (process.env.TARO_ENV === "h5") {
    const link = document.createElement("a");
    link.href = url;
    link.download = "";
    link.click();
    return;
  }
  let answer: Taro.downloadFile.FileSuccessCallbackResult;
  try {
    answer = await Taro.downloadFile({ url, timeout: TIMEOUT_MS });
  } catch {
    throw localRefusal("offline");
  }
  if (answer.statusCode !== 200) throw localRefusal("unreadable");
  try {
    await Taro.openDocument({ filePath: answer.tempFilePath, fileType: "xlsx", showMenu: true });
  } catch {
    throw localRefusal("unreadable");
  }
}

/** WeChat opens no zip, so its address is for a browser. Throws Refusal. */
export async function copyExportLink(exportId: string): Promise<void> {
  const { path } = await call("customer.exportLink", { export_id: exportId, format: "zip" });
  const url = mediaUrl(path);
  await copyText(
    process.env.TARO_ENV === "h5" ? new URL(url, location.href).href : url,
    "链接已复制，10 分钟内有效",
  );
}
