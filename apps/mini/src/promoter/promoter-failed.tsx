import { Empty } from "../design/empty/empty.tsx";
import type { Refusal } from "../http/refusal.ts";
import { go, replaceWith } from "../navigation.ts";
import { LoadFailed } from "../session/load-failed.tsx";

/** A promoter's page that could not be loaded; who is no promoter is shown the way to become one. */
export function PromoterFailed(props: {
  refusal: Refusal;
  onRetry: () => void;
  why: string;
  missing?: string;
}) {
  const { refusal, onRetry, why, missing } = props;
  if (refusal.code === "promoter_needed" || refusal.code === "promoter_closed") {
    return (
      <Empty
        drawing="person"
        text={refusal.message}
        note="看看推广合作是什么、怎么开始"
        action={{ text: "了解推广合作", onTap: () => replaceWith("/promoter/apply/index") }}
      />
    );
  }
  if (refusal.code === "tier_no_invite") {
    return (
      <Empty
        drawing="person"
        text={refusal.message}
        note="有邀请卡的等级见等级说明"
        action={{ text: "看看我的等级", onTap: () => go("/tier/mine/index") }}
      />
    );
  }
  return (
    <LoadFailed
      refusal={refusal}
      onRetry={onRetry}
      why={why}
      {...(missing === undefined ? {} : { missing })}
    />
  );
}
