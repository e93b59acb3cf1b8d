import type { Home } from "@banyan/contract";
import { Swiper, SwiperItem, View } from "@tarojs/components";
import { useState } from "react";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { go } from "@/navigation.ts";

const RATIO = 750 / 360;
const STAY_MS = 5000;
const still = process.env.TARO_ENV === "h5" && matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The pictures on top; one alone stands still. */
export function Banners({ banners }: { banners: Home["banners"] }) {
  const [current, setCurrent] = useState(0);
  if (banners.length === 0) return null;
  const several = banners.length > 1;
  return (
    <View className="home-banners">
      <View className="home-banners__place">
        <Swiper
          className="home-banners__slides"
          circular={several}
          autoplay={several && !still}
          interval={STAY_MS}
          duration={350}
          onChange={(event) => setCurrent(event.detail.current)}
        >
          {banners.map((banner, at) => (
            <SwiperItem key={banner.picture}>
              <Tap
                className="home-banners__frame"
                role="link"
                label={banner.title}
                onTap={() => banner.link !== null && go(banner.link)}
              >
                <Picture src={banner.picture} ratio={RATIO} eager={at === 0} />
                {banner.title !== "" && (
                  <>
                    <View className="home-banners__scrim" />
                    <View className="home-banners__words">
                      <View className="home-banners__title">{banner.title}</View>
                      <View className="home-banners__subtitle">{banner.subtitle}</View>
                    </View>
                  </>
                )}
              </Tap>
            </SwiperItem>
          ))}
        </Swiper>
      </View>
      {several && (
        <View className="home-banners__dots">
          {banners.map((banner, at) => (
            <View key={banner.picture} className={join("home-banners__dot", at === current && "is-on")} />
          ))}
        </View>
      )}
    </View>
  );
}
