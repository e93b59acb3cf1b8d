import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import type { Action } from "@/http/use-action.ts";
import { chooseWechatAddress } from "@/session/wechat.ts";
import { type AddressField, type AddressForm, type Problems, phoneDigits } from "../form.ts";
import { placeOf, placeOfCode } from "../place.ts";
import { allRegions } from "../regions.ts";

interface Fields {
  set: (change: Partial<AddressForm>) => void;
  setProblems: (problems: Problems) => void;
  say: (field: AddressField, problem: string) => void;
}

/** The two ways to an address that is written down elsewhere: the person's WeChat, and a pasted text. */
export function useFilling(run: Action["run"], { set, setProblems, say }: Fields) {
  const take = () =>
    run("import", async () => {
      const chosen = await chooseWechatAddress();
      if (chosen === "closed") return;
      if (chosen === "refused") {
        toast("没有得到微信地址的授权，可以粘贴整段地址，或在微信的小程序设置里打开", { ms: 4000 });
        return;
      }
      const phone = phoneDigits(chosen.phone);
      set({
        recipient: chosen.recipient.slice(0, 20),
        phone,
        detail: chosen.detail.slice(0, 80),
        place: null,
      });
      setProblems({});
      const regions = await allRegions();
      const place = placeOfCode(regions, chosen.code) ?? placeOf(regions, chosen.region);
      if (place === null) say("place", "请再选一次地区");
      else set({ place });
    });
  const read = (text: string) =>
    run("read", async () => {
      const found = await call("address.parse", { text });
      const { recipient, phone, region_code, region, detail } = found;
      const place = region_code === null ? null : { code: region_code, names: region };
      set({
        ...(recipient === "" ? {} : { recipient: recipient.slice(0, 20) }),
        ...(phone === "" ? {} : { phone }),
        ...(place === null ? {} : { place }),
        ...(detail === "" ? {} : { detail: detail.slice(0, 80) }),
      });
      setProblems({});
      if (recipient === "") say("recipient", "没认出收件人，请填写");
      if (phone === "") say("phone", "没认出手机号，请填写");
      if (place === null)
        say("place", region.length > 0 ? `认出了${region.join("")}，请选到区县` : "请选择地区");
      if (detail === "") say("detail", "没认出详细地址，请填写");
    });
  return { take, read };
}
