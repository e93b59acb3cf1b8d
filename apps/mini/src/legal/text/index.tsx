import type { ShopInfo } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { useEffect } from "react";
import { namePage } from "@/design/bars/nav-bar.tsx";
import { ErrorState } from "@/design/empty/empty.tsx";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { useLoad } from "@/http/use-load.ts";
import { param } from "@/navigation.ts";
import { LegalLines } from "@/shop/legal-lines.tsx";
import { shopInfo } from "@/shop/shop-info.ts";
import "./index.scss";

const TEXTS: Record<string, { title: string; of: (shop: ShopInfo) => string }> = {
  privacy: { title: "隐私政策", of: (shop) => shop.privacy_text },
  agreement: { title: "用户协议", of: (shop) => shop.agreement_text },
  about: {
    title: "关于我们",
    of: (shop) => [shop.about, `客服电话：${shop.service_phone}`, shop.licence].join("\n"),
  },
};
const BONES = ["90%", "100%", "96%", "60%"];

/** The shop's legal texts and what it says of itself. */
export default function LegalText() {
  const kind = param(useRouter().params, "kind");
  const { title, of } = TEXTS[kind] ?? { title: "协议与说明", of: () => "" };
  const shop = useLoad("shop", shopInfo);
  useEffect(() => namePage(title), [title]);
  return (
    <Page title={title} nav="white" white>
      <View className="legal">
        {shop.data === null && shop.refusal === null && BONES.map((w) => <Bone key={w} w={w} h={16} />)}
        {shop.refusal !== null && <ErrorState refusal={shop.refusal} onRetry={() => void shop.reload()} />}
        {shop.data !== null && <LegalLines text={of(shop.data)} />}
      </View>
    </Page>
  );
}
