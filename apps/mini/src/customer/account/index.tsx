import type { CustomerProfile } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useEffect, useRef } from "react";
import { Button, OpenButton } from "@/design/button/button.tsx";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { go, param } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { askPhone, asksPhoneByPage } from "@/session/wechat.ts";
import { Avatar } from "../avatar.tsx";
import "./account.scss";

const HERE = "/customer/account/index";

/** Who this is, how they are reached, where they are signed in, and the ways to take everything along or away. */
export default function Account() {
  const me = useLoad("me", () => call("customer.me", {}));
  const { data, refusal, reload } = me;
  useDidShow(() => {
    if (data !== null) void reload();
  });
  return (
    <Page title="账号与安全">
      {data !== null ? (
        <Rooms me={data} reload={reload} />
      ) : refusal !== null ? (
        <LoadFailed refusal={refusal} why="登录后管理账号" onRetry={() => void reload()} />
      ) : (
        <View className="account">
          <Cells>
            {[0, 1, 2].map((at) => (
              <View key={at} className="account__bone">
                <Bone w={120} h={18} />
              </View>
            ))}
          </Cells>
        </View>
      )}
    </Page>
  );
}

function Rooms({ me, reload }: { me: CustomerProfile; reload: Loaded<CustomerProfile>["reload"] }) {
  return (
    <View className="account">
      <Cells>
        <Cell
          text="头像与昵称"
          value={
            <View className="account__who">
              <View className="account__name">{me.nickname === "" ? "微信用户" : me.nickname}</View>
              <Avatar src={me.avatar} size={32} />
            </View>
          }
          onTap={() => go("/customer/profile/index")}
        />
      </Cells>
      <Phone phone={me.phone} reload={reload} />
      <Cells>
        <Cell text="收货地址" onTap={() => go("/address/list/index")} />
        <Cell text="登录设备" onTap={() => go("/customer/devices/index")} />
        <Cell text="隐私授权" onTap={() => go("/customer/privacy/index")} />
      </Cells>
      <Cells>
        <Cell
          text="导出我的数据"
          note="订单、地址、佣金等，做成表格"
          onTap={() => go("/customer/export/index")}
        />
        <Cell text="注销账号" onTap={() => go("/customer/closing/index")} />
      </Cells>
    </View>
  );
}

/** WeChat says the number; nobody types it, and nobody needs to give it. */
function Phone({ phone, reload }: { phone: string | null; reload: () => Promise<void> }) {
  const { params } = useRouter();
  const { busy, run } = useAction();
  const bind = (code: string) =>
    run("bind", async () => {
      await call("customer.bindPhone", { code });
      await reload();
      toast("手机号已绑定", { mood: "good" });
    });
  const arrived = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a code that came with the address is good once
  useEffect(() => {
    const code = param(params, "phone");
    if (arrived.current || code === "") return;
    arrived.current = true;
    // The address is on screen and in the history: the code leaves it before it is used.
    if (process.env.TARO_ENV === "h5") history.replaceState(history.state, "", location.pathname);
    if (code !== "cancel") bind(code);
  }, []);
  const remove = async () => {
    const yes = await confirm({
      title: "解绑手机号？",
      body: "解绑后我们会删除这个号码，需要时可以再绑定。",
      yes: "解绑",
      danger: true,
    });
    if (!yes) return;
    run("remove", async () => {
      await call("customer.removePhone", {});
      await reload();
      toast("手机号已删除", { mood: "good" });
    });
  };
  return (
    <View className="account__phone">
      <View className="account__row">
        <View>
          <View className="account__label">手机号</View>
          <View className="account__note">{phone ?? "没有绑定，不影响购物"}</View>
        </View>
        <View className="account__ways">
          {phone !== null && (
            <Button
              text="解绑"
              look="plain"
              size="small"
              busy={busy === "remove"}
              onTap={() => void remove()}
            />
          )}
          <AskPhone text={phone === null ? "绑定" : "更换"} busy={busy === "bind"} onCode={bind} />
        </View>
      </View>
      <View className="account__why">
        号码来自微信，加密保存，只在您找客服核对身份时使用；不会显示给别人，随时可以解绑。
      </View>
    </View>
  );
}

function AskPhone({ text, busy, onCode }: { text: string; busy: boolean; onCode: (code: string) => void }) {
  if (asksPhoneByPage) {
    const ask = () => {
      askPhone(HERE).catch((thrown: unknown) =>
        toast((thrown as { message?: string }).message ?? "现在不能获取手机号", { mood: "bad" }),
      );
    };
    return <Button text={text} look="outline-green" size="small" busy={busy} onTap={ask} />;
  }
  return (
    <OpenButton
      text={text}
      look="outline-green"
      size="small"
      disabled={busy}
      openType="getPhoneNumber"
      onGetPhoneNumber={({ detail }) => {
        const { code, errno } = detail as { code?: string; errno?: number };
        if (code !== undefined && code !== "") onCode(code);
        // 1400001: the shop has no calls left; anything else is the person's own no.
        else if (errno === 1400001) toast("暂时不能获取手机号，请联系商家", { mood: "bad" });
      }}
    />
  );
}
