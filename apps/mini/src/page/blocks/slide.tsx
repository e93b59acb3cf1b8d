import type { ShownOf } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { follow } from "./follow.ts";

export type Banner = ShownOf<"banner">;

/** One picture of the banner with its words. */
export function Slide({
  slide,
  ratio,
  eager,
}: {
  slide: Banner["slides"][number];
  ratio: number;
  eager: boolean;
}) {
  const { picture, title, subtitle, link } = slide;
  const look = `is-${slide.place} is-${slide.tone}`;
  return (
    <Tap
      className="pb-banner__frame"
      role={link === null ? "img" : "link"}
      label={title === "" ? "横幅" : title}
      onTap={() => follow(link)}
    >
      <Picture src={picture} ratio={ratio} eager={eager} />
      {(title !== "" || subtitle !== "") && (
        <>
          <View className={`pb-banner__shade ${look}`} />
          <View className={`pb-banner__words ${look}`}>
            <View className="pb-banner__title">{title}</View>
            {subtitle !== "" && <View className="pb-banner__subtitle">{subtitle}</View>}
          </View>
        </>
      )}
    </Tap>
  );
}
