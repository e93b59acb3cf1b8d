import { Button as NativeButton } from "@tarojs/components";
import Taro from "@tarojs/taro";
import type { ReactNode } from "react";
import { confirm } from "@/design/dialog/confirm.ts";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { asRefusal } from "@/http/refusal.ts";
import { shopInfo } from "./shop-info.ts";
import "./service-contact.scss";

/** The way to a person: WeChat's service chat in the mini program, the shop's telephone on H5. */
export function ServiceContact({ className, children }: { className: string; children: ReactNode }) {
  if (process.env.TARO_ENV !== "h5") {
    return (
      <NativeButton className={`service-contact ${className}`} openType="contact">
        {children}
      </NativeButton>
    );
  }
  return (
    <Tap className={className} label="联系客服" onTap={() => void offerPhone()}>
      {children}
    </Tap>
  );
}

async function offerPhone(): Promise<void> {
  try {
    const { service_phone } = await shopInfo();
    const yes = await confirm({
      title: "联系客服",
      body: `电话 ${service_phone}\n每天 9:00–21:00`,
      yes: "拨打",
      no: "关闭",
    });
    if (yes) await Taro.makePhoneCall({ phoneNumber: service_phone });
  } catch (thrown) {
    toast(asRefusal(thrown).message, { mood: "bad" });
  }
}
