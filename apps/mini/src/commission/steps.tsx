import type { CommissionExplanation } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { join } from "@/design/join.ts";
import { Picture } from "@/design/picture/picture.tsx";
import { yuan } from "@/design/price/yuan.ts";

/** Words of figures that are what the steps before them come to. */
const RESULTS: ReadonlySet<string> = new Set(["fen", "kept"]);

/** What a step takes away stands with a minus before the sign. */
const signed = (fen: number) => (fen < 0 ? `−¥${yuan(-fen)}` : `¥${yuan(fen)}`);

/** The calculation, a figure a row. */
export function StepRows({ steps }: Pick<CommissionExplanation, "steps">) {
  return (
    <>
      {steps.map(({ kind, title, formula, amount_fen }, at) => (
        <View
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a loaded explanation never move
          key={at}
          className={join("commission-step", RESULTS.has(kind) && "is-result")}
        >
          <View className="commission-step__row">
            <Text className="commission-step__title">{title}</Text>
            {amount_fen !== null && <Text className="commission-step__fen">{signed(amount_fen)}</Text>}
          </View>
          {formula !== "" && <View className="commission-step__formula">{formula}</View>}
        </View>
      ))}
    </>
  );
}

/** Of what the commission is. */
export function Goods({ name, picture, note }: { name: string; picture: string; note: string }) {
  return (
    <View className="commission-goods">
      <View className="commission-goods__picture">
        <Picture src={picture} />
      </View>
      <View className="commission-goods__words">
        <View className="commission-goods__name">{name}</View>
        <View className="commission-goods__note">{note}</View>
      </View>
    </View>
  );
}
