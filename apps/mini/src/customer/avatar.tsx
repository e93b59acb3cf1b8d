import { Image, View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { mediaUrl } from "@/http/media-url.ts";
import "./avatar.scss";

/** A person's picture, round; a quiet figure where there is none. */
export function Avatar({ src, size }: { src: string | null; size: number }) {
  const box = { width: `${size}px`, height: `${size}px` };
  return (
    <View className="avatar" style={box}>
      {src !== null && src !== "" ? (
        <Image className="avatar__image" src={mediaUrl(src)} mode="aspectFill" />
      ) : (
        <Icon name="user" size={Math.floor(size * 0.5)} />
      )}
    </View>
  );
}
