import type { TierChange } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { ListEnd } from "@/design/list/list-end.tsx";
import { dateOnly, dateTime } from "@/design/time.ts";
import type { Pages } from "@/http/use-pages.ts";

/** How the tier came about, newest first. Nothing to show where it never changed. */
export function History({ pages }: { pages: Pages<TierChange> }) {
  if (pages.items.length === 0) return null;
  return (
    <View>
      <Card title="等级变动">
        {pages.items.map((one) => (
          <View key={one.id} className="tier-change">
            <View className="tier-change__head">
              {one.from_name === one.to_name ? one.to_name : `${one.from_name} → ${one.to_name}`}
            </View>
            <View className="tier-change__text">
              {one.text}
              {one.until !== null && `，保留到 ${dateTime(one.until)}`}
            </View>
            <View className="tier-change__at">{dateOnly(one.at)}</View>
          </View>
        ))}
      </Card>
      {pages.phase !== "end" && <ListEnd pages={pages} />}
    </View>
  );
}
