import { View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { useSlot } from "@/design/slot.ts";
import { useAction } from "@/http/use-action.ts";
import { ensureSignedIn } from "@/session/sign-in.ts";
import { arrivalSlot } from "@/share/arrival.ts";
import { How, Plain } from "./how.tsx";

/** The page for who has not signed in: everything to read, and whose invite brought them. */
export function Visitor() {
  const { busy, run } = useAction();
  const arrival = useSlot(arrivalSlot);
  const inviter = arrival?.channel === "invite" ? (arrival.promoter?.name ?? null) : null;
  const signIn = () =>
    run(
      "sign_in",
      async () => {
        await ensureSignedIn();
      },
      // Closing the sheet is an answer too.
      ({ code }) => code === "sign_in_cancelled",
    );
  return (
    <View className="join">
      <View className="join-head">
        <View className="join-head__title">推广合作</View>
        <View className="join-head__words">把喜欢的山货推荐给朋友，成交后按规则得到佣金</View>
      </View>
      {inviter !== null && (
        <View className="join-note">
          <Icon name="user" size={18} />
          <View>{inviter} 邀请您了解推广合作</View>
        </View>
      )}
      <How />
      <Plain />
      <BottomBar>
        <Button text="微信登录后申请" look="primary" size="large" block busy={busy !== null} onTap={signIn} />
      </BottomBar>
    </View>
  );
}
