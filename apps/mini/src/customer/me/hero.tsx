import type { CustomerProfile } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Button } from "@/design/button/button.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import type { Loaded } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { Avatar } from "../avatar.tsx";

/** What the server calls a person who has not said their name. */
const UNNAMED: ReadonlySet<string> = new Set(["", "微信用户"]);

/** Who this is, before the mountains. */
export function Hero({
  signedIn,
  profile,
  onSignIn,
}: {
  signedIn: boolean;
  profile: Loaded<CustomerProfile>;
  onSignIn: () => void;
}) {
  return (
    <View className="me-hero">
      <View className="me-hero__ridges" />
      <View className="me-hero__row">{content({ signedIn, profile, onSignIn })}</View>
    </View>
  );
}

function content({ signedIn, profile, onSignIn }: Parameters<typeof Hero>[0]) {
  if (!signedIn) {
    return (
      <>
        <Avatar src={null} size={60} />
        <View className="me-hero__words">
          <View className="me-hero__name">欢迎光临</View>
          <View className="me-hero__note">登录后查看订单和优惠券</View>
        </View>
        <Button text="登录" look="primary" onTap={onSignIn} />
      </>
    );
  }
  if (profile.data === null && profile.refusal !== null) {
    return (
      <>
        <Avatar src={null} size={60} />
        <View className="me-hero__words">
          <View className="me-hero__note">{profile.refusal.message}</View>
        </View>
        <Button text="重试" look="outline-green" size="small" onTap={() => void profile.reload()} />
      </>
    );
  }
  if (profile.data === null) {
    return (
      <>
        <Bone w={60} h={60} shape="round" />
        <View className="me-hero__words">
          <Bone w={110} h={22} />
          <View style={{ height: "8px" }} />
          <Bone w={70} h={14} />
        </View>
      </>
    );
  }
  const { nickname, avatar } = profile.data;
  return (
    <Tap className="me-hero__person" label="修改头像和昵称" onTap={() => go("/customer/profile/index")}>
      <Avatar src={avatar} size={60} />
      <View className="me-hero__words">
        <View className="me-hero__name">{nickname === "" ? "微信用户" : nickname}</View>
        <View className="me-hero__edit">
          {UNNAMED.has(nickname) ? "设置头像和昵称" : "编辑资料"}
          <Icon name="right" size={13} />
        </View>
      </View>
    </Tap>
  );
}
