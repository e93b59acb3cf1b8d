import type { TimelineEvent } from "@banyan/contract";
import { View } from "@tarojs/components";
import { join } from "../join.ts";
import { dateTime } from "../time.ts";
import "./timeline.scss";

/** What happened, newest first: customer and operator read the same lines. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  const newestFirst = [...events].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <View className="b-timeline">
      {newestFirst.map((event, at) => (
        <View
          key={`${event.kind}-${event.at}-${event.title}`}
          className={join("b-timeline__event", at === 0 && "is-newest")}
        >
          <View className="b-timeline__title">{event.title}</View>
          {event.note !== null && event.note !== "" && <View className="b-timeline__note">{event.note}</View>}
          <View className="b-timeline__at">{dateTime(event.at)}</View>
        </View>
      ))}
    </View>
  );
}
