import type { TierGoal, TierStep } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { Card } from "@/design/card/card.tsx";
import { Progress } from "../progress.tsx";
import { amountOf, measureOf, missingOf } from "../words.ts";

/** What is asked for, how far it is, and over which days. */
export function GoalCard(props: {
  title: string;
  note: string;
  /** What happens where it is not met. */
  otherwise?: string;
  goal: TierGoal;
  partner: string;
}) {
  const { title, note, otherwise, goal, partner } = props;
  return (
    <Card title={title}>
      <View className="tier-goal__note">
        {note}
        {goal.steps.length > 1 && (goal.match === "all" ? "，需全部达到" : "，达到任一项即可")}
        {otherwise}
      </View>
      {goal.steps.map((step) => (
        <Step key={step.measure} step={step} partner={partner} />
      ))}
    </Card>
  );
}

function Step({ step, partner }: { step: TierStep; partner: string }) {
  return (
    <View className="tier-step">
      <View className="tier-step__row">
        <Text>{measureOf(step.measure, partner)}</Text>
        <Text className="tier-step__left">{missingOf(step)}</Text>
      </View>
      <Progress step={step} />
      <View className="tier-step__figures">
        {amountOf(step.measure, step.have)} / {amountOf(step.measure, step.need)}
      </View>
    </View>
  );
}
