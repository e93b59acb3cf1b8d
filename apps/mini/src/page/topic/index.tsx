import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { useCallback, useEffect, useState } from "react";
import { namePage } from "@/design/bars/nav-bar.tsx";
import { Empty, ErrorState } from "@/design/empty/empty.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { PullToRefresh } from "@/design/list/pull-to-refresh.tsx";
import { Page } from "@/design/page/page.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { goHome } from "@/navigation.ts";
import { useViewerChange } from "@/session/use-viewer-change.ts";
import { ShareSheet } from "@/share/share-sheet.tsx";
import { type Place, useShareCard } from "@/share/use-share-card.ts";
import { useSharedPlace } from "@/share/use-shared-place.ts";
import { Endless, useEndless } from "../blocks/endless.tsx";
import { PageBlocks } from "../blocks/page-blocks.tsx";
import { PageSkeleton } from "../blocks/skeleton.tsx";
import "./index.scss";

/** A topic page (专题页): composed as the home page is, and shared like a product. */
export default function Topic() {
  const { id, asking, lost } = useSharedPlace(useRouter().params, "page_id");
  const topic = useLoad(id === "" ? null : id, () => call("page.topic", { page_id: id }));
  const [sharing, setSharing] = useState(false);
  const [standing, setStanding] = useState(false);
  const stand = useCallback(() => setStanding(true), []);
  const page = topic.data;
  const all = useEndless(page?.endless === true && standing);
  useViewerChange(topic.reload);
  const title = page?.title ?? "专题";
  useEffect(() => namePage(title), [title]);
  const place: Place | null = page && {
    title: page.share.title,
    path: `/page/topic/index?id=${page.id}`,
    picture: page.share.picture,
    productId: null,
    pageId: page.id,
  };
  useShareCard(place);
  const gone = lost || topic.refusal?.code === "page_gone" || (!asking && id === "");
  const share = (
    <Tap className="topic-share" label="分享" onTap={() => setSharing(true)}>
      <Icon name="share" size={20} />
    </Tap>
  );
  return (
    <Page title={title} navEnd={page && share} className={page === null ? "" : `pb-ground--${page.ground}`}>
      <PullToRefresh onRefresh={topic.reload}>
        {page === null && !gone && topic.refusal === null && <PageSkeleton />}
        {gone && page === null && (
          <Empty
            drawing="search"
            text="这个专题已经结束了"
            note="店里还有别的好东西"
            action={{ text: "去首页看看", onTap: goHome }}
          />
        )}
        {page === null && !gone && topic.refusal !== null && (
          <ErrorState refusal={topic.refusal} onRetry={() => void topic.reload()} />
        )}
        {page !== null && (
          <View className="topic">
            <PageBlocks blocks={page.blocks} onAll={stand} />
            {page.endless && standing && <Endless pages={all} />}
          </View>
        )}
      </PullToRefresh>
      {process.env.TARO_ENV !== "h5" && page !== null && <View className="topic-float">{share}</View>}
      {place !== null && <ShareSheet open={sharing} onClose={() => setSharing(false)} place={place} />}
    </Page>
  );
}
