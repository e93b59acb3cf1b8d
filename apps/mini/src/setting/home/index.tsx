import { View } from "@tarojs/components";
import { Button } from "@/design/button/button.tsx";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Page } from "@/design/page/page.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { back, go } from "@/navigation.ts";
import { useReferrer } from "@/referral/use-referrer.ts";
import { forgetPerson } from "@/session/consent-again.ts";
import { useSignedIn } from "@/session/token.ts";
import { useShopInfo } from "@/shop/shop-info.ts";
import "./home.scss";

export default function Settings() {
  const signedIn = useSignedIn();
  const shop = useShopInfo();
  const referrer = useReferrer();
  const { busy, run } = useAction();
  const leave = async () => {
    const yes = await confirm({ title: "退出登录？", body: "购物车和订单都会保留。", yes: "退出" });
    if (!yes) return;
    run("leave", async () => {
      // The phone forgets in any case; the server's half ends with its own clock where it cannot be reached.
      await call("session.signOut", {}).catch(() => undefined);
      forgetPerson();
      back();
      toast("已退出登录");
    });
  };
  return (
    <Page title="设置">
      <View className="settings">
        {signedIn && (
          <Cells>
            <Cell
              text="账号与安全"
              note="资料、手机号、登录设备、导出与注销"
              onTap={() => go("/customer/account/index")}
            />
            <Cell text="收货地址" onTap={() => go("/address/list/index")} />
            <Cell text="隐私授权" onTap={() => go("/customer/privacy/index")} />
            <Cell
              text="我的推荐人"
              value={referrer === null ? "" : `由 ${referrer.name} 推荐`}
              onTap={() => go("/referral/mine/index")}
            />
          </Cells>
        )}
        <Cells>
          <Cell text="隐私政策" onTap={() => go("/setting/text/index?kind=privacy")} />
          <Cell text="用户协议" onTap={() => go("/setting/text/index?kind=agreement")} />
          <Cell text={`关于${shop?.name ?? "本店"}`} onTap={() => go("/setting/text/index?kind=about")} />
          <Cell text="当前版本" value={CLIENT_VERSION} />
        </Cells>
        {signedIn && (
          <View className="settings__leave">
            <Button text="退出登录" block size="large" busy={busy !== null} onTap={() => void leave()} />
          </View>
        )}
      </View>
    </Page>
  );
}
