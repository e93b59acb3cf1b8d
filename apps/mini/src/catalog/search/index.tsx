import { View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Page } from "@/design/page/page.tsx";
import { SearchBar } from "@/design/search-bar/search-bar.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { back, goList, param } from "@/navigation.ts";
import { arrowKeys } from "./arrow-keys.ts";
import { forgetSearch, forgetSearches, rememberSearch, searches } from "./history.ts";
import { Past } from "./past.tsx";
import { Suggestions } from "./suggestions.tsx";
import { useSuggestions } from "./use-suggestions.ts";
import "./index.scss";

/** Where a search is typed: what may be meant; before anything is typed what was looked for, what others look for, and the shelves. */
export default function Search() {
  const { params } = useRouter();
  const [text, setText] = useState(param(params, "q"));
  const [past, setPast] = useState<string[]>([]);
  const typed = text.trim();
  const suggestions = useSuggestions(typed);
  const start = useLoad("hot", () => call("search.start", {}));
  const tree = useLoad("categories", () => call("catalog.categories", {}));
  useDidShow(() => setPast(searches()));
  const search = (q: string) => {
    if (q === "") return;
    rememberSearch(q);
    goList({ q });
  };
  const hot = start.data?.hot ?? [];
  const shelves = (tree.data?.categories ?? []).flatMap(({ children }) => children);
  return (
    <Page title="搜索" nav="none" white>
      <View {...arrowKeys(".search__suggestion")}>
        <View className="search__bar">
          {process.env.TARO_ENV === "h5" && (
            <Tap className="search__back" label="返回" onTap={back}>
              <Icon name="left" size={22} />
            </Tap>
          )}
          <SearchBar
            value={text}
            hint={hot[0]?.word ?? "搜茶、菌子、鲜花饼"}
            focus
            onChange={setText}
            onSearch={(q) => search(q === "" ? (hot[0]?.word ?? "") : q)}
          />
          <Tap className="search__go" onTap={() => search(typed === "" ? (hot[0]?.word ?? "") : typed)}>
            搜索
          </Tap>
        </View>
        {typed === "" ? (
          <>
            {past.length > 0 && (
              <Past
                words={past}
                onSearch={search}
                onForget={(q) => setPast(forgetSearch(q))}
                onForgetAll={() => {
                  forgetSearches();
                  setPast([]);
                }}
              />
            )}
            <Hot start={start} onSearch={search} />
            {shelves.length > 0 && (
              <View className="search__group">
                <View className="search__head">
                  <View className="search__title">逛逛这些</View>
                </View>
                <View className="search__words">
                  {shelves.map(({ id, name }) => (
                    <Tap
                      key={id}
                      role="link"
                      className="search__word"
                      onTap={() => goList({ category: id, title: name })}
                    >
                      <View className="search__word-text">{name}</View>
                    </Tap>
                  ))}
                </View>
              </View>
            )}
          </>
        ) : (
          <Suggestions items={suggestions} typed={typed} onSearch={search} />
        )}
      </View>
    </Page>
  );
}

type Start = Loaded<{ hot: { word: string; set: boolean }[] }>;

/** What others look for. Without it, or without a network, the page is still a place to type. */
function Hot({ start, onSearch }: { start: Start; onSearch: (q: string) => void }) {
  if (start.data === null && start.refusal !== null) return null;
  if (start.data?.hot.length === 0) return null;
  return (
    <View className="search__group">
      <View className="search__head">
        <View className="search__title">大家在搜</View>
      </View>
      <View className="search__hot">
        {start.data === null
          ? [0, 1, 2, 3, 4, 5].map((at) => (
              <View key={at} className="search__hot-word">
                <Bone w="70%" h={16} />
              </View>
            ))
          : start.data.hot.map(({ word }, at) => (
              <Tap key={word} className="search__hot-word" onTap={() => onSearch(word)}>
                <View className={join("search__rank", at < 3 && "is-top")}>{at + 1}</View>
                <View className="search__word-text">{word}</View>
              </Tap>
            ))}
      </View>
    </View>
  );
}
