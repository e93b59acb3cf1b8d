import { View } from "@tarojs/components";
import { useState } from "react";
import { Icon } from "@/design/icon/icon.tsx";
import { Tap } from "@/design/tap/tap.tsx";

/** What was searched on this phone; one of them or all can be deleted. */
export function Past({
  words,
  onSearch,
  onForget,
  onForgetAll,
}: {
  words: readonly string[];
  onSearch: (q: string) => void;
  onForget: (q: string) => void;
  onForgetAll: () => void;
}) {
  const [editing, setEditing] = useState(false);
  return (
    <View className="search__group">
      <View className="search__head">
        <View className="search__title">最近搜过</View>
        {editing ? (
          <View className="search__actions">
            <Tap className="search__action" onTap={onForgetAll}>
              全部删除
            </Tap>
            <Tap className="search__action is-green" onTap={() => setEditing(false)}>
              完成
            </Tap>
          </View>
        ) : (
          <Tap className="search__forget" label="整理搜索记录" onTap={() => setEditing(true)}>
            <Icon name="trash" size={18} />
          </Tap>
        )}
      </View>
      <View className="search__words">
        {words.map((word) => (
          <Tap
            key={word}
            className="search__word"
            label={editing ? `删除“${word}”` : word}
            onTap={() => (editing ? onForget(word) : onSearch(word))}
          >
            <View className="search__word-text">{word}</View>
            {editing && <Icon name="close" size={14} />}
          </Tap>
        ))}
      </View>
    </View>
  );
}
