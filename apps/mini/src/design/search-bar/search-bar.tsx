import { Input, View } from "@tarojs/components";
import { Icon } from "../icon/icon.tsx";
import { Tap } from "../tap/tap.tsx";
import "./search-bar.scss";

/** Looks like a search box and opens the search page. */
export function SearchEntrance({ hint, onTap }: { hint: string; onTap: () => void }) {
  return (
    <Tap className="b-search" role="search" label="搜索商品" onTap={onTap}>
      <Icon name="search" size={18} />
      <View className="b-search__text">{hint}</View>
    </Tap>
  );
}

export interface SearchBarProps {
  value: string;
  hint: string;
  focus?: boolean;
  onChange: (value: string) => void;
  onSearch: (value: string) => void;
}

/** The search box itself. */
export function SearchBar({ value, hint, focus = false, onChange, onSearch }: SearchBarProps) {
  return (
    <View className="b-search">
      <Icon name="search" size={18} />
      <Input
        className="b-search__input"
        value={value}
        placeholder={hint}
        maxlength={40}
        focus={focus}
        confirmType="search"
        onInput={(event) => onChange(String(event.detail.value))}
        onConfirm={(event) => onSearch(String(event.detail.value).trim())}
      />
      {value !== "" && (
        <Tap className="b-search__clear" label="清空" onTap={() => onChange("")}>
          <Icon name="close" size={16} />
        </Tap>
      )}
    </View>
  );
}
