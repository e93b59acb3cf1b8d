import { Text, View } from "@tarojs/components";
import { Icon } from "@/design/icon/icon.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { go } from "@/navigation.ts";
import { useStanding } from "@/promoter/standing.ts";
import { ReferrerHint } from "@/referral/referrer-hint.tsx";
import { useReferrer } from "@/referral/use-referrer.ts";

/** Who recommended this to the person; where nobody did, one quiet line for a customer who likes it. */
export function Recommending() {
  const referrer = useReferrer();
  const standing = useStanding();
  if (referrer !== null && standing !== "active") {
    return (
      <View className="product-note">
        <ReferrerHint name={referrer.name} />
      </View>
    );
  }
  if (standing !== "none") return null;
  return (
    <Tap className="product-note" role="link" onTap={() => go("/promoter/apply/index")}>
      <Text>喜欢这件好物？了解推广合作</Text>
      <Icon name="right" size={13} className="product-note__arrow" />
    </Tap>
  );
}
