import type { ClosingInfo } from "@banyan/contract";
import { View } from "@tarojs/components";
import { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { Field, TextInput } from "@/design/field/field.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Page } from "@/design/page/page.tsx";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { go, goHome } from "@/navigation.ts";
import { forgetAgreed } from "@/session/consent.ts";
import { forgetPerson } from "@/session/consent-again.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { ServiceLinks } from "../service-links.tsx";
import "./closing.scss";

/** What the server wants to read (CLOSING_WORDS of the contract, whose values would bring its library along). */
const CLOSING_WORDS = "注销账号";

/** Closing the account: what stands in the way with the way to settle it, what goes, what stays by law, and then the words, typed. */
export default function Closing() {
  const { data, refusal, reload } = useLoad("closing", () => call("customer.closing", {}));
  useDidShow(() => {
    if (data !== null) void reload();
  });
  return (
    <Page title="注销账号">
      <View className="closing">
        {data !== null ? (
          <Shown info={data} reload={() => void reload()} />
        ) : refusal !== null ? (
          <LoadFailed refusal={refusal} why="登录后才能注销账号" onRetry={() => void reload()} />
        ) : (
          <Card>
            <Bone w="60%" h={18} />
            <View style={{ height: "12px" }} />
            <Bone w="100%" h={110} />
          </Card>
        )}
      </View>
    </Page>
  );
}

function Shown({ info, reload }: { info: ClosingInfo; reload: () => void }) {
  const blocked = info.reasons.length > 0;
  return (
    <View>
      {blocked && <Reasons reasons={info.reasons} />}
      <Lines title="会删除的" lines={info.erased} icon="trash" />
      <Lines title="依法要保留的" lines={info.kept} icon="shield" />
      <Lines title="请留意" lines={info.lost} icon="info" />
      <View className="closing__data">
        <Button
          text="先导出我的数据"
          look="plain"
          icon="receipt"
          onTap={() => go("/customer/export/index")}
        />
      </View>
      {blocked ? (
        <View className="closing__help">
          <ServiceLinks />
        </View>
      ) : (
        <Way onChanged={reload} />
      )}
    </View>
  );
}

function Reasons({ reasons }: { reasons: ClosingInfo["reasons"] }) {
  return (
    <Card title="还不能注销">
      {reasons.map(({ code, message, link, action }) => (
        <Tap
          key={code}
          className="closing__reason"
          role="link"
          label={action ?? message}
          disabled={link === null}
          onTap={() => link !== null && go(link)}
        >
          <Icon name="warn" size={18} className="closing__warn" />
          <View className="closing__message">{message}</View>
          {link !== null && (
            <View className="closing__action">
              {action}
              <Icon name="right" size={13} />
            </View>
          )}
        </Tap>
      ))}
    </Card>
  );
}

function Lines(props: { title: string; lines: readonly string[]; icon: "trash" | "shield" | "info" }) {
  const { title, lines, icon } = props;
  return (
    <Card title={title}>
      {lines.map((line) => (
        <View key={line} className="closing__line">
          <Icon name={icon} size={16} className="closing__icon" />
          <View>{line}</View>
        </View>
      ))}
    </Card>
  );
}

function Way({ onChanged }: { onChanged: () => void }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const { busy, run } = useAction();
  const right = typed.trim() === CLOSING_WORDS;
  const close = () =>
    run(
      "close",
      async () => {
        await call("customer.close", { confirm: CLOSING_WORDS });
        setOpen(false);
        forgetPerson();
        forgetAgreed();
        goHome();
        toast("账号已注销", { mood: "good" });
      },
      ({ code }) => {
        // Something has begun meanwhile: show what stands in the way now.
        if (code === "closing_blocked") {
          setOpen(false);
          onChanged();
        }
        return false;
      },
    );
  return (
    <View className="closing__way">
      <Button text="注销账号" look="outline" size="large" block onTap={() => setOpen(true)} />
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="最后确认"
        foot={
          <Button
            text="永久注销"
            look="buy"
            size="large"
            block
            disabled={!right}
            busy={busy !== null}
            onTap={close}
          />
        }
      >
        <View className="closing__last">
          <View className="closing__said">注销立即生效，不能恢复。请输入“{CLOSING_WORDS}”继续。</View>
          <Field label="确认">
            <TextInput label="确认" value={typed} max={8} placeholder={CLOSING_WORDS} onChange={setTyped} />
          </Field>
        </View>
      </Sheet>
    </View>
  );
}
