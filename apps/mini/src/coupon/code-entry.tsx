import { Input, View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "@/design/button/button.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { useAction } from "@/http/use-action.ts";
import "./code-entry.scss";

const LONGEST = 24;

/** A code that somebody was given, typed or pasted; spaces and small letters are forgiven. */
export function CodeEntry({ onRedeemed }: { onRedeemed: () => void }) {
  const { busy, run } = useAction();
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState("");
  const redeem = () => {
    if (code.trim() === "") return setWrong("请填写兑换码");
    run(
      "redeem",
      async () => {
        const grant = await call("coupon.redeem", { code });
        setCode("");
        toast(`兑换成功：${grant.name}`, { mood: "good" });
        onRedeemed();
      },
      ({ code: word, message }) => {
        if (word === "sign_in_cancelled") return false;
        setWrong(message);
        return true;
      },
    );
  };
  return (
    <View className="code-entry">
      <View className="code-entry__row">
        <Input
          className="code-entry__input"
          value={code}
          maxlength={LONGEST}
          placeholder="有兑换码？填在这里"
          placeholderClass="code-entry__hint"
          confirmType="done"
          onInput={(event) => {
            setCode(event.detail.value);
            setWrong("");
          }}
          onConfirm={redeem}
        />
        <Button text="兑换" look="outline-green" size="small" busy={busy !== null} onTap={redeem} />
      </View>
      {wrong !== "" && <View className="code-entry__wrong">{wrong}</View>}
    </View>
  );
}
