import { Image, View } from "@tarojs/components";
import { useState } from "react";
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
    <View className={join("b-picture", loaded === src && "is-loaded", className)}>
      <View className="b-picture__space" style={{ paddingBottom: `${100 / ratio}%` }} />
      {shows ? (
        <Image
          className="b-picture__image"
          src={mediaUrl(src)}
          mode="aspectFill"
          lazyLoad={!eager}
          onLoad={() => {
            known.add(src);
            setLoaded(src);
          }}
          onError={() => setBroken(src)}
          {...(process.env.TARO_ENV === "h5" ? { imgProps: { alt, decoding: "async" } } : { ariaLabel: alt })}
        />
      ) : (
        <View className="b-picture__fallback">
          <Icon name="leaf" size={28} />
        </View>
      )}
    </View>
  );
}
