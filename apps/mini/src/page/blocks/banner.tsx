import { View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { join } from "@/design/join.ts";
import { Slides } from "@/design/slides/slides.tsx";
import { keyed } from "./keys.ts";
import { type Banner, Slide } from "./slide.tsx";
import "./banner.scss";

export const BANNER_RATIO = { wide: 750 / 360, tall: 750 / 500 } as const;
/** The first picture stands alone until the rest of the page is there. */
const ALONE_MS = 900;
const STAY_MS = 5000;

/** The pictures on top; one alone stands still. */
export function BannerBlock({ block }: { block: Banner }) {
  const { slides } = block;
  const [current, setCurrent] = useState(0);
  const shown = useWhole() ? slides : slides.slice(0, 1);
  const ratio = BANNER_RATIO[block.ratio] ?? BANNER_RATIO.wide;
  return (
    <View className="pb-banner">
      <View className="pb-banner__place" style={{ paddingBottom: `${100 / ratio}%` }}>
        <Slides
          className="pb-banner__slides"
          slides={keyed(shown, ({ picture }) => picture).map(({ key, item }, at) => ({
            key,
            // The next one is there before it is turned to.
            body: <Slide slide={item} ratio={ratio} eager={at <= current + 1} />,
          }))}
          current={current}
          onTurn={setCurrent}
          ring
          stayMs={STAY_MS}
        />
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

/** Whether the rest of the banner may come. */
function useWhole(): boolean {
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWhole(true), ALONE_MS);
    return () => clearTimeout(timer);
  }, []);
  return whole;
}
