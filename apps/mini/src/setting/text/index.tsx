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
import "./text.scss";

type Kind = "privacy" | "agreement" | "about";
const TITLE: Readonly<Record<Kind, string>> = {
  privacy: "隐私政策",
  agreement: "用户协议",
  about: "关于本店",
};

/** The shop's own texts, as the operator wrote them. */
export default function ShopText() {
  const asked = param(useRouter().params, "kind");
  const kind: Kind = asked === "agreement" || asked === "about" ? asked : "privacy";
  const shop = useLoad("shop", shopInfo);
  useEffect(() => namePage(TITLE[kind]), [kind]);
  return (
    <Page title={TITLE[kind]} nav="white" white>
      {shop.data !== null ? (
        <View className="shop-text">
          {kind === "about" ? <About shop={shop.data} /> : <Law kind={kind} shop={shop.data} />}
        </View>
      ) : shop.refusal !== null ? (
        <ErrorState refusal={shop.refusal} onRetry={() => void shop.reload()} />
      ) : (
        <View className="shop-text">
          <Bone w="44%" h={26} />
          {[100, 94, 98, 62].map((width) => (
            <View key={width} style={{ paddingTop: "16px" }}>
              <Bone w={`${width}%`} h={14} />
            </View>
          ))}
        </View>
      )}
    </Page>
  );
}

function Law({ kind, shop }: { kind: "privacy" | "agreement"; shop: ShopInfo }) {
  return (
    <>
      <View className="shop-text__title">{TITLE[kind]}</View>
      <View className="shop-text__meta">
        {shop.name}
        {kind === "privacy" ? ` · 第 ${shop.privacy_version} 版` : ""}
      </View>
      <Paragraphs text={kind === "privacy" ? shop.privacy_text : shop.agreement_text} />
    </>
  );
}

function About({ shop }: { shop: ShopInfo }) {
  return (
    <>
      <View className="shop-text__mark">{shop.name.slice(0, 1)}</View>
      <View className="shop-text__title is-centred">{shop.name}</View>
      <View className="shop-text__meta is-centred">{shop.slogan}</View>
      <Paragraphs text={shop.about} />
      {shop.licence !== "" && (
        <>
          <View className="shop-text__heading">证照信息</View>
          <Paragraphs text={shop.licence} />
        </>
      )}
    </>
  );
}

/** A line that opens a chapter: "一、…", "1. …" or "第一条 …". */
const CHAPTER = /^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[条章]|\d+[.．、])/;

function Paragraphs({ text }: { text: string }) {
  const lines = text.split(/\n+/).filter((line) => line.trim() !== "");
  return (
    <>
      {lines.map((line, at) => (
        <View
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed text
          key={at}
          className={CHAPTER.test(line) && line.length < 30 ? "shop-text__heading" : "shop-text__paragraph"}
        >
          {line}
        </View>
      ))}
    </>
  );
}
