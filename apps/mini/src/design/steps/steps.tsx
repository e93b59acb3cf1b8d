import { View } from "@tarojs/components";
import { join } from "../join.ts";
import "./steps.scss";

/** A way with its stations; `now` is the index of the one that is reached. */
export function Steps({ steps, now }: { steps: readonly string[]; now: number }) {
  return (
    <View className="b-steps">
      {steps.map((text, at) => (
        <View key={text} className={join("b-steps__step", at <= now && "is-done", at === now && "is-now")}>
          {text}
        </View>
      ))}
    </View>
  );
}
