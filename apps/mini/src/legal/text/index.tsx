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
import { shopInfo } from "@/shop/shop-info.ts";
import "./index.scss";

const TEXTS: Record<string, { title: string; of: (shop: ShopInfo) => string }> = {
  privacy: { title: "隐私政策", of: (shop) => shop.privacy_text },
  agreement: { title: "用户协议", of: (shop) => shop.agreement_text },
  about: {
    title: "关于我们",
    of: (shop) =>
      [shop.about, `客服电话：${shop.service_phone}`, shop.licence]
        .filter((part) => part !== "")
        .join("\n\n"),
  },
};

/** A line that opens a chapter: "一、…", "1. …" or "第一条 …". */
const CHAPTER = /^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[条章]|\d+[.．、])/;

/** The shop's legal texts, as the operator wrote them. */
export default function LegalText() {
  const kind = param(useRouter().params, "kind");
  const { title, of } = TEXTS[kind] ?? { title: "协议与说明", of: () => "" };
  const shop = useLoad("shop", shopInfo);
  useEffect(() => namePage(title), [title]);
  const lines =
    shop.data === null
      ? []
      : of(shop.data)
          .split("\n")
          .filter((line) => line.trim() !== "");
  return (
    <Page title={title} nav="white" white>
      <View className="legal">
        {shop.data === null &&
          shop.refusal === null &&
          [90, 100, 96, 60].map((w) => <Bone key={w} w={`${w}%`} h={16} />)}
        {shop.refusal !== null && <ErrorState refusal={shop.refusal} onRetry={() => void shop.reload()} />}
        {lines.map((line, at) => (
          <View
            // biome-ignore lint/suspicious/noArrayIndexKey: a text that is read, never reordered
            key={at}
            className={CHAPTER.test(line) && line.length < 30 ? "legal__chapter" : "legal__text"}
          >
            {line}
          </View>
        ))}
      </View>
    </Page>
  );
}
