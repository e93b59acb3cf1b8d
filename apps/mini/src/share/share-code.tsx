import { Image, View } from "@tarojs/components";
import { Button } from "../design/button/button.tsx";
import { ErrorState } from "../design/empty/empty.tsx";
import { Bone } from "../design/skeleton/bone.tsx";
import { call } from "../http/call.ts";
import { mediaUrl } from "../http/media-url.ts";
import { useLoad } from "../http/use-load.ts";
import { makeShare } from "./make.ts";
import { savePicture } from "./save-picture.ts";
import type { Place } from "./use-share-card.ts";

/** The mini program code of a place with the person's own share in it. */
export function useCodePicture(place: Place) {
  const channel = place.channel === "invite" ? "invite" : "code";
  return useLoad(`code-${channel}-${place.productId ?? ""}-${place.pageId ?? ""}`, async () => {
    const { code } = await makeShare(channel, place.productId, place.pageId);
    return call("share.code", { code });
  });
}

/** The code in the sheet, with the way to keep it. */
export function ShareCode({ place, onBack }: { place: Place; onBack: () => void }) {
  const found = useCodePicture(place);
  if (found.data === null && found.refusal !== null) {
    return <ErrorState refusal={found.refusal} onRetry={() => void found.reload()} />;
  }
  const picture = found.data?.picture ?? null;
  return (
    <View className="share-code">
      <View className="share-code__title">{place.title}</View>
      <View className="share-code__frame">
        {picture === null ? (
          <Bone w={208} h={208} shape="card" />
        ) : (
          <Image className="share-code__image" src={mediaUrl(picture)} mode="aspectFit" showMenuByLongpress />
        )}
      </View>
      <View className="share-code__note">微信扫一扫，打开这个页面</View>
      <View className="share-code__ways">
        <Button text="返回" look="outline" onTap={onBack} />
        <Button
          text="保存图片"
          look="primary"
          disabled={picture === null}
          onTap={() => {
            if (picture !== null) void savePicture(picture, "小程序码");
          }}
        />
      </View>
    </View>
  );
}
