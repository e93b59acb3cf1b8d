import type { ConsentHistory } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Page } from "@/design/page/page.tsx";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { dateTime } from "@/design/time.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { go, goHome } from "@/navigation.ts";
import { forgetAgreed } from "@/session/consent.ts";
import { forgetPerson } from "@/session/consent-again.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { LegalLines } from "@/shop/legal-lines.tsx";
import "./privacy.scss";

/** What the shop may do with this person's data: what they agreed to and when, and how to take it back. */
export default function Privacy() {
  const { data, refusal, reload } = useLoad("consents", () => call("customer.consents", {}));
  return (
    <Page title="隐私授权">
      <View className="privacy">
        {data !== null ? (
          <Shown history={data} />
        ) : refusal !== null ? (
          <LoadFailed refusal={refusal} why="登录后查看隐私授权" onRetry={() => void reload()} />
        ) : (
          <Card>
            <Bone w="60%" h={18} />
            <View style={{ height: "12px" }} />
            <Bone w="100%" h={80} />
          </Card>
        )}
      </View>
    </Page>
  );
}

function Shown({ history }: { history: ConsentHistory }) {
  const [reading, setReading] = useState<{ version: number; text: string } | null>(null);
  const [open, setOpen] = useState(false);
  const { busy, run } = useAction();
  const read = (version: number) =>
    run(`read-${version}`, async () => {
      setReading(await call("customer.consentText", { version }));
      setOpen(true);
    });
  return (
    <View>
      <Cells>
        <Cell
          text="现行隐私政策"
          value={`第 ${history.current_version} 版`}
          onTap={() => go("/setting/text/index?kind=privacy")}
        />
      </Cells>
      <Card title="授权记录">
        {history.items.length === 0 && <View className="privacy__none">还没有记录</View>}
        {history.items.map(({ version, kind, at, has_text }) => (
          <View key={`${at}${version}${kind}`} className="privacy__row">
            <View>
              <View className="privacy__what">
                {kind === "agreed" ? "同意" : "撤回同意"} · 第 {version} 版
              </View>
              <View className="privacy__at">{dateTime(at)}</View>
            </View>
            {kind === "agreed" && has_text && (
              <Button
                text="看当时的条款"
                look="plain"
                size="small"
                busy={busy === `read-${version}`}
                onTap={() => read(version)}
              />
            )}
          </View>
        ))}
      </Card>
      <Withdraw />
      <Sheet open={open} onClose={() => setOpen(false)} title={`隐私政策 · 第 ${reading?.version ?? ""} 版`}>
        <View className="privacy__text">
          <LegalLines text={reading?.text ?? ""} />
        </View>
      </Sheet>
    </View>
  );
}

const MEANS = [
  "所有设备退出登录，下次登录前会再次征求您的同意",
  "已下的订单照常发货和售后，这是履行合同所必需的",
  "撤回前已经产生的记录不受影响；想一并删除，请注销账号",
];

function Withdraw() {
  const { busy, run } = useAction();
  const withdraw = async () => {
    const yes = await confirm({
      title: "撤回隐私授权？",
      body: "会立即退出登录。已下的订单照常发货和售后。",
      yes: "撤回并退出",
      no: "再想想",
      danger: true,
    });
    if (!yes) return;
    run("withdraw", async () => {
      await call("customer.withdrawConsent", { confirm: true });
      forgetPerson();
      forgetAgreed();
      goHome();
      toast("已撤回授权并退出登录");
    });
  };
  return (
    <Card title="撤回授权">
      {MEANS.map((line) => (
        <View key={line} className="privacy__means">
          {line}
        </View>
      ))}
      <View className="privacy__way">
        <Button text="撤回授权" look="outline" block busy={busy !== null} onTap={() => void withdraw()} />
      </View>
    </Card>
  );
}
