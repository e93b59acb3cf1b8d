import { View } from "@tarojs/components";
import { useRef } from "react";
import { Button } from "../button/button.tsx";
import { join } from "../join.ts";
import { useSlot } from "../slot.ts";
import { usePresence } from "../use-presence.ts";
import { type Asked, questionSlot } from "./confirm.ts";
import "./dialog.scss";

/** Shows what confirm() asks. Page holds one; only the page that is showing renders it. */
export function DialogHost() {
  const asked = useSlot(questionSlot);
  const last = useRef<Asked | null>(null);
  if (asked !== null) last.current = asked;
  const { mounted, shown } = usePresence(asked !== null);
  const question = last.current;
  if (!mounted || question === null) return null;
  const { title, body, yes, no = "取消", danger = false } = question;
  const dialog = process.env.TARO_ENV === "h5" ? { role: "alertdialog", "aria-label": title } : {};
  return (
    <View className={join("b-dialog", shown && "is-shown")} catchMove>
      <View className="b-dialog__panel" {...dialog}>
        <View className="b-dialog__title">{title}</View>
        {body !== undefined && <View className="b-dialog__body">{body}</View>}
        <View className="b-dialog__actions">
          {no !== null && <Button text={no} onTap={() => question.answer(false)} />}
          <Button text={yes} look={danger ? "buy" : "primary"} onTap={() => question.answer(true)} />
        </View>
      </View>
    </View>
  );
}
