import type { PromoterEntry } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useState } from "react";
import { ServiceLinks } from "@/customer/service-links.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Drawing } from "@/design/drawing/drawing.tsx";
import { Empty } from "@/design/empty/empty.tsx";
import { dateTime } from "@/design/time.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import type { Loaded } from "@/http/use-load.ts";
import { goHome, replaceWith } from "@/navigation.ts";
import { LegalLines } from "@/shop/legal-lines.tsx";
import { putStanding } from "../standing.ts";
import { Agreement } from "./agreement.tsx";
import { How, Plain } from "./how.tsx";

interface Entry {
  entry: PromoterEntry;
}
interface Changing extends Entry {
  loaded: Loaded<PromoterEntry>;
}

/** The application is with the shop. */
export function Applied({ entry, loaded }: Changing) {
  const { busy, run } = useAction();
  const withdraw = async () => {
    const yes = await confirm({
      title: "撤回申请？",
      body: "撤回后，随时可以再次申请。",
      yes: "撤回",
      no: "再想想",
    });
    if (!yes) return;
    run(
      "withdraw",
      async () => {
        const next = await call("promoter.withdrawApplication", {});
        putStanding(next.state);
        loaded.replace(next);
        toast("申请已撤回", { mood: "good" });
      },
      ({ status }) => {
        // The shop was quicker: show what it decided.
        if (status === 409 || status === 404) void loaded.reload();
        return false;
      },
    );
  };
  return (
    <View>
      <View className="join-state">
        <Drawing name="notice" />
        <View className="join-state__title">申请审核中</View>
        <View className="join-state__words">店铺看过后会发消息告诉您，也会在这里显示结果</View>
        {entry.applied_at !== null && (
          <View className="join-state__at">提交于 {dateTime(entry.applied_at)}</View>
        )}
        {entry.inviter_name !== null && <View className="join-state__at">邀请人 {entry.inviter_name}</View>}
        <View className="join-state__ways">
          <Button text="先去逛逛" look="primary" onTap={goHome} />
          <Button text="撤回申请" look="outline" busy={busy !== null} onTap={() => void withdraw()} />
        </View>
      </View>
      <How />
    </View>
  );
}

/** There already. */
export function Promoter({ entry }: Entry) {
  return (
    <Empty
      drawing="person"
      text={`您已经是${entry.shown_name}了`}
      note={entry.tier === null ? undefined : `当前等级：${entry.tier.name}`}
      action={{ text: "进入推广中心", onTap: () => replaceWith("/promoter/center/index") }}
    />
  );
}

/** The text has changed since it was agreed to: nothing new is earned until it is agreed to again. */
export function Outdated({ entry, loaded }: Changing) {
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState(false);
  const { busy, run } = useAction();
  const agree = () => {
    setMissing(!agreed);
    if (!agreed) return;
    run(
      "agree",
      async () => {
        loaded.replace(await call("promoter.agree", { version: entry.agreement.version }));
        toast("已同意新版协议", { mood: "good" });
        replaceWith("/promoter/center/index");
      },
      ({ code }) => {
        if (code === "agreement_outdated") void loaded.reload();
        return false;
      },
    );
  };
  return (
    <View>
      <View className="join-head">
        <View className="join-head__title">推广协议更新了</View>
        <View className="join-head__words">
          同意新版协议前，新的订单不产生佣金，也不能提现；已经有的佣金照常结算
        </View>
      </View>
      <Card title={`推广协议 · 第 ${entry.agreement.version} 版`}>
        <LegalLines text={entry.agreement.text} />
      </Card>
      <Card>
        <Agreement
          agreement={entry.agreement}
          agreed={agreed}
          onAgree={setAgreed}
          missing={missing && !agreed}
        />
        <Button text="同意新版协议" look="primary" size="large" block busy={busy !== null} onTap={agree} />
      </Card>
    </View>
  );
}

/** The shop has stopped it for now. */
export function Frozen({ entry, loaded }: Changing) {
  if (!entry.agreement_current) return <Outdated entry={entry} loaded={loaded} />;
  return (
    <View className="join-state">
      <Drawing name="gone" />
      <View className="join-state__title">推广资格已冻结</View>
      <View className="join-state__words">
        {entry.note === "" ? "有疑问请联系店铺" : `原因：${entry.note}`}
      </View>
      <View className="join-state__at">冻结期间新的订单不产生佣金，已有的记录都保留着</View>
      <View className="join-state__ways">
        <Button text="查看推广中心" look="primary" onTap={() => replaceWith("/promoter/center/index")} />
      </View>
      <ServiceLinks />
    </View>
  );
}

/** Over: they left, or the shop has closed it. What is left in the account is theirs, and they may ask to come back. */
export function Closed({ entry, onAgain }: Entry & { onAgain: () => void }) {
  const byShop = entry.former?.by_shop ?? true;
  const left = byShop ? "有疑问请联系店铺" : "感谢您的推荐，想回来随时可以再申请";
  return (
    <View className="join-state">
      <Drawing name="gone" />
      <View className="join-state__title">{byShop ? "推广资格已关闭" : "您已退出推广"}</View>
      <View className="join-state__words">{entry.note === "" ? left : `原因：${entry.note}`}</View>
      <View className="join-state__at">已有的预估佣金照常结算，余额可以继续提现</View>
      <View className="join-state__ways">
        <Button text="查看余额" look="primary" onTap={() => replaceWith("/promoter/center/index")} />
        {entry.open && <Button text="再次申请" look="outline-green" onTap={onAgain} />}
      </View>
      <ServiceLinks />
    </View>
  );
}

/** The shop takes no applications now; what it would be can be read all the same. */
export function NotOpen({ entry }: Entry) {
  return (
    <View>
      <Empty
        drawing="gone"
        text="店铺暂未开放申请"
        note={
          entry.state === "refused" && entry.note !== "" ? `上次的申请没有通过：${entry.note}` : undefined
        }
        action={{ text: "去逛逛", onTap: goHome }}
      />
      <How />
      <Plain />
    </View>
  );
}
