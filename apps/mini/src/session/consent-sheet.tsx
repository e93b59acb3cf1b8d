import { Text, View } from "@tarojs/components";
import { useRef } from "react";
import { Button, OpenButton } from "../design/button/button.tsx";
import { Icon } from "../design/icon/icon.tsx";
import { Sheet } from "../design/sheet/sheet.tsx";
import { useSlot } from "../design/slot.ts";
import { Tap } from "../design/tap/tap.tsx";
import { go } from "../navigation.ts";
import { consentSlot } from "./consent.ts";
import "./consent-sheet.scss";

const POINTS = [
  "只取微信登录标识，用来认出是您",
  "地址与电话加密保存，只用于发货和售后",
  "随时可在「我的」里导出资料或注销",
];

/** Asks for consent where a personal action needs it. Page holds one. */
export function ConsentSheet() {
  const asking = useSlot(consentSlot);
  const last = useRef(asking);
  if (asking !== null) last.current = asking;
  const answer = (agreed: boolean) => consentSlot.value()?.answer(agreed);
  const shop = last.current?.shop;
  return (
    <Sheet
      open={asking !== null}
      onClose={() => answer(false)}
      foot={
        <View className="b-consent__actions">
          <Agree onAgree={() => answer(true)} />
          <Button text="先逛逛" look="plain" block onTap={() => answer(false)} />
        </View>
      }
    >
      <View className="b-consent">
        <View className="b-consent__mark">榕</View>
        <View className="b-consent__title">登录{shop?.name ?? ""}</View>
        <View className="b-consent__text">
          <Text>用微信登录，就能下单、领券和查看物流。请先阅读</Text>
          <Tap className="b-consent__link" role="link" onTap={() => go("/setting/text/index?kind=agreement")}>
            《用户协议》
          </Tap>
          <Text>与</Text>
          <Tap className="b-consent__link" role="link" onTap={() => go("/setting/text/index?kind=privacy")}>
            《隐私政策》
          </Tap>
        </View>
        <View className="b-consent__points">
          {POINTS.map((point) => (
            <View key={point} className="b-consent__point">
              <Icon name="check" size={16} />
              <Text>{point}</Text>
            </View>
          ))}
        </View>
      </View>
    </Sheet>
  );
}

/** WeChat notes the agreement of its own accord only on this kind of button (docs/WECHAT.md 1.4). */
function Agree({ onAgree }: { onAgree: () => void }) {
  if (process.env.TARO_ENV === "h5")
    return <Button text="同意并登录" look="primary" size="large" block onTap={onAgree} />;
  return (
    <OpenButton
      id="agree-privacy"
      text="同意并登录"
      look="primary"
      size="large"
      block
      openType="agreePrivacyAuthorization"
      onAgreePrivacyAuthorization={onAgree}
    />
  );
}
