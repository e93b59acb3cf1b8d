import type { Suggestion } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Icon, type IconName } from "@/design/icon/icon.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { goList, goProduct } from "@/navigation.ts";

const ICONS: Record<Suggestion["kind"], IconName> = { word: "search", category: "grid", product: "leaf" };

/** One row each: a word is searched, a category and a product are opened. What was typed stands out. */
export function Suggestions({
  items,
  typed,
  onSearch,
}: {
  items: readonly Suggestion[];
  typed: string;
  onSearch: (q: string) => void;
}) {
  const open = ({ kind, id, text }: Suggestion) => {
    if (kind === "category" && id !== null) goList({ category: id, title: text });
    else if (kind === "product" && id !== null) goProduct(id);
    else onSearch(text);
  };
  return (
    <View className="search__suggestions">
      <Tap className="search__suggestion" onTap={() => onSearch(typed)}>
        <Icon name="search" size={18} />
        <View className="search__suggested">
          搜索“<Text className="search__typed">{typed}</Text>”
        </View>
      </Tap>
      {items.map((item) => (
        <Tap
          key={`${item.kind}${item.id ?? item.text}`}
          className="search__suggestion"
          onTap={() => open(item)}
        >
          <Icon name={ICONS[item.kind]} size={18} />
          <View className="search__suggested">
            <Marked text={item.text} typed={typed} />
          </View>
          {item.kind === "category" && <View className="search__kind">分类</View>}
          {item.kind === "product" && <Icon name="right" size={16} />}
        </Tap>
      ))}
    </View>
  );
}

function Marked({ text, typed }: { text: string; typed: string }) {
  const at = text.toLowerCase().indexOf(typed.toLowerCase());
  if (at < 0) return <Text>{text}</Text>;
  return (
    <>
      <Text>{text.slice(0, at)}</Text>
      <Text className="search__typed">{text.slice(at, at + typed.length)}</Text>
      <Text>{text.slice(at + typed.length)}</Text>
    </>
  );
}
