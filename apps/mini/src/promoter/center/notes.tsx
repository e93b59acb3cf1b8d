import type { PromoterCenter } from "@banyan/contract";
import { View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { go } from "@/navigation.ts";

/** What waits for this person, the most pressing first; nothing where nothing does. */
export function Notes({ center }: { center: PromoterCenter }) {
  const { state, frozen_reason, agreement_current, to_confirm } = center;
  return (
    <View>
      {to_confirm > 0 && (
        <Note
          icon="wechat"
          tone="act"
          title={`${to_confirm} 笔提现等您确认收款`}
          text="在微信里确认后才会到账，过期会退回可提现"
          way={{ text: "去确认", path: "/withdrawal/list/index" }}
        />
      )}
      {state === "frozen" && (
        <Note
          icon="info"
          tone="warn"
          title="推广资格已冻结"
          text={
            frozen_reason === ""
              ? "新的订单不产生佣金，有疑问请联系店铺"
              : `原因：${frozen_reason}。新的订单不产生佣金`
          }
        />
      )}
      {state === "closed" && (
        <Note
          icon="info"
          tone="warn"
          title="您已不在推广合作中"
          text="新的订单不产生佣金；预估的照常结算，余额可以继续提现"
          way={{ text: "再加入", path: "/promoter/apply/index" }}
        />
      )}
      {!agreement_current && state !== "closed" && (
        <Note
          icon="info"
          tone="warn"
          title="推广协议更新了"
          text="同意前，新的订单不产生佣金，也不能提现"
          way={{ text: "去看看", path: "/promoter/apply/index" }}
        />
      )}
    </View>
  );
}

interface NoteProps {
  icon: IconName;
  tone: "act" | "warn";
  title: string;
  text: string;
  way?: { text: string; path: string };
}

function Note({ icon, tone, title, text, way }: NoteProps) {
  const className = join("center-note", `is-${tone}`);
  const content: ReactNode = (
    <>
      <Icon name={icon} size={22} />
      <View className="center-note__words">
        <View className="center-note__title">{title}</View>
        <View className="center-note__text">{text}</View>
      </View>
      {way !== undefined && (
        <View className="center-note__way">
          {way.text}
          <Icon name="right" size={14} />
        </View>
      )}
    </>
  );
  if (way === undefined) return <View className={className}>{content}</View>;
  return (
    <Tap className={className} role="link" onTap={() => go(way.path)}>
      {content}
    </Tap>
  );
}
