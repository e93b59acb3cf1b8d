import { View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { Button, OpenButton } from "../design/button/button.tsx";
import { useShopInfo } from "../shop/shop-info.ts";
import "./service-links.scss";

/** Calls the shop. On a computer the browser decides what a tel: address opens. */
export function callShop(phone: string): void {
  if (process.env.TARO_ENV === "h5") location.href = `tel:${phone.replace(/[^\d+]/g, "")}`;
  else void Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined);
}

/** Whom to ask: the shop's phone, and in the mini program its WeChat service chat. */
export function ServiceLinks() {
  const shop = useShopInfo();
  const phone = shop?.service_phone ?? "";
  const chat = process.env.TARO_ENV !== "h5";
  if (phone === "" && !chat) return null;
  return (
    <View className="service-links">
      {chat && <OpenButton text="联系客服" look="outline" openType="contact" />}
      {phone !== "" && (
        <Button text={`致电 ${phone}`} look="outline" icon="phone" onTap={() => callShop(phone)} />
      )}
    </View>
  );
}
