import { Segmented } from "antd";
import type { ReactElement } from "react";
import { useSearchParams } from "react-router";
import { PageHead } from "../design/page.tsx";
import { HotWords } from "./hot-words.tsx";
import { SearchedWords } from "./searched-words.tsx";
import { Synonyms } from "./synonyms.tsx";
import "./search.css";

const TABS = [
  { value: "words", label: "大家在搜什么" },
  { value: "synonyms", label: "同义词" },
  { value: "hot", label: "热搜词" },
] as const;
type Tab = (typeof TABS)[number]["value"];

/** What people search and what they find; which words mean the same; which words the shop puts forward. */
export function SearchPage(): ReactElement {
  const [params, setParams] = useSearchParams();
  const tab = TABS.find(({ value }) => value === params.get("tab"))?.value ?? "words";
  return (
    <>
      <PageHead
        title="搜索"
        extra={
          <Segmented<Tab> options={[...TABS]} value={tab} onChange={(next) => setParams({ tab: next })} />
        }
      >
        只记词和次数，不记是谁搜的
      </PageHead>
      {tab === "words" && <SearchedWords />}
      {tab === "synonyms" && <Synonyms />}
      {tab === "hot" && <HotWords />}
    </>
  );
}
