import type { WithdrawalDetail } from "@banyan/contract";
import { View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { yuan } from "@/design/price/yuan.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { replaceWith } from "@/navigation.ts";
import { openTransfer } from "@/session/wechat.ts";
import { isReturned, isWithWechat } from "../words.ts";
import type { Watching } from "./use-withdrawal.ts";

/** What the person can do now; the next step last, under the thumb. */
export function Bar({ item, watching }: { item: WithdrawalDetail; watching: Watching }) {
  const { busy, cancel, receive, look } = useSteps(item, watching);
  const again = isReturned(item.state);
  const looks = isWithWechat(item.state) && item.confirm === null;
  if (!item.may_cancel && item.confirm === null && !again && !looks) return null;
  return (
    <BottomBar>
      <View className="withdrawal-bar">
        {item.may_cancel && (
          <Button text="取消提现" look="outline" busy={busy === "cancel"} onTap={() => void cancel()} />
        )}
        {looks && (
          <Button
            text={item.state === "confirming" ? "刷新" : "查询进度"}
            look="soft"
            busy={watching.asking || busy === "look"}
            onTap={look}
          />
        )}
        {item.confirm !== null && (
          <Button
            text="去微信确认收款"
            look="primary"
            busy={busy === "receive"}
            className="withdrawal-bar__main"
            onTap={receive}
          />
        )}
        {again && (
          <Button
            text="再次提现"
            look="primary"
            className="withdrawal-bar__main"
            onTap={() => replaceWith("/withdrawal/apply/index")}
          />
        )}
      </View>
    </BottomBar>
  );
}

function useSteps(item: WithdrawalDetail, watching: Watching) {
  const { busy, run } = useAction();
  const { loaded, ask, follow } = watching;
  const cancel = async () => {
    const yes = await confirm({
      title: `取消这笔 ¥${yuan(item.amount_fen)} 的提现？`,
      body: isWithWechat(item.state)
        ? "微信撤销后，金额退回可提现，今天的提现次数不退；如果您已经确认收款，则照常到账。"
        : "取消后，金额退回可提现。",
      yes: "取消提现",
      no: "再想想",
      danger: true,
    });
    if (!yes) return;
    run(
      "cancel",
      async () => {
        const next = await call("withdrawal.cancel", { no: item.no });
        loaded.replace(next);
        toast(isReturned(next.state) ? "已取消" : "已请微信撤销", { mood: "good" });
      },
      ({ status }) => {
        // It was quicker: show where it stands.
        if (status === 409) void ask();
        return false;
      },
    );
  };
  const receive = () =>
    run("receive", async () => {
      if (item.confirm === null) return;
      await openTransfer(item.confirm, `/withdrawal/detail/index?no=${item.no}`);
      await follow();
    });
  const look = () => run("look", ask);
  return { busy, cancel, receive, look };
}
