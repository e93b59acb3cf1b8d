import type { ShownPage } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { PageBlocks } from "../blocks/page-blocks.tsx";
import "./index.scss";

/** What the console's editor and this page say to each other, by postMessage of one origin. */
export interface PreviewMessage {
  banyan: "page-preview";
  page: ShownPage;
}

/**
 * The canvas of the console's page editor: the shop's own blocks, so that what an operator composes is what customers see. Shows what
 * the window around it sends, and nothing else; exists on H5 only.
 */
export default function Preview() {
  const [page, setPage] = useState<ShownPage | null>(null);
  useEffect(() => {
    const listen = (event: MessageEvent<Partial<PreviewMessage>>) => {
      if (event.origin !== location.origin || event.source !== window.parent) return;
      if (event.data?.banyan === "page-preview" && event.data.page !== undefined) setPage(event.data.page);
    };
    window.addEventListener("message", listen);
    if (window.parent !== window)
      window.parent.postMessage({ banyan: "page-preview-ready" }, location.origin);
    return () => window.removeEventListener("message", listen);
  }, []);
  if (page === null) return <View className="page-preview" />;
  return (
    <View className={`page-preview pb-ground--${page.ground}`}>
      <PageBlocks blocks={page.blocks} all />
    </View>
  );
}
