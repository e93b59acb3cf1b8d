import { Swiper, SwiperItem } from "@tarojs/components";
import type { ReactNode } from "react";
import { Rail } from "./rail.tsx";
import "./slides.scss";

export interface SlidesProps {
  /** Gives them their place and size. */
  className: string;
  slides: readonly { key: string; body: ReactNode }[];
  /** The one that shows. */
  current: number;
  onTurn: (to: number) => void;
  /** Goes on from the last to the first. */
  ring?: boolean;
  /** So long each stays before the next comes by itself, ms; absent: turned by hand only. */
  stayMs?: number;
}

/**
 * Pictures one after the other, one at a time: WeChat's own swiper, in a browser a row that scrolls. Chosen by an expression, for what an
 * early return leaves unreached would still be packed, and Taro's weighs 173 KB.
 */
export const Slides = process.env.TARO_ENV === "h5" ? Rail : WechatSlides;

function WechatSlides({ className, slides, current, onTurn, ring = false, stayMs }: SlidesProps) {
  return (
    <Swiper
      className={className}
      circular={ring && slides.length > 1}
      duration={stayMs === undefined ? 250 : 350}
      onChange={(event) => onTurn(event.detail.current)}
      // One that turns itself is not told where it stands: it would be turned twice.
      {...(stayMs === undefined ? { current } : { autoplay: true, interval: stayMs })}
    >
      {slides.map(({ key, body }) => (
        <SwiperItem key={key}>{body}</SwiperItem>
      ))}
    </Swiper>
  );
}
