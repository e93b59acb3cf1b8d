import type { ShownBlock } from "@banyan/contract";
import { View } from "@tarojs/components";
import { memo, useEffect, useState } from "react";
import { SearchEntrance } from "@/design/search-bar/search-bar.tsx";
import { go } from "@/navigation.ts";
import { BannerBlock } from "./banner.tsx";
import { CouponsBlock } from "./coupons.tsx";
import { IconsBlock } from "./icons.tsx";
import { PictureBlock } from "./pictures.tsx";
import { ProductsBlock } from "./products.tsx";
import { NoticeBlock, SpaceBlock, TextBlock, TitleBlock, TopicBlock } from "./words.tsx";
import "./blocks.scss";

/** What fills the first screen; the rest follows block by block, so that no single task is long on a slow phone. */
const FIRST = 4;
const PAUSE_MS = 30;

/** The blocks of a page, in their order. @param onAll the last one stands */
export function PageBlocks({ blocks, onAll }: { blocks: readonly ShownBlock[]; onAll?: () => void }) {
  const count = useGrowing(blocks.length);
  const done = count >= blocks.length;
  useEffect(() => {
    if (done) onAll?.();
  }, [done, onAll]);
  return (
    <>
      {blocks.slice(0, count).map((block, at) => (
        <Placed key={block.id} block={block} below={at >= FIRST} />
      ))}
    </>
  );
}

interface PlacedProps {
  block: ShownBlock;
  /** Comes after the first screen: what is in it may come bit by bit. */
  below?: boolean;
}

/** One block with the space below it. */
export function Placed({ block, below = false }: PlacedProps) {
  return (
    <View className={`pb pb--${block.kind}`}>
      <Block block={block} below={below} />
    </View>
  );
}

function useGrowing(total: number): number {
  const [count, setCount] = useState(FIRST);
  useEffect(() => {
    if (count >= total) return;
    const timer = setTimeout(() => setCount(count + 1), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [count, total]);
  return count;
}

/** A kind that came after this version shows nothing. */
const Block = memo(function Block({ block, below }: Required<PlacedProps>) {
  switch (block.kind) {
    case "banner":
      return <BannerBlock block={block} />;
    case "icons":
      return <IconsBlock block={block} />;
    case "notice":
      return <NoticeBlock block={block} />;
    case "picture":
      return <PictureBlock block={block} />;
    case "title":
      return <TitleBlock block={block} />;
    case "products":
      return <ProductsBlock block={block} below={below} />;
    case "coupons":
      return <CouponsBlock offers={block.offers} />;
    case "search":
      return (
        <View className="pb-search">
          <SearchEntrance hint={block.hint} onTap={() => go("/catalog/search/index")} />
        </View>
      );
    case "topic":
      return <TopicBlock block={block} />;
    case "text":
      return <TextBlock block={block} />;
    case "space":
      return <SpaceBlock block={block} />;
    default:
      return null;
  }
});
