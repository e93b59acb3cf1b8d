import { View } from "@tarojs/components";
import { useState } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Field, TextArea, TextInput } from "@/design/field/field.tsx";
import { Switch } from "@/design/switch/switch.tsx";
import { hasWechatAddress } from "@/session/wechat.ts";
import { type AddressForm, phoneDigits } from "../form.ts";
import { ImportRow, RegionSheet, RegionValue } from "../region-sheet.tsx";
import { PasteBox } from "./paste-box.tsx";
import { useEditing } from "./use-editing.ts";

export interface AddressEditorProps {
  id: string | null;
  start: AddressForm;
  picking: boolean;
  /** The first of the book is the default without being asked. */
  first: boolean;
}

/** The form. What is wrong stands at its field, on leaving it and on saving. */
export function AddressEditor(props: AddressEditorProps) {
  const { id, picking, first } = props;
  const { form, problems, busy, set, leave, save, remove, take, read } = useEditing(props);
  const [choosing, setChoosing] = useState(false);
  return (
    <View className="address-edit">
      {hasWechatAddress && id === null && <ImportRow busy={busy === "import"} onTap={take} />}
      {id === null && <PasteBox busy={busy === "read"} onRead={read} />}
      <View className="address-edit__fields">
        <Field label="收件人" problem={problems.recipient}>
          <TextInput
            label="收件人"
            value={form.recipient}
            placeholder="姓名"
            max={20}
            onChange={(recipient) => set({ recipient }, "recipient")}
            onLeave={() => leave("recipient")}
          />
        </Field>
        <Field label="手机号" problem={problems.phone}>
          <TextInput
            label="手机号"
            value={form.phone}
            placeholder="11 位手机号"
            max={20}
            type="number"
            onChange={(typed) => set({ phone: phoneDigits(typed).slice(0, 11) }, "phone")}
            onLeave={() => leave("phone")}
          />
        </Field>
        <Field label="所在地区" problem={problems.place}>
          <RegionValue place={form.place} onTap={() => setChoosing(true)} />
        </Field>
        <Field label="详细地址" problem={problems.detail} tall>
          <TextArea
            label="详细地址"
            value={form.detail}
            placeholder="街道、小区、楼栋、门牌号"
            max={80}
            onChange={(detail) => set({ detail }, "detail")}
            onLeave={() => leave("detail")}
          />
        </Field>
      </View>
      {!first && (
        <View className="address-edit__fields">
          <View className="address-edit__default">
            <View>
              <View className="address-edit__label">设为默认地址</View>
              <View className="address-edit__note">下单时优先使用</View>
            </View>
            <Switch label="设为默认地址" on={form.isDefault} onChange={(isDefault) => set({ isDefault })} />
          </View>
        </View>
      )}
      <BottomBar>
        {id !== null && (
          <Button text="删除" look="outline" size="large" busy={busy === "remove"} onTap={remove} />
        )}
        <Button
          className="address-edit__save"
          text={picking ? "保存并使用" : "保存"}
          look="primary"
          size="large"
          busy={busy === "save"}
          onTap={save}
        />
      </BottomBar>
      <RegionSheet
        open={choosing}
        value={form.place?.code ?? null}
        onClose={() => setChoosing(false)}
        onChoose={(place) => {
          set({ place }, "place");
          setChoosing(false);
        }}
      />
    </View>
  );
}
