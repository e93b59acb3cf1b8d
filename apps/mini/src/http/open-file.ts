import Taro from "@tarojs/taro";
import { ensureSignedIn } from "../session/sign-in.ts";
import { localRefusal, refusalOf } from "./refusal.ts";
import { addressOf } from "./send.ts";
import type { In, RouteName } from "./types.ts";

/** A route that answers with a file. */
type FileRoute = Extract<RouteName, "statement.file">;
export type FileType = "pdf" | "xlsx";

const TIMEOUT_MS = 60_000;

/**
 * Fetches a file and hands it over: a browser saves it, WeChat opens it, with 转发 and 保存 in its menu.
 * @param name without the dot and what follows
 */
export async function openFile<Name extends FileRoute>(
  route: Name,
  input: In<Name>,
  file: { name: string; type: FileType },
): Promise<void> {
  const token = await ensureSignedIn();
  const asked = {
    url: addressOf(route, input).url,
    header: { authorization: `Bearer ${token}`, "x-client-version": CLIENT_VERSION },
  };
  if (process.env.TARO_ENV === "h5") await saveInBrowser(asked, `${file.name}.${file.type}`);
  else await openInWechat(asked, file.type);
}

interface Asked {
  url: string;
  header: Record<string, string>;
}

async function saveInBrowser({ url, header }: Asked, fileName: string): Promise<void> {
  let answer: Response;
  let bytes: Blob;
  try {
    answer = await fetch(url, { headers: header });
    bytes = await answer.blob();
  } catch {
    throw localRefusal("offline");
  }
  if (!answer.ok) throw refusalOf(answer.status, parse(await bytes.text()));
  const place = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = place;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(place), TIMEOUT_MS);
}

async function openInWechat({ url, header }: Asked, fileType: FileType): Promise<void> {
  let answer: Taro.downloadFile.FileSuccessCallbackResult;
  try {
    answer = await Taro.downloadFile({ url, header, timeout: TIMEOUT_MS });
  } catch {
    throw localRefusal("offline");
  }
  if (answer.statusCode !== 200) throw refusalOf(answer.statusCode, parse(await textOf(answer.tempFilePath)));
  try {
    await Taro.openDocument({ filePath: answer.tempFilePath, fileType, showMenu: true });
  } catch {
    throw localRefusal("unreadable");
  }
}

/** WeChat puts whatever is answered into the file, a refusal too. @returns "" where it cannot be read */
function textOf(filePath: string): Promise<string> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      encoding: "utf8",
      success: ({ data }) => resolve(String(data)),
      fail: () => resolve(""),
    });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
