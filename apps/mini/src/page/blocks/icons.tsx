import type { ShownOf } from "@banyan/contract";
import { View } from "@tarojs/components";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { follow } from "./follow.ts";
import { keyed } from "./keys.ts";

/** 金刚区: four or five in a row. */
export function IconsBlock({ block: { items, columns } }: { block: ShownOf<"icons"> }) {
  return (
    <View className={join("pb-icons", columns === 4 && "is-four")}>
      {keyed(items, ({ text }) => text).map(({ key, item: { picture, text, link } }) => (
        <Tap key={key} className="pb-icons__one" role="link" onTap={() => follow(link)}>
          <View className="pb-icons__icon">
            <Picture src={picture} eager />
          </View>
          <View className="pb-icons__name">{text}</View>
        </Tap>
      ))}
    </View>
  );
}
