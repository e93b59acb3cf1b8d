import type { Home } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { goList } from "@/navigation.ts";

/** The shelves, five in a row. */
export function CategoryGrid({ categories }: { categories: Home["categories"] }) {
  if (categories.length === 0) return null;
  return (
    <View className="home-categories">
      {categories.map(({ id, name, icon }) => (
        <Tap
          key={id}
          className="home-categories__one"
          role="link"
          onTap={() => goList({ category: id, title: name })}
        >
          <View className="home-categories__icon">
            <Picture src={icon} eager />
          </View>
          <View className="home-categories__name">{name}</View>
        </Tap>
      ))}
    </View>
  );
}
