import type { ShownPage } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Placed } from "../blocks/page-blocks.tsx";
import "./index.scss";

/** What the console's editor sends, by postMessage of one origin. */
interface PreviewMessage {
  banyan: "page-preview";
  page: ShownPage;
  /** Every block of the draft in its order; what stands in the place of one that shows nothing yet. */
  order: readonly { id: string; empty: string }[];
}

/**
 * The canvas of the console's page editor: the shop's own blocks, so that what an operator composes is what customers see. Shows what
 * the window around it sends, and nothing else; exists on H5 only.
 */
export default function Preview() {
  const [told, setTold] = useState<PreviewMessage | null>(null);
  useEffect(() => {
    const listen = (event: MessageEvent<Partial<PreviewMessage> | null>) => {
      if (event.origin !== location.origin || event.source !== window.parent) return;
      if (event.data?.banyan === "page-preview") setTold(event.data as PreviewMessage);
    };
    window.addEventListener("message", listen);
    if (window.parent !== window)
      window.parent.postMessage({ banyan: "page-preview-ready" }, location.origin);
    return () => window.removeEventListener("message", listen);
  }, []);
  const blocks = new Map(told?.page.blocks.map((block) => [block.id, block]));
  return (
    <View className={`page-preview pb-ground--${told?.page.ground ?? "page"}`}>
      {told?.order.map(({ id, empty }) => {
        const block = blocks.get(id);
        return (
          <View key={id} id={`block-${id}`}>
            {block === undefined ? (
              <View className="page-preview__empty">{empty}</View>
            ) : (
              <Placed block={block} />
            )}
          </View>
        );
      })}
    </View>
  );
}
