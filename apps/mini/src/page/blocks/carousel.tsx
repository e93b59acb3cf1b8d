import { Swiper, SwiperItem } from "@tarojs/components";
import { keyed } from "./keys.ts";
import { type Banner, Slide } from "./slide.tsx";

const STAY_MS = 5000;
const still = process.env.TARO_ENV === "h5" && matchMedia("(prefers-reduced-motion: reduce)").matches;

export interface CarouselProps {
  slides: Banner["slides"];
  ratio: number;
  onTurn: (to: number) => void;
}

/** The pictures of a banner, one after the other; a chunk of its own on H5, for the carousel weighs as much as React. */
export function Carousel({ slides, ratio, onTurn }: CarouselProps) {
  const [first] = slides;
  return (
    <Swiper
      className="pb-banner__slides"
      circular
      autoplay={!still}
      interval={STAY_MS}
      duration={350}
      onChange={(event) => onTurn(event.detail.current)}
    >
      {keyed(slides, ({ picture }) => picture).map(({ key, item }) => (
        <SwiperItem key={key}>
          <Slide slide={item} ratio={ratio} eager={item === first} />
        </SwiperItem>
      ))}
    </Swiper>
  );
}
