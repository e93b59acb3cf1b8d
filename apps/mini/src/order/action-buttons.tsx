import type { OrderCard } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Button } from "../design/button/button.tsx";
import "./action-buttons.scss";
import type { OrderActions } from "./use-order-actions.tsx";
import { ACTION_ORDER, ACTION_TEXT, type OrderAction } from "./words.ts";

const LOOK = {
  pay: "buy",
  receive: "primary",
  cancel: "outline",
  refund: "outline",
  review: "outline-green",
  again: "outline",
} as const;

/** Exactly the buttons that the server allows now. */
export function ActionButtons({
  order,
  actions,
  size,
}: {
  order: OrderCard;
  actions: OrderActions;
  size: "small" | "normal";
}) {
  const only = order.actions.length === 1;
  const look = (action: OrderAction) => (only && action === "again" ? "outline-green" : LOOK[action]);
  return (
    <View className="order-actions">
      {ACTION_ORDER.filter((action) => order.actions.includes(action)).map((action) => (
        <Button
          key={action}
          text={ACTION_TEXT[action]}
          size={size}
          look={look(action)}
          stop
          busy={actions.busy === `${action}:${order.no}`}
          onTap={() => actions.act(action, order)}
        />
      ))}
    </View>
  );
}
