import { View } from "@tarojs/components";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { Tap } from "../tap/tap.tsx";
import "./stars.scss";

/** What one to five stars say. */
export const RATING_WORDS = ["非常差", "差", "一般", "好", "非常好"] as const;

const ALL = [1, 2, 3, 4, 5] as const;

/** One to five stars that somebody gave. `size` in px, 13 by default. */
export function Stars({ rating, size }: { rating: number; size?: number }) {
  const words = `${rating} 星，${RATING_WORDS[rating - 1] ?? ""}`;
  const spoken =
    process.env.TARO_ENV === "h5"
      ? { role: "img", "aria-label": words }
      : { ariaRole: "img", ariaLabel: words };
  const style = size === undefined ? {} : { fontSize: `${size}px` };
  return <View className={`b-stars is-${rating}`} style={style} {...spoken} />;
}

/** Five stars to choose from, and in a word what the choice says. */
export function Rate({
  rating,
  onChange,
  label,
}: {
  /** 0: none yet. */
  rating: number;
  onChange: (rating: number) => void;
  /** What is rated. */
  label: string;
}) {
  const group = process.env.TARO_ENV === "h5" ? { role: "radiogroup", "aria-label": label } : {};
  return (
    <View className="b-rate" {...group}>
      {ALL.map((star) => (
        <Tap
          key={star}
          role="radio"
          className={join("b-rate__star", star <= rating && "is-on")}
          checked={star === rating}
          label={`${star} 星，${RATING_WORDS[star - 1] ?? ""}`}
          onTap={() => onChange(star)}
        >
          <Icon name={star <= rating ? "star-fill" : "star"} size={30} />
        </Tap>
      ))}
      <View className={join("b-rate__word", rating > 0 && "is-on")}>
        {RATING_WORDS[rating - 1] ?? "点星打分"}
      </View>
    </View>
  );
}
