import { View } from "@tarojs/components";
import { useRouter } from "@tarojs/taro";
import { useState } from "react";
import { join } from "@/design/join.ts";
import { Page } from "@/design/page/page.tsx";
import { Tabs } from "@/design/tabs/tabs.tsx";
import { Done } from "./done.tsx";
import { Due } from "./due.tsx";
import "./mine.scss";

const TABS = [
  { key: "due", text: "待评价" },
  { key: "done", text: "已评价" },
] as const;
type Tab = (typeof TABS)[number]["key"];

/** What waits for a word of this person, and what they have said. */
export default function MyReviews() {
  const { params } = useRouter();
  const [tab, setTab] = useState<Tab>(params["tab"] === "done" ? "done" : "due");
  return (
    <Page title="我的评价" nav="white">
      <View className={join("my-reviews__tabs", process.env.TARO_ENV === "h5" && "is-under-nav")}>
        <Tabs tabs={TABS} value={tab} onChange={setTab} />
      </View>
      {tab === "due" ? <Due /> : <Done />}
    </Page>
  );
}
