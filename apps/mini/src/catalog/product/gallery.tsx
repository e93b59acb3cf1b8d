import type { ProductDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useState } from "react";
import { Film } from "@/design/film/film.tsx";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Slides } from "@/design/slides/slides.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { useViewer } from "@/design/viewer/viewer.tsx";
import "./gallery.scss";

export interface GalleryProps {
  video: ProductDetail["video"];
  pictures: readonly string[];
  name: string;
}

/** The product's film, then its pictures, one screen wide; a tap on a picture shows it at full size. */
export function Gallery({ video, pictures, name }: GalleryProps) {
  const [current, setCurrent] = useState(0);
  const [playing, setPlaying] = useState(false);
  const { look, viewer } = useViewer();
  const films = video === null ? 0 : 1;
  const slides = films + pictures.length;
  const turn = (to: number) => {
    setCurrent(to);
    if (to >= films) setPlaying(false);
  };
  const atFilm = current < films;
  const film =
    video === null
      ? []
      : [
          {
            key: video.url,
            body: (
              <Film
                film={video}
                label={name}
                playing={playing}
                onPlay={() => setPlaying(true)}
                onEnd={() => setPlaying(false)}
                eager
              />
            ),
          },
        ];
  const stills = pictures.map((picture, at) => ({
    key: picture,
    body: (
      <Tap label={`看大图：${name}，第 ${at + 1} 张`} onTap={() => look(pictures, at)}>
        <Picture src={picture} eager={at === 0 && films === 0} alt={name} />
      </Tap>
    ),
  }));
  return (
    <View className="product-gallery">
      <Slides
        className="product-gallery__slides"
        slides={[...film, ...stills]}
        // A ring repeats its ends, and a film must not be there twice.
        ring={films === 0}
        current={current}
        onTurn={turn}
      />
      {films > 0 && !playing && (
        <View className="product-gallery__kinds">
          <Tap
            role="tab"
            selected={atFilm}
            className={join("product-gallery__kind", atFilm && "is-on")}
            onTap={() => turn(0)}
          >
            视频
          </Tap>
          <Tap
            role="tab"
            selected={!atFilm}
            className={join("product-gallery__kind", !atFilm && "is-on")}
            onTap={() => turn(films)}
          >
            图片
          </Tap>
        </View>
      )}
      {slides > 1 && !playing && (
        <View className="product-gallery__count">
          {current + 1}/{slides}
        </View>
      )}
      {viewer}
    </View>
  );
}
