import type { PromoterEntry } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useEffect } from "react";
import { Button } from "@/design/button/button.tsx";
import { Icon, type IconName } from "@/design/icon/icon.tsx";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tag } from "@/design/tag/tag.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { goHome, replaceWith } from "@/navigation.ts";
import { PromoterFailed } from "../promoter-failed.tsx";
import { askedStanding } from "../standing.ts";
import { learnWords } from "../words.ts";
import "./welcome.scss";

/** The first page of a new promoter: who they are here, and where to begin. Shown until it was seen once. */
export default function Welcome() {
  const entry = useLoad("entry", async () => {
    const put = askedStanding();
    const found = await call("promoter.entry", {});
    put(found.state);
    learnWords(found);
    return found;
  });
  const unseen = entry.data?.state === "active" && entry.data.welcome;
  useEffect(() => {
    // Not worth a word when it fails: it greets once more next time.
    if (unseen) call("promoter.welcomed", {}).catch(() => undefined);
  }, [unseen]);
  return (
    <Page title="欢迎" nav="white" white>
      {entry.data !== null ? (
        <Greeting entry={entry.data} />
      ) : entry.refusal !== null ? (
        <PromoterFailed refusal={entry.refusal} why="登录后查看" onRetry={() => void entry.reload()} />
      ) : (
        <View className="welcome">
          <Bone w={76} h={76} shape="round" />
          <View style={{ height: "20px" }} />
          <Bone w={180} h={28} />
        </View>
      )}
    </Page>
  );
}

const FIRST: readonly { icon: IconName; title: string; note: string }[] = [
  { icon: "share", title: "从一件自己用过的开始", note: "商品页点“分享”，卡片里带着您的推广码" },
  { icon: "receipt", title: "每一笔都有明细", note: "朋友付款后，佣金明细里能看到怎么算的" },
  { icon: "wallet", title: "到期后就能提现", note: "满售后期的佣金，可以提到微信零钱" },
];

function Greeting({ entry }: { entry: PromoterEntry }) {
  return (
    <View className="welcome">
      <View className="welcome__mark">
        <Icon name="leaf" size={36} />
      </View>
      <View className="welcome__title">欢迎成为{entry.shown_name}</View>
      <View className="welcome__who">
        {entry.tier !== null && <Tag text={entry.tier.name} tone="gold" />}
        {entry.inviter_name !== null && <View>邀请人 {entry.inviter_name}</View>}
      </View>
      <View className="welcome__list">
        {FIRST.map(({ icon, title, note }) => (
          <View key={title} className="welcome__one">
            <View className="welcome__icon">
              <Icon name={icon} size={20} />
            </View>
            <View>
              <View className="welcome__name">{title}</View>
              <View className="welcome__note">{note}</View>
            </View>
          </View>
        ))}
      </View>
      <View className="welcome__ways">
        <Button
          text="进入推广中心"
          look="primary"
          size="large"
          block
          onTap={() => replaceWith("/promoter/center/index")}
        />
        <Button text="去挑一件分享" look="outline" size="large" block onTap={goHome} />
      </View>
    </View>
  );
}
