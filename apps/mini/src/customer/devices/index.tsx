import type { SignedInDevice } from "@banyan/contract";
import { View } from "@tarojs/components";
import { Button } from "@/design/button/button.tsx";
import { Cell, Cells } from "@/design/cell/cell.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tag } from "@/design/tag/tag.tsx";
import { dateTime } from "@/design/time.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import "./devices.scss";

/** Where the person is signed in. */
export default function Devices() {
  const { data, refusal, reload } = useLoad("devices", () => call("session.devices", {}));
  return (
    <Page title="登录设备">
      <View className="devices">
        {data !== null ? (
          <List devices={data.devices} reload={reload} />
        ) : refusal !== null ? (
          <LoadFailed refusal={refusal} why="登录后查看登录设备" onRetry={() => void reload()} />
        ) : (
          <Cells>
            <View className="devices__bone">
              <Bone w={150} h={18} />
              <View style={{ height: "8px" }} />
              <Bone w={110} h={13} />
            </View>
          </Cells>
        )}
      </View>
    </Page>
  );
}

function List({ devices, reload }: { devices: readonly SignedInDevice[]; reload: () => Promise<void> }) {
  const { busy, run } = useAction();
  const others = devices.filter(({ here }) => !here).length;
  const leave = async () => {
    const yes = await confirm({
      title: "退出其他设备？",
      body: `${others} 台设备会退出登录，最迟半分钟后生效。这台不受影响。`,
      yes: "退出",
      danger: true,
    });
    if (!yes) return;
    run("others", async () => {
      const { ended } = await call("session.signOutOthers", {});
      await reload();
      toast(`已退出 ${ended} 台设备`, { mood: "good" });
    });
  };
  return (
    <View>
      <Cells>
        {devices.map(({ name, signed_in_at, here }) => (
          <Cell
            key={`${name}${signed_in_at}`}
            text={name}
            note={`${dateTime(signed_in_at)} 登录`}
            value={here && <Tag text="这台设备" />}
          />
        ))}
      </Cells>
      <View className="devices__way">
        {others > 0 ? (
          <Button
            text={`退出其他 ${others} 台设备`}
            block
            size="large"
            busy={busy !== null}
            onTap={() => void leave()}
          />
        ) : (
          <View className="devices__alone">只有这台设备登录着</View>
        )}
      </View>
    </View>
  );
}
