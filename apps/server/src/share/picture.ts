/** The mini program code of a share: WeChat draws it once, it is stored as other pictures are, and kept. */
import { sharePage } from "@banyan/domain";
import { refuse } from "../http/refusal.ts";
import { storePicture } from "../media/media.ts";
import type { Services } from "../services.ts";
import { findShare, keepPicture } from "./store.ts";

/** Sharp on a printed poster, and WeChat's code is still small. */
const WIDTH = 640;
/** WeChat's "invalid page": the page is not in the released version. */
const NOT_RELEASED = "41030";

/**
 * The scene is the code alone; the page asks what it shows.
 * @returns "/media/….webp"
 * @throws Refusal not_found (another person's), share_expired, wechat_busy (not set up, no answer, or its definite no in words)
 */
export async function sharePicture(services: Services, ownerId: bigint, code: string): Promise<string> {
  const { query } = services.database;
  const share = (await findShare(query, ownerId, code)) ?? refuse("not_found");
  if (share.expired) refuse("share_expired");
  if (share.picture !== null) return share.picture;
  const wechat =
    (await services.wechat.current()) ?? refuse("wechat_busy", { message: "店铺还没有配置微信小程序" });
  const page = sharePage({ channel: share.channel, productId: share.product_id, pageId: share.page_id });
  const answer = await wechat.client.unlimitedCode({ scene: code, page, width: WIDTH });
  if (answer.kind === "unknown") refuse("wechat_busy");
  if (answer.kind === "refused") {
    const message =
      answer.code === NOT_RELEASED
        ? "小程序还没有发布这个页面，暂时不能生成小程序码"
        : "微信拒绝生成小程序码，请联系商家";
    refuse("wechat_busy", { message });
  }
  const { url } = await storePicture(services, new Blob([new Uint8Array(answer.value.bytes)]));
  return keepPicture(query, ownerId, code, url);
}
