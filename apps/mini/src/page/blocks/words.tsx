import type { ShownOf } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useEffect, useState } from "react";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { go } from "@/navigation.ts";
import { follow } from "./follow.ts";
import { keyed } from "./keys.ts";
import { PICTURE_RATIO } from "./pictures.tsx";
import "./words.scss";

const STAY_MS = 4000;
const still = process.env.TARO_ENV === "h5" && matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A strip of one line; several take turns. */
export function NoticeBlock({ block: { lines, tone } }: { block: ShownOf<"notice"> }) {
  const [at, setAt] = useState(0);
  const several = lines.length > 1 && !still;
  useEffect(() => {
    if (!several) return;
    const timer = setInterval(() => setAt((now) => (now + 1) % lines.length), STAY_MS);
    return () => clearInterval(timer);
  }, [several, lines.length]);
  const line = lines[at % lines.length];
  if (line === undefined) return null;
  const inside = (
    <>
      <Icon name="bell" size={16} />
      <Text key={at} className="pb-notice__text">
        {line.text}
      </Text>
      {line.link !== null && <Icon name="right" size={14} />}
    </>
  );
  const look = join("pb-notice", `is-${tone}`, several && "is-turning");
  if (line.link === null) return <View className={look}>{inside}</View>;
  return (
    <Tap className={look} role="link" onTap={() => follow(line.link)}>
      {inside}
    </Tap>
  );
}

export function TitleBlock({ block: { text, subtitle, align, link } }: { block: ShownOf<"title"> }) {
  return (
    <View className={join("pb-title", align === "center" && "is-center")}>
      <View className="pb-title__text">{text}</View>
      {subtitle !== "" && <View className="pb-title__subtitle">{subtitle}</View>}
      {link !== null && (
        <Tap className="pb-title__more" role="link" label={`更多${text}`} onTap={() => follow(link)}>
          更多
          <Icon name="right" size={14} />
        </Tap>
      )}
    </View>
  );
}

export function TextBlock({ block: { paragraphs, align } }: { block: ShownOf<"text"> }) {
  return (
    <View className={join("pb-text", align === "center" && "is-center")}>
      {keyed(paragraphs, ({ text }) => text).map(({ key, item: { style, text } }) => (
        <View key={key} className={`pb-text__${style}`}>
          {text}
        </View>
      ))}
    </View>
  );
}

export function SpaceBlock({ block: { height, line } }: { block: ShownOf<"space"> }) {
  return (
    <View className="pb-space" style={{ height: `${height}px` }}>
      {line && <View className="pb-space__line" />}
    </View>
  );
}

/** The way into a topic page: its picture with the words below. */
export function TopicBlock({ block }: { block: ShownOf<"topic"> }) {
  const { picture, title, subtitle, page_id } = block;
  return (
    <Tap className="pb-topic" role="link" label={title} onTap={() => go(`/page/topic/index?id=${page_id}`)}>
      {picture !== null && <Picture src={picture} ratio={PICTURE_RATIO.wide} />}
      <View className="pb-topic__foot">
        <View className="pb-topic__words">
          <View className="pb-topic__title">{title}</View>
          {subtitle !== "" && <View className="pb-topic__subtitle">{subtitle}</View>}
        </View>
        <View className="pb-topic__go">去看看</View>
      </View>
    </Tap>
  );
}
