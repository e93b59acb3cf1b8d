import type { Media } from "@banyan/contract";
import { routeMap } from "@banyan/contract/route-map.generated.ts";
import Taro from "@tarojs/taro";
import { ensureSignedIn } from "../session/sign-in.ts";
import { localRefusal, refusalOf } from "./refusal.ts";

const TIMEOUT_MS = 60_000;

/**
 * Sends a picture that the person chose (a path of choosePictures). Throws Refusal.
 * @param onPercent how much of it is up, 0 to 100
 */
export async function uploadPicture(
  filePath: string,
  onPercent: (percent: number) => void = () => undefined,
): Promise<Media> {
  const token = await ensureSignedIn();
  let answer: { statusCode: number; data: string };
  try {
    const sending = Taro.uploadFile({
      url: API_BASE + routeMap["media.upload"][1],
      filePath,
      name: "file",
      fileName: "picture.jpg",
      timeout: TIMEOUT_MS,
      header: { authorization: `Bearer ${token}`, "x-client-version": CLIENT_VERSION },
    });
    sending.progress(({ progress }) => onPercent(progress));
    answer = await sending;
  } catch {
    throw localRefusal("offline");
  }
  const body = parse(answer.data);
  if (answer.statusCode !== 200) throw refusalOf(answer.statusCode, body);
  return body as Media;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw localRefusal("unreadable");
  }
}
