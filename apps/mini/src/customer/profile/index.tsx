import type { CustomerProfile } from "@banyan/contract";
import { Form, Input, Button as NativeButton, View } from "@tarojs/components";
import { useState } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Field, TextInput } from "@/design/field/field.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { choosePictures } from "@/http/choose-pictures.ts";
import { uploadPicture } from "@/http/upload.ts";
import { useAction } from "@/http/use-action.ts";
import { useLoad } from "@/http/use-load.ts";
import { back } from "@/navigation.ts";
import { LoadFailed } from "@/session/load-failed.tsx";
import { Avatar } from "../avatar.tsx";
import "./profile.scss";

const isH5 = process.env.TARO_ENV === "h5";
const MAX_NICKNAME = 20;

/** Picture and name, given by the person: WeChat no longer tells them (wechat.md 1.5). */
export default function Profile() {
  const me = useLoad("me", () => call("customer.me", {}));
  return (
    <Page title="个人资料">
      {me.data !== null ? (
        <Editor me={me.data} />
      ) : me.refusal !== null ? (
        <LoadFailed refusal={me.refusal} why="登录后修改头像和昵称" onRetry={() => void me.reload()} />
      ) : (
        <View className="profile">
          <Bone w={88} h={88} shape="round" />
        </View>
      )}
    </Page>
  );
}

function Editor({ me }: { me: CustomerProfile }) {
  const [avatar, setAvatar] = useState(me.avatar);
  const [nickname, setNickname] = useState(me.nickname);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const { busy, run } = useAction();
  const upload = (path: string) =>
    run("upload", async () => {
      const { url } = await uploadPicture(path);
      setAvatar(url);
    });
  const save = (typed: string) => {
    const wanted = typed.trim();
    setProblem(wanted === "" ? "请填写昵称" : undefined);
    if (wanted === "") return;
    run(
      "save",
      async () => {
        await call("customer.update", { nickname: wanted, avatar });
        back();
        toast("资料已保存", { mood: "good" });
      },
      ({ field, message }) => {
        if (field === "nickname") setProblem(message);
        return field === "nickname";
      },
    );
  };
  return (
    <View className="profile">
      <AvatarPicker avatar={avatar} busy={busy === "upload"} onPath={upload} />
      {isH5 ? (
        <>
          <View className="profile__fields">
            <Field label="昵称" problem={problem}>
              <TextInput
                label="昵称"
                value={nickname}
                max={MAX_NICKNAME}
                placeholder="怎么称呼您"
                onChange={(typed) => {
                  setNickname(typed);
                  setProblem(undefined);
                }}
                onDone={() => save(nickname)}
              />
            </Field>
          </View>
          <BottomBar>
            <Button
              className="profile__save"
              text="保存"
              look="primary"
              size="large"
              busy={busy === "save"}
              disabled={busy === "upload"}
              onTap={() => save(nickname)}
            />
          </BottomBar>
        </>
      ) : (
        <WechatForm nickname={nickname} problem={problem} busy={busy !== null} onSave={save} />
      )}
    </View>
  );
}

/** WeChat clears a nickname it does not allow after the box is left, so the form is what tells the truth. */
function WechatForm({
  nickname,
  problem,
  busy,
  onSave,
}: {
  nickname: string;
  problem: string | undefined;
  busy: boolean;
  onSave: (nickname: string) => void;
}) {
  return (
    <Form
      className="profile__form"
      onSubmit={(event) => onSave(String((event.detail.value as { nickname?: string })?.nickname ?? ""))}
    >
      <View className="profile__fields">
        <Field label="昵称" problem={problem}>
          <Input
            className="b-field__input"
            name="nickname"
            type="nickname"
            maxlength={MAX_NICKNAME}
            value={nickname}
            placeholder="怎么称呼您"
            placeholderClass="b-field__placeholder"
          />
        </Field>
      </View>
      <BottomBar>
        <NativeButton
          className="b-button b-button--primary b-button--large profile__save"
          formType="submit"
          disabled={busy}
        >
          保存
        </NativeButton>
      </BottomBar>
    </Form>
  );
}

function AvatarPicker({
  avatar,
  busy,
  onPath,
}: {
  avatar: string | null;
  busy: boolean;
  onPath: (path: string) => void;
}) {
  const content = (
    <View className="profile__avatar">
      <Avatar src={avatar} size={88} />
      <View className="profile__camera">
        <Icon name="camera" size={16} />
      </View>
    </View>
  );
  const words = <View className="profile__hint">{busy ? "正在上传…" : "点头像更换"}</View>;
  if (!isH5) {
    return (
      <NativeButton
        className="profile__choose"
        openType="chooseAvatar"
        onChooseAvatar={(event) => onPath(event.detail.avatarUrl)}
      >
        {content}
        {words}
      </NativeButton>
    );
  }
  const choose = () => {
    void choosePictures(1).then(([path]) => {
      if (path !== undefined) onPath(path);
    });
  };
  return (
    <Tap className="profile__choose" label="更换头像" disabled={busy} onTap={choose}>
      {content}
      {words}
    </Tap>
  );
}
