import type { ProductDetail, ReviewCard } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { ScrollView, Text, View } from "@tarojs/components";
import { useDidShow } from "@tarojs/taro";
import { Avatar } from "@/customer/avatar.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Stars } from "@/design/stars/stars.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { call } from "@/http/call.ts";
import { useLoad } from "@/http/use-load.ts";
import { go } from "@/navigation.ts";
import { countText } from "@/review/words.ts";
import "./reviews.scss";
import { useSoon } from "./use-soon.ts";

/** So many of the newest stand on the product's own page. */
const SHOWN = 2;

/**
 * What buyers say: the share of those who were content and the newest two, asked for when the first goods stand. The product says how many
 * there are, so the section has its height from the beginning and what lies below it never moves.
 */
export function Reviews({ product }: { product: Pick<ProductDetail, "id" | "review_count"> }) {
  const soon = useSoon();
  const wanted = soon && product.review_count > 0;
  const loaded = useLoad(wanted ? `reviews-${product.id}` : null, () =>
    call("review.list", { product_id: product.id, limit: SHOWN }),
  );
  const { data, refusal, reload } = loaded;
  useDidShow(() => {
    // The person may have written one on a page that was opened meanwhile.
    if (data !== null) void reload();
  });
  if (product.review_count === 0) return <Nobody />;
  const all = () => go(`/review/list/index?id=${product.id}`);
  const several = (data?.items.length ?? product.review_count) > 1;
  return (
    <View className="product-reviews">
      <Tap className="product-reviews__head" role="link" label="查看全部评价" onTap={all}>
        <Text className="product-reviews__title">评价</Text>
        <Text className="product-reviews__count">
          {countText(data?.summary.count ?? product.review_count)}
        </Text>
        {data !== null && data.summary.good_percent !== null && (
          <Text className="product-reviews__good">好评 {data.summary.good_percent}%</Text>
        )}
        <Icon name="right" size={16} className="product-reviews__arrow" />
      </Tap>
      {data !== null ? (
        <Newest reviews={data.items} several={several} onAll={all} />
      ) : refusal !== null ? (
        <Tap className="product-reviews__failed" onTap={() => void reload()}>
          {refusal.message}，点这里再试
        </Tap>
      ) : (
        <View className="product-reviews__rail">
          <View className={join("product-review is-bones", !several && "is-only")}>
            <Bone w="46%" h={16} />
            <Bone w="100%" h={14} />
            <Bone w="72%" h={14} />
          </View>
        </View>
      )}
    </View>
  );
}

function Nobody() {
  return (
    <View className="product-reviews is-none">
      <Text className="product-reviews__title">评价</Text>
      <Text className="product-reviews__none">还没有，收到货后可以来写第一条</Text>
    </View>
  );
}

interface NewestProps {
  reviews: readonly ReviewCard[];
  several: boolean;
  onAll: () => void;
}

/** A single one has the whole width; of several the next looks in from the edge. */
function Newest({ reviews, several, onAll }: NewestProps) {
  return (
    <ScrollView className="product-reviews__scroll" scrollX enhanced showScrollbar={false}>
      <View className="product-reviews__rail">
        {reviews.map((review) => (
          <Brief key={review.id} review={review} only={!several} onTap={onAll} />
        ))}
        {several && (
          <Tap className="product-reviews__more" role="link" label="查看全部评价" onTap={onAll}>
            查看全部
          </Tap>
        )}
      </View>
    </ScrollView>
  );
}

/** A review in few words; all of it stands in the list. */
function Brief({ review, only, onTap }: { review: ReviewCard; only: boolean; onTap: () => void }) {
  const { author, rating, text, spec, pictures } = review;
  const [picture] = pictures;
  return (
    <Tap
      className={join("product-review", only && "is-only")}
      role="link"
      label={`${author.name} 的评价`}
      onTap={onTap}
    >
      <View className="product-review__who">
        <Avatar src={author.avatar} size={24} />
        <Text className="product-review__name">{author.name}</Text>
        <Stars rating={rating} size={12} />
      </View>
      {text === "" ? (
        <View className="product-review__text is-none">只打了分，没有写文字</View>
      ) : (
        <View className="product-review__text">{text}</View>
      )}
      <View className="product-review__spec">{specText(spec)}</View>
      {picture !== undefined && <Picture className="product-review__picture" src={picture} />}
      {pictures.length > 1 && <View className="product-review__times">{pictures.length} 张</View>}
    </Tap>
  );
}
