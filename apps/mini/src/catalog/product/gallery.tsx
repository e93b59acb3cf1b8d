import { Swiper, SwiperItem, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { mediaUrl } from "@/http/media-url.ts";
import "./gallery.scss";

/** The product's pictures, one screen wide; in the mini program a tap opens WeChat's own viewer. */
export function Gallery({ pictures, name }: { pictures: readonly string[]; name: string }) {
  const [current, setCurrent] = useState(0);
  const urls = pictures.map(mediaUrl);
  const look = (at: number) => {
    const url = urls[at];
    if (process.env.TARO_ENV !== "h5" && url !== undefined) void Taro.previewImage({ current: url, urls });
  };
  return (
    <View className="product-gallery">
      <Swiper
        className="product-gallery__slides"
        circular={pictures.length > 1}
        duration={250}
        onChange={(event) => setCurrent(event.detail.current)}
      >
        {pictures.map((picture, at) => (
          <SwiperItem key={picture}>
            <Tap role="img" label={`${name}，第 ${at + 1} 张`} onTap={() => look(at)}>
              <Picture src={picture} eager={at === 0} alt={name} />
            </Tap>
          </SwiperItem>
        ))}
      </Swiper>
      {pictures.length > 1 && (
        <View className="product-gallery__count">
          {current + 1}/{pictures.length}
        </View>
      )}
    </View>
  );
}
