import type { CustomerProfile } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Tap } from "@/design/tap/tap.tsx";
import { go } from "@/navigation.ts";

/** Three numbers that lead to what they count; a dash while nobody is signed in. */
export function KeptShortcuts({ me }: { me: CustomerProfile | null }) {
  const ways = [
    { text: "收藏", count: me?.favourite_count, path: "/favourite/list/index" },
    { text: "足迹", count: me?.footprint_count, path: "/footprint/list/index" },
    {
      text: "优惠券",
      count: me?.coupon_count,
      path: me !== null && me.coupon_count > 0 ? "/coupon/mine/index" : "/coupon/center/index",
    },
  ];
  return (
    <View className="me-kept">
      {ways.map(({ text, count, path }) => (
        <Tap key={text} className="me-kept__way" role="link" label={text} onTap={() => go(path)}>
          <View className="me-kept__count">{count ?? "–"}</View>
          <View>{text}</View>
        </Tap>
      ))}
    </View>
  );
}
