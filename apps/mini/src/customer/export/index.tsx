import type { DataExport, DataExports } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useDidHide, useDidShow } from "@tarojs/taro";
import { useEffect, useRef, useState } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { shortDateTime } from "@/design/time.ts";
import { call } from "@/http/call.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { copyExportLink, openExport } from "./download.ts";
import "./export.scss";

const LOOK_AGAIN_MS = 2_000;

/** The person's data to take along: asked for, made meanwhile, fetched within three days. */
export default function ExportData() {
  const { data, refusal, reload } = useLoad("exports", () => call("customer.exports", {}));
  const [showing, setShowing] = useState(true);
  useDidShow(() => {
    setShowing(true);
    void reload();
  });
  useDidHide(() => setShowing(false));
  const waits = data?.items.some(({ state }) => state === "requested" || state === "working") === true;
  useEffect(() => {
    if (!waits || !showing) return;
    const timer = setInterval(() => void reload(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits, showing, reload]);
  return (
    <Page title="导出我的数据">
      <View className="export">
        {data !== null ? (
          <Shown data={data} reload={reload} />
        ) : refusal !== null ? (
          <LoadFailed refusal={refusal} why="登录后导出您的数据" onRetry={() => void reload()} />
        ) : (
          <Card>
            <Bone w="50%" h={18} />
            <View style={{ height: "12px" }} />
            <Bone w="100%" h={90} />
          </Card>
        )}
      </View>
    </Page>
  );
}

const HOLDS = [
  "个人资料、手机号、收货地址、隐私授权记录",
  "订单、支付、发货、售后、退款、优惠券",
  "收藏、足迹、购物车和消息",
  "推广资格、分享、佣金、资金流水和提现",
];

function Shown({ data, reload }: { data: DataExports; reload: () => Promise<void> }) {
  const { busy, run } = useAction();
  const key = useRef(newRequestKey());
  const ask = async () => {
    const yes = await confirm({
      title: "导出我的数据？",
      body: "文件里有您的姓名、电话和地址，请只在自己的设备上打开。备好后会有消息提醒，3 天内可以下载。",
      yes: "开始导出",
    });
    if (!yes) return;
    run("ask", async () => {
      await call("customer.requestExport", { request_key: key.current, confirm: true });
      key.current = newRequestKey();
      await reload();
    });
  };
  return (
    <View>
      <Card title="里面有什么">
        {HOLDS.map((line) => (
          <View key={line} className="export__holds">
            {line}
          </View>
        ))}
        <View className="export__note">每 7 天最多导出 3 次，文件保留 3 天后自动删除。</View>
      </Card>
      {data.items.map((one) => (
        <One key={one.id} one={one} />
      ))}
      <BottomBar>
        <Button
          className="export__ask"
          text={data.blocked ?? "申请导出"}
          look="primary"
          size="large"
          disabled={data.blocked !== null}
          busy={busy !== null}
          onTap={() => void ask()}
        />
      </BottomBar>
    </View>
  );
}

const STATE: Readonly<Record<DataExport["state"], string>> = {
  requested: "排队中",
  working: "正在准备",
  ready: "可以下载",
  failed: "没有做成，请重新申请",
  expired: "已过期，文件已删除",
};

function One({ one }: { one: DataExport }) {
  const { busy, run } = useAction();
  const waits = one.state === "requested" || one.state === "working";
  return (
    <View className="export__one">
      <View className="export__head">
        <View className="export__state">{STATE[one.state] ?? "其他"}</View>
        <View className="export__at">{shortDateTime(one.requested_at)} 申请</View>
      </View>
      {waits && (
        <View>
          <View className="export__track">
            <View className="export__bar" style={{ width: `${Math.max(4, one.progress)}%` }} />
          </View>
          <View className="export__hint">已完成 {one.progress}%，可以先离开这一页</View>
        </View>
      )}
      {one.state === "ready" && (
        <View>
          <View className="export__hint">
            {sizeText(one.bytes)}
            {one.expires_at !== null && `，${shortDateTime(one.expires_at)} 前有效`}
          </View>
          <View className="export__ways">
            <Button
              text="下载表格"
              look="primary"
              busy={busy === "xlsx"}
              onTap={() => run("xlsx", () => openExport(one.id))}
            />
            <Button
              text="数据包链接"
              look="outline-green"
              busy={busy === "zip"}
              onTap={() => run("zip", () => copyExportLink(one.id))}
            />
          </View>
          <View className="export__hint">
            表格可以直接打开；数据包是 JSON，链接 10 分钟内有效，请在电脑浏览器里打开。
          </View>
        </View>
      )}
    </View>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1_048_576
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
