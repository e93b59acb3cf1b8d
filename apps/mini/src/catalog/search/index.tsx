import { View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { Icon } from "@/design/icon/icon.tsx";
import { Page } from "@/design/page/page.tsx";
import { SearchBar } from "@/design/search-bar/search-bar.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { back, goList, param } from "@/navigation.ts";
import { forgetSearches, rememberSearch, searches } from "./history.ts";
import "./index.scss";

/** Where a search is typed: what was looked for before, and the shelves for who does not know yet. */
export default function Search() {
  const { params } = useRouter();
  const [text, setText] = useState(param(params, "q"));
  const [past, setPast] = useState<string[]>([]);
  const tree = useLoad("categories", () => call("catalog.categories", {}));
  useDidShow(() => setPast(searches()));
  const search = (q: string) => {
    if (q === "") return;
    rememberSearch(q);
    goList({ q });
  };
  return (
    <Page title="搜索" nav="none" white>
      <View className="search__bar">
        {process.env.TARO_ENV === "h5" && (
          <Tap className="search__back" label="返回" onTap={back}>
            <Icon name="left" size={22} />
          </Tap>
        )}
        <SearchBar value={text} hint="搜茶、菌子、鲜花饼" focus onChange={setText} onSearch={search} />
        <Tap className="search__go" onTap={() => search(text.trim())}>
          搜索
        </Tap>
      </View>
      {past.length > 0 && (
        <View className="search__group">
          <View className="search__head">
            <View className="search__title">最近搜过</View>
            <Tap
              className="search__forget"
              label="清空搜索记录"
              onTap={() => {
                forgetSearches();
                setPast([]);
              }}
            >
              <Icon name="trash" size={18} />
            </Tap>
          </View>
          <Words words={past.map((word) => ({ key: word, word, onTap: () => search(word) }))} />
        </View>
      )}
      <View className="search__group">
        <View className="search__head">
          <View className="search__title">逛逛这些</View>
        </View>
        <Words
          words={(tree.data?.categories ?? []).flatMap(({ children }) =>
            children.map(({ id, name }) => ({
              key: id,
              word: name,
              onTap: () => goList({ category: id, title: name }),
            })),
          )}
        />
      </View>
    </Page>
  );
}

function Words({ words }: { words: { key: string; word: string; onTap: () => void }[] }) {
  return (
    <View className="search__words">
      {words.map(({ key, word, onTap }) => (
        <Tap key={key} className="search__word" onTap={onTap}>
          {word}
        </Tap>
      ))}
    </View>
  );
}
