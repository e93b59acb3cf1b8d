import type { ShopInfo } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useRef, useState } from "react";
import { Button, OpenButton } from "../design/button/button.tsx";
import { Icon } from "../design/icon/icon.tsx";
import { Sheet } from "../design/sheet/sheet.tsx";
import { useSlot } from "../design/slot.ts";
import { Tap } from "../design/tap/tap.tsx";
import { LegalLines } from "../shop/legal-lines.tsx";
import { consentSlot } from "./consent.ts";
import "./consent-sheet.scss";

const POINTS = [
  "只取微信登录标识，用来认出是您",
  "地址与电话加密保存，只用于发货和售后",
  "手机号只在您自己授权时才会获取",
];

type Reading = "agreement" | "privacy" | null;

/** Asks for consent where a personal action needs it; the texts are read in the sheet itself. Page holds one. */
export function ConsentSheet() {
  const asking = useSlot(consentSlot);
  const last = useRef(asking);
  const [reading, setReading] = useState<Reading>(null);
  if (asking !== null) last.current = asking;
  const answer = (agreed: boolean) => {
    setReading(null);
    consentSlot.value()?.answer(agreed);
  };
  const shop = last.current?.shop;
  if (shop === undefined) return null;
  const again = last.current?.again === true;
  const text = reading === "privacy" ? shop.privacy_text : shop.agreement_text;
  return (
    <Sheet
      open={asking !== null}
      onClose={() => answer(false)}
      foot={
        reading === null ? (
          <View className="b-consent__actions">
            <Agree text={again ? "同意并继续" : "同意并登录"} onAgree={() => answer(true)} />
            <Button
              text={again ? "不同意，退出登录" : "先逛逛"}
              look="plain"
              block
              onTap={() => answer(false)}
            />
          </View>
        ) : (
          <Button text="看完了" look="soft" size="large" block onTap={() => setReading(null)} />
        )
      }
    >
      {reading === null ? (
        <Asking shop={shop} again={again} onRead={setReading} />
      ) : (
        <View className="b-consent">
          <View className="b-consent__title">{reading === "privacy" ? "隐私政策" : "用户协议"}</View>
          <LegalLines text={text} />
        </View>
      )}
    </Sheet>
  );
}

function Asking(props: { shop: ShopInfo; again: boolean; onRead: (reading: Reading) => void }) {
  const { shop, again, onRead } = props;
  return (
    <View className="b-consent">
      <View className="b-consent__mark">榕</View>
      <View className="b-consent__title">{again ? "隐私政策已更新" : `登录${shop.name}`}</View>
      <View className="b-consent__text">
        <Text>
          {again
            ? `第 ${shop.privacy_version} 版已经生效，继续使用前请先阅读`
            : "用微信登录，就能下单、领券和查看物流。请先阅读"}
        </Text>
        <Tap className="b-consent__link" role="link" onTap={() => onRead("agreement")}>
          《用户协议》
        </Tap>
        <Text>与</Text>
        <Tap className="b-consent__link" role="link" onTap={() => onRead("privacy")}>
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
  );
}

/** WeChat notes the agreement of its own accord only on this kind of button (docs/WECHAT.md 1.4). */
function Agree({ text, onAgree }: { text: string; onAgree: () => void }) {
  if (process.env.TARO_ENV === "h5")
    return <Button text={text} look="primary" size="large" block onTap={onAgree} />;
  return (
    <OpenButton
      id="agree-privacy"
      text={text}
      look="primary"
      size="large"
      block
      openType="agreePrivacyAuthorization"
      onAgreePrivacyAuthorization={onAgree}
    />
  );
}
