import type { Referral } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Avatar } from "@/customer/avatar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Empty } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { dateTime } from "@/design/time.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { goHome } from "@/navigation.ts";
import { Fact } from "@/order/fact.tsx";
import { LoadFailed } from "@/session/load-failed.tsx";
import { askedReferral, putReferral } from "../use-referrer.ts";
import "./mine.scss";

/** Who recommended the shop to this customer, what that means, and the way to end it. */
export default function MyReferrer() {
  const found = useLoad("referral", async () => {
    const put = askedReferral();
    const referral = await call("referral.mine", {});
    put(referral);
    return referral;
  });
  return (
    <Page title="我的推荐人">
      {found.data !== null ? (
        found.data.promoter !== null ? (
          <Recommended referral={found.data} found={found} />
        ) : (
          <Empty
            drawing="person"
            text="现在没有推荐人"
            note="打开朋友的分享再下单，TA 就是您的推荐人；价格不会因此不同"
            action={{ text: "去逛逛", onTap: goHome }}
          />
        )
      ) : found.refusal !== null ? (
        <LoadFailed refusal={found.refusal} why="登录后查看" onRetry={() => void found.reload()} />
      ) : (
        <Card>
          <View className="referrer">
            <Bone w={60} h={60} shape="round" />
            <View style={{ height: "10px" }} />
            <Bone w={120} h={20} />
          </View>
        </Card>
      )}
    </Page>
  );
}

function Recommended({ referral, found }: { referral: Referral; found: Loaded<Referral> }) {
  const { busy, run } = useAction();
  const { promoter, bound_at, expires_at } = referral;
  const end = async () => {
    const yes = await confirm({
      title: "解除推荐关系？",
      body: "从现在起，您的新订单不再算作 TA 的推荐；已经提交的订单不变。以后打开别人的分享，可以有新的推荐人。",
      yes: "解除",
      no: "再想想",
    });
    if (!yes) return;
    run(
      "end",
      async () => {
        const next = await call("referral.end", {});
        putReferral(next);
        found.replace(next);
        toast("已解除", { mood: "good" });
      },
      ({ code }) => {
        if (code === "no_relation") void found.reload();
        return false;
      },
    );
  };
  if (promoter === null) return null;
  return (
    <View>
      <Card>
        <View className="referrer">
          <Avatar src={promoter.avatar} size={60} />
          <View className="referrer__name">由 {promoter.name} 推荐</View>
        </View>
        {bound_at !== null && <Fact label="开始于" value={dateTime(bound_at)} />}
        {expires_at !== null && <Fact label="有效至" value={dateTime(expires_at)} />}
      </Card>
      <Card title="这意味着什么">
        <View className="referrer__text">您的价格和别人一样，不会因为有推荐人而不同。</View>
        <View className="referrer__text">订单完成后，店铺按规则付给 TA 一份推荐佣金，由店铺承担。</View>
        <View className="referrer__text">TA 只能看到隐去一部分的昵称和成交金额，看不到您的电话和地址。</View>
        <View className="referrer__end">
          <Button text="解除推荐关系" look="outline" block busy={busy !== null} onTap={() => void end()} />
        </View>
      </Card>
    </View>
  );
}
