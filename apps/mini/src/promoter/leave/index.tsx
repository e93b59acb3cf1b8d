import type { PromoterEntry, PromoterExit } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Page } from "@/design/page/page.tsx";
import { yuan } from "@/design/price/yuan.ts";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { replaceWith } from "@/navigation.ts";
import { LegalLines } from "@/shop/legal-lines.tsx";
import { PromoterFailed } from "../promoter-failed.tsx";
import { putStanding } from "../standing.ts";
import { useWords } from "../words.ts";
import "./leave.scss";

/** The agreement, and the way out: what leaving means for this person, before they decide. */
export default function Leave() {
  const { data, refusal, reload } = useLoad("leave", async () => {
    const [exit, entry] = await Promise.all([call("promoter.exit", {}), call("promoter.entry", {})]);
    return { exit, entry };
  });
  return (
    <Page title="推广协议与退出">
      {data !== null ? (
        <View className="leave">
          <AgreementCell entry={data.entry} />
          <Facts exit={data.exit} />
          <Way exit={data.exit} onChanged={() => void reload()} />
        </View>
      ) : refusal !== null ? (
        <PromoterFailed refusal={refusal} why="登录后查看" onRetry={() => void reload()} />
      ) : (
        <View className="leave">
          <Card>
            <Bone w="60%" h={18} />
            <View style={{ height: "12px" }} />
            <Bone w="100%" h={96} />
          </Card>
        </View>
      )}
    </Page>
  );
}

function AgreementCell({ entry }: { entry: PromoterEntry }) {
  const [open, setOpen] = useState(false);
  const { version, text } = entry.agreement;
  return (
    <View>
      <Cells>
        <Cell text="推广协议" icon="shield" value={`第 ${version} 版`} onTap={() => setOpen(true)} />
      </Cells>
      <Sheet open={open} onClose={() => setOpen(false)} title={`推广协议 · 第 ${version} 版`}>
        <View className="leave__agreement">
          <LegalLines text={text} />
        </View>
      </Sheet>
    </View>
  );
}

/** What becomes of each thing, in the order of what people ask first. */
function factsOf(exit: PromoterExit, partnerName: string): { title: string; text: string }[] {
  const { balances, customer_count, partner_count } = exit;
  const money = `可提现 ¥${yuan(balances.available_fen)}，提现中 ¥${yuan(balances.withdrawing_fen)}`;
  const facts = [
    { title: "余额还是您的", text: `${money}；退出后可以继续提现，直到全部到账。` },
    {
      title: "预估佣金照常结算",
      text: `预估 ¥${yuan(balances.estimated_fen)}，过了售后期就转为可提现；顾客退款照常追回。`,
    },
    { title: "不再产生新的佣金", text: "分享、海报和邀请卡失效，之后的订单不再算给您。" },
    {
      title: "顾客关系结束",
      text: `${customer_count > 0 ? `${customer_count} 位顾客` : "顾客"}不再由您推荐，他们可以点开别人的分享；已经下单的不受影响。`,
    },
  ];
  if (partner_count > 0) {
    facts.push({
      title: `${partnerName}照常推广`,
      text: `您邀请的 ${partner_count} 位${partnerName}保留各自的位置，没有人顶替您。`,
    });
  }
  if (balances.debt_fen > 0) {
    facts.push({
      title: "欠款仍然要还",
      text: `欠款 ¥${yuan(balances.debt_fen)}，由之后结算的佣金先抵扣。`,
    });
  }
  facts.push({ title: "想回来随时申请", text: "通过后回到原来的账户、邀请人和等级。" });
  return facts;
}

function Facts({ exit }: { exit: PromoterExit }) {
  const { partner_name } = useWords();
  return (
    <Card title="退出推广会怎样">
      {factsOf(exit, partner_name).map(({ title, text }) => (
        <View key={title} className="leave__fact">
          <View className="leave__title">{title}</View>
          <View className="leave__text">{text}</View>
        </View>
      ))}
    </Card>
  );
}

function Way({ exit, onChanged }: { exit: PromoterExit; onChanged: () => void }) {
  const { busy, run } = useAction();
  const leave = async () => {
    const yes = await confirm({
      title: "确定退出推广？",
      body: "马上生效：不再产生新的佣金，顾客关系结束。余额可以继续提现。",
      yes: "退出推广",
      no: "再想想",
      danger: true,
    });
    if (!yes) return;
    run(
      "leave",
      async () => {
        const after = await call("promoter.leave", { joined_at: exit.joined_at, confirm: true });
        putStanding(after.state);
        toast("已退出推广", { mood: "good" });
        replaceWith("/promoter/center/index");
      },
      ({ status }) => {
        // Something has changed meanwhile: show what stands in the way now.
        if (status === 409) onChanged();
        return false;
      },
    );
  };
  if (exit.blocked !== null) {
    return (
      <View className="leave__way">
        <View className="leave__blocked">
          {exit.blocked.code === "promoter_closed"
            ? "您已经退出推广"
            : `现在不能退出：${exit.blocked.message}`}
        </View>
      </View>
    );
  }
  return (
    <View className="leave__way">
      <Button
        text="退出推广"
        look="outline"
        size="large"
        block
        busy={busy !== null}
        onTap={() => void leave()}
      />
    </View>
  );
}
