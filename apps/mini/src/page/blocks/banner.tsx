import { View } from "@tarojs/components";
import { type FunctionComponent, useEffect, useState } from "react";
import { join } from "@/design/join.ts";
import type { CarouselProps } from "./carousel.tsx";
import { keyed } from "./keys.ts";
import { type Banner, Slide } from "./slide.tsx";
import "./banner.scss";

export const BANNER_RATIO = { wide: 750 / 360, tall: 750 / 500 } as const;
/** The first picture stands alone until the rest of the page is there: a carousel costs a slow phone a tenth of a second. */
const ALONE_MS = 900;

/** The pictures on top; one alone stands still. */
export function BannerBlock({ block }: { block: Banner }) {
  const { slides } = block;
  const [current, setCurrent] = useState(0);
  const Carousel = useCarousel(slides.length > 1);
  const ratio = BANNER_RATIO[block.ratio] ?? BANNER_RATIO.wide;
  const [first] = slides;
  return (
    <View className="pb-banner">
      <View className="pb-banner__place" style={{ paddingBottom: `${100 / ratio}%` }}>
        {Carousel !== null ? (
          <Carousel slides={slides} ratio={ratio} onTurn={setCurrent} />
        ) : (
          <View className="pb-banner__slides">
            {first !== undefined && <Slide slide={first} ratio={ratio} eager />}
          </View>
        )}
      </View>
      {slides.length > 1 && (
        <View className="pb-banner__dots">
          {keyed(slides, ({ picture }) => picture).map(({ key, item }) => (
            <View key={key} className={join("pb-banner__dot", item === slides[current] && "is-on")} />
          ))}
        </View>
      )}
    </View>
  );
}

/** Its code is fetched when its turn has come; where that fails the first picture stays. */
function useCarousel(wanted: boolean): FunctionComponent<CarouselProps> | null {
  const [part, setPart] = useState<{ Carousel: FunctionComponent<CarouselProps> } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => {
      import("./carousel.tsx").then(setPart, () => undefined);
    }, ALONE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return wanted ? (part?.Carousel ?? null) : null;
}
