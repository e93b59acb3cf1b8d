import { Image, View } from "@tarojs/components";
import { type CSSProperties, createElement, useState } from "react";
import { cameEarly } from "../../http/early.ts";
import { mediaUrl } from "../../http/media-url.ts";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import "./picture.scss";

export interface PictureProps {
  /** "/media/…" of this shop; null shows the fallback. */
  src: string | null;
  /** Width ÷ height, 1 unless told: the place is kept before the picture is there. */
  ratio?: number;
  /** What is to be seen; empty where a text beside it says so. */
  alt?: string;
  /** Load at once: what stands in the first screen. */
  eager?: boolean;
  className?: string | undefined;
}

/** What this phone has shown since the start: such a picture stands at once when it comes again. */
const known = new Set<string>();

/** A picture in a fixed frame: comes softly out of a blur when loaded, a quiet leaf where there is none. */
export function Picture({ src, ratio = 1, alt = "", eager = false, className }: PictureProps) {
  const [loaded, setLoaded] = useState(() =>
    src !== null && (known.has(src) || cameEarly(src)) ? src : null,
  );
  const [broken, setBroken] = useState<string | null>(null);
  const shows = src !== null && src !== "" && broken !== src;
  return (
    <View
      className={join("b-picture", loaded === src && "is-loaded", className)}
      {...(ratio === 1 ? {} : { style: { "--picture-height": `${100 / ratio}%` } as CSSProperties })}
    >
      {shows ? (
        <Img
          src={src}
          alt={alt}
          eager={eager}
          onLoad={() => {
            known.add(src);
            setLoaded(src);
          }}
          onError={() => setBroken(src)}
        />
      ) : (
        <View className="b-picture__fallback">
          <Icon name="leaf" size={28} />
        </View>
      )}
    </View>
  );
}

interface ImgProps {
  src: string;
  alt: string;
  eager: boolean;
  onLoad: () => void;
  onError: () => void;
}

/** Chosen by an expression: see design/film. */
const Img = process.env.TARO_ENV === "h5" ? BrowserImg : WechatImg;

/**
 * The browser's own: Taro's watches each one with an observer and asks for its width when it has come, which lays the whole page out in the
 * middle of a scroll.
 */
function BrowserImg({ src, alt, eager, onLoad, onError }: ImgProps) {
  // What decides when it is fetched stands before what is fetched: browsers read them in this order.
  return createElement("img", {
    loading: eager ? "eager" : "lazy",
    decoding: "async",
    className: "b-picture__image",
    alt,
    src: mediaUrl(src),
    onLoad,
    onError,
  });
}

function WechatImg({ src, alt, eager, onLoad, onError }: ImgProps) {
  return (
    <Image
      className="b-picture__image"
      src={mediaUrl(src)}
      mode="aspectFill"
      lazyLoad={!eager}
      onLoad={onLoad}
      onError={onError}
      ariaLabel={alt}
    />
  );
}
