import { View } from "@tarojs/components";
import { useRef, useState } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { Field, TextArea, TextInput } from "@/design/field/field.tsx";
import { Switch } from "@/design/switch/switch.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import type { Refusal } from "@/http/refusal.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { useAction } from "@/http/use-action.ts";
import { back } from "@/navigation.ts";
import { chooseWechatAddress, hasWechatAddress } from "@/session/wechat.ts";
import {
  type AddressField,
  type AddressForm,
  type Problems,
  phoneDigits,
  problemOf,
  problemsOf,
  refusedField,
} from "../form.ts";
import { pickedSlot } from "../picked.ts";
import { placeOf } from "../place.ts";
import { ImportRow, RegionSheet, RegionValue } from "../region-sheet.tsx";
import { allRegions } from "../regions.ts";

/** The form. What is wrong stands at its field, on leaving it and on saving. */
export function AddressEditor({
  id,
  start,
  picking,
}: {
  id: string | null;
  start: AddressForm;
  /** Opened on the way to an order: what is saved is chosen. */
  picking: boolean;
}) {
  const [form, setForm] = useState(start);
  const [problems, setProblems] = useState<Problems>({});
  const [choosing, setChoosing] = useState(false);
  const { busy, run } = useAction();
  const key = useRef(newRequestKey());

  const set = (change: Partial<AddressForm>, field?: AddressField) => {
    setForm((before) => ({ ...before, ...change }));
    if (field !== undefined) setProblems(({ [field]: _, ...others }) => others);
  };
  const leave = (field: AddressField) => {
    const problem = problemOf(form, field);
    const untouched = form[field] === start[field];
    if (problem !== undefined && !untouched) setProblems((before) => ({ ...before, [field]: problem }));
  };
  const atField = (refusal: Refusal): boolean => {
    const field = refusedField(refusal);
    if (field !== null) setProblems((before) => ({ ...before, [field]: refusal.message }));
    return field !== null;
  };
  const save = () => {
    const found = problemsOf(form);
    setProblems(found);
    if (Object.keys(found).length > 0 || form.place === null) return;
    const input = {
      recipient: form.recipient.trim(),
      phone: form.phone,
      region_code: form.place.code,
      detail: form.detail.trim(),
      is_default: form.isDefault,
    };
    const work = async () => {
      const saved =
        id === null
          ? await call("address.create", { ...input, request_key: key.current })
          : await call("address.update", { ...input, address_id: id });
      if (picking) pickedSlot.put(saved);
      back();
      toast("地址已保存", { mood: "good" });
    };
    run("save", work, atField);
  };
  const remove = async () => {
    const yes = id !== null && (await confirm({ title: "删除这个地址？", yes: "删除", danger: true }));
    if (!yes) return;
    run("remove", async () => {
      await call("address.remove", { address_id: id });
      back();
      toast("地址已删除");
    });
  };
  const take = () =>
    run("import", async () => {
      const chosen = await chooseWechatAddress();
      if (chosen === null) return;
      const place = placeOf(await allRegions(), chosen.region);
      set({
        recipient: chosen.recipient.slice(0, 20),
        phone: phoneDigits(chosen.phone),
        detail: chosen.detail.slice(0, 80),
        place,
      });
      setProblems(place === null ? { place: "请再选一次地区" } : {});
    });

  return (
    <View className="address-edit">
      {hasWechatAddress && id === null && <ImportRow busy={busy === "import"} onTap={take} />}
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
      <View className="address-edit__fields">
        <View className="address-edit__default">
          <View>
            <View className="address-edit__label">设为默认地址</View>
            <View className="address-edit__note">下单时优先使用</View>
          </View>
          <Switch label="设为默认地址" on={form.isDefault} onChange={(isDefault) => set({ isDefault })} />
        </View>
      </View>
      <BottomBar>
        {id !== null && (
          <Button
            text="删除"
            look="outline"
            size="large"
            busy={busy === "remove"}
            onTap={() => void remove()}
          />
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
