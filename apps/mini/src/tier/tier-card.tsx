import { View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { Progress } from "./progress.tsx";
import "./tier.scss";
import { nextLine } from "./words.ts";

/** The tier in the promoter's centre: where one stands and what is missing for the next. Leads to the whole of it. */
export function TierCard({ name }: { name: string }) {
  const { data } = useLoad("tier", () => call("tier.mine", {}));
  const first = data?.next?.goal.steps.find((step) => !step.met) ?? data?.next?.goal.steps[0];
  return (
    <Tap className="tier-card" role="link" label={`等级：${name}`} onTap={() => go("/tier/mine/index")}>
      <View className="tier-card__row">
        <Icon name="star-fill" size={18} />
        <View className="tier-card__name">{name}</View>
        <View className="tier-card__next">{data === null ? "等级与权益" : nextLine(data)}</View>
        <Icon name="right" size={14} />
      </View>
      {first !== undefined && <Progress step={first} />}
    </Tap>
  );
}
