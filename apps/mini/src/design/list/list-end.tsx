import { Text, View } from "@tarojs/components";
import type { Pages } from "../../http/use-pages.ts";
import { Tap } from "../tap/tap.tsx";
import "./list.scss";

/** Three quiet dots: something is on its way. */
export function Dots() {
  return (
    <View className="b-dots">
      <View className="b-dots__dot" />
      <View className="b-dots__dot" />
      <View className="b-dots__dot" />
    </View>
  );
}

/** What stands below a list that grows: more is coming, another try, or the end. */
export function ListEnd({ pages, end = "到底了" }: { pages: Pages<unknown>; end?: string }) {
  if (pages.phase === "failed") {
    return (
      <Tap className="b-list-end" onTap={pages.loadMore}>
        {pages.refusal?.message ?? ""}，点这里再试
      </Tap>
    );
  }
  if (pages.phase === "end") {
    return (
      <View className="b-list-end">
        <View className="b-list-end__rule" />
        <Text>{end}</Text>
        <View className="b-list-end__rule" />
      </View>
    );
  }
  return (
    <View className="b-list-end">
      <Dots />
    </View>
  );
}
