import type { OrderCard, OrderDetail } from "@banyan/contract";
import { type ReactNode, useState } from "react";
import { confirm } from "../design/dialog/confirm.ts";
import { toast } from "../design/toast/toast.ts";
import { call } from "../http/call.ts";
import { asRefusal } from "../http/refusal.ts";
import { useAction } from "../http/use-action.ts";
import { go } from "../navigation.ts";
import { payOrder, resultPath } from "../payment/pay.ts";
import { CancelSheet } from "./cancel-sheet.tsx";
import type { OrderAction } from "./words.ts";

export interface OrderActions {
  /** "pay:<no>" while that is under way. */
  busy: string | null;
  act: (action: OrderAction, order: Pick<OrderCard, "no">) => void;
  /** Render it once on the page. */
  sheet: ReactNode;
}

/**
 * What a person may do with an order, the same in the list and on its page.
 * @param onChanged gets the order as it stands after something was done, or after a refusal showed that it had moved on
 * @param onLeave is told which order another page is opened for: it may have moved on when that page is left
 */
export function useOrderActions(
  onChanged: (order: OrderDetail) => void,
  onLeave: (no: string) => void = () => undefined,
): OrderActions {
  const { busy, run } = useAction();
  const [cancelling, setCancelling] = useState<string | null>(null);
  const leave = (no: string, path: string) => {
    onLeave(no);
    go(path);
  };

  /** Whatever was refused, the order may not be what the screen shows. */
  const attempt = (action: OrderAction, no: string, work: () => Promise<void>) =>
    run(`${action}:${no}`, async () => {
      try {
        await work();
      } catch (thrown) {
        const { status } = asRefusal(thrown);
        if (status === 409) onChanged(await call("order.get", { no }));
        throw thrown;
      }
    });

  const work: Record<OrderAction, (no: string) => void> = {
    pay: (no) => attempt("pay", no, () => pay(no)),
    cancel: setCancelling,
    receive: (no) => {
      void confirm(RECEIVE).then((yes) => {
        if (yes) attempt("receive", no, () => receive(no, onChanged));
      });
    },
    refund: (no) => leave(no, `/aftersale/apply/index?no=${no}`),
    review: (no) => leave(no, `/review/write/index?no=${no}`),
    again: (no) => attempt("again", no, () => again(no)),
  };
  const cancel = (no: string, reason: string) =>
    attempt("cancel", no, async () => {
      try {
        onChanged(await call("order.cancel", { no, reason }));
        toast("订单已取消", { mood: "good" });
      } finally {
        setCancelling(null);
      }
    });

  const sheet = (
    <CancelSheet
      open={cancelling !== null}
      busy={busy !== null}
      onClose={() => setCancelling(null)}
      onCancel={(reason) => cancel(cancelling ?? "", reason)}
    />
  );
  return { busy, act: (action, { no }) => work[action](no), sheet };
}

const RECEIVE = {
  title: "确认收到商品了吗？",
  body: "请清点无误后再确认。确认后仍可在售后期内申请退款。",
  yes: "确认收货",
} as const;

async function pay(no: string): Promise<void> {
  const outcome = await payOrder(no);
  if (outcome === "cancel") toast("还没有支付，订单为您保留着");
  else go(resultPath(no, outcome === "paid" ? "success" : outcome));
}

async function receive(no: string, onChanged: (order: OrderDetail) => void): Promise<void> {
  onChanged(await call("order.receive", { no }));
  toast("已确认收货，感谢您的购买", { mood: "good" });
}

async function again(no: string): Promise<void> {
  const { added, missing } = await call("order.again", { no });
  if (added === 0) {
    toast("这些商品暂时都不能购买", { mood: "bad" });
    return;
  }
  go("/cart/index");
  toast(missing.length === 0 ? "已加入购物车" : `已加入购物车，${missing.join("、")}暂时不能购买`, {
    mood: missing.length === 0 ? "good" : "bad",
  });
}
