import { Image, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { mediaUrl } from "@/http/media-url.ts";

/** The person's pictures; a tap shows one at full size: in WeChat's own viewer, on H5 over the page. */
export function CasePictures({ pictures }: { pictures: readonly string[] }) {
  const [shown, setShown] = useState<string | null>(null);
  const show = (picture: string) => {
    if (process.env.TARO_ENV === "h5") setShown(picture);
    else void Taro.previewImage({ current: mediaUrl(picture), urls: pictures.map(mediaUrl) });
  };
  return (
    <View className="case-pictures">
      {pictures.map((picture) => (
        <Tap key={picture} className="case-pictures__one" label="查看大图" onTap={() => show(picture)}>
          <Picture src={picture} />
        </Tap>
      ))}
      {shown !== null && (
        <Tap className="case-pictures__full" label="关闭大图" onTap={() => setShown(null)}>
          <Image className="case-pictures__image" src={mediaUrl(shown)} mode="aspectFit" />
        </Tap>
      )}
    </View>
  );
}
