import { useShareAppMessage, useShareTimeline } from "@tarojs/taro";
import { useEffect, useRef } from "react";
import { mediaUrl } from "../http/media-url.ts";
import { useStanding } from "../promoter/standing.ts";
import { queryPart, withShareCode } from "./code.ts";
import { makeShare } from "./make.ts";

export interface Place {
  title: string;
  /** Where the card leads, without a code. */
  path: string;
  picture: string | null;
  productId: string | null;
  /** A topic page. */
  pageId?: string;
  channel?: "card" | "invite";
}

/**
 * What WeChat's own share menu sends from this page: a promoter's card carries their code, anybody else's leads to the
 * same place without one. The timeline cannot wait, so it carries the code of the shop's share, made ahead.
 */
export function useShareCard(place: Place | null): void {
  const active = useStanding() === "active";
  const latest = useRef({ place, active });
  latest.current = { place, active };
  const shopCode = useRef<string | null>(null);
  useEffect(() => {
    if (process.env.TARO_ENV === "h5" || !active) return;
    makeShare("card", null).then(
      ({ code }) => {
        shopCode.current = code;
      },
      () => undefined,
    );
  }, [active]);
  useShareAppMessage(() => {
    const now = latest.current;
    const plain = cardOf(now.place);
    if (!now.active || now.place === null) return plain;
    // WeChat waits three seconds for it and then takes the plain card.
    const promise = coded(now.place).catch(() => plain);
    return { ...plain, promise };
  });
  useShareTimeline(() => {
    const { place: now, active: earns } = latest.current;
    const { title, path, imageUrl } = cardOf(now);
    const code = earns ? shopCode.current : null;
    return { title, imageUrl, query: queryPart(code === null ? path : withShareCode(path, code)) };
  });
}

const HOME = "/page/home/index";

function cardOf(place: Place | null): { title: string; path: string; imageUrl: string } {
  const { title = "", path = HOME, picture = null } = place ?? {};
  return { title, path, imageUrl: picture === null ? "" : mediaUrl(picture) };
}

async function coded(place: Place): Promise<ReturnType<typeof cardOf>> {
  const share = await makeShare(place.channel ?? "card", place.productId, place.pageId);
  return {
    title: share.title === "" ? place.title : share.title,
    path: share.path,
    imageUrl: mediaUrl(share.picture ?? place.picture ?? ""),
  };
}
