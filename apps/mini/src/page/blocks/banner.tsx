import type { ShownOf } from "@banyan/contract";
import { Swiper, SwiperItem, View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { follow } from "./follow.ts";
import { keyed } from "./keys.ts";
import "./banner.scss";

export const BANNER_RATIO = { wide: 750 / 360, tall: 750 / 500 } as const;
const STAY_MS = 5000;
/** The first picture stands alone until the rest of the page is there: a carousel costs a slow phone a tenth of a second. */
const ALONE_MS = 900;
const still = process.env.TARO_ENV === "h5" && matchMedia("(prefers-reduced-motion: reduce)").matches;

type Banner = ShownOf<"banner">;

/** The pictures on top; one alone stands still. */
export function BannerBlock({ block }: { block: Banner }) {
  const { slides } = block;
  const [current, setCurrent] = useState(0);
  const moving = useLater(slides.length > 1);
  const ratio = BANNER_RATIO[block.ratio] ?? BANNER_RATIO.wide;
  const [first] = slides;
  return (
    <View className="pb-banner">
      <View className="pb-banner__place" style={{ paddingBottom: `${100 / ratio}%` }}>
        {moving ? (
          <Swiper
            className="pb-banner__slides"
            circular
            autoplay={!still}
            interval={STAY_MS}
            duration={350}
            onChange={(event) => setCurrent(event.detail.current)}
          >
            {keyed(slides, ({ picture }) => picture).map(({ key, item }) => (
              <SwiperItem key={key}>
                <Slide slide={item} ratio={ratio} eager={item === first} />
              </SwiperItem>
            ))}
          </Swiper>
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

function useLater(wanted: boolean): boolean {
  const [now, setNow] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => setNow(true), ALONE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return wanted && now;
}

function Slide({ slide, ratio, eager }: { slide: Banner["slides"][number]; ratio: number; eager: boolean }) {
  const { picture, title, subtitle, link } = slide;
  const look = `is-${slide.place} is-${slide.tone}`;
  return (
    <Tap
      className="pb-banner__frame"
      role={link === null ? "img" : "link"}
      label={title === "" ? "横幅" : title}
      onTap={() => follow(link)}
    >
      <Picture src={picture} ratio={ratio} eager={eager} />
      {(title !== "" || subtitle !== "") && (
        <>
          <View className={`pb-banner__shade ${look}`} />
          <View className={`pb-banner__words ${look}`}>
            <View className="pb-banner__title">{title}</View>
            {subtitle !== "" && <View className="pb-banner__subtitle">{subtitle}</View>}
          </View>
        </>
      )}
    </Tap>
  );
}
