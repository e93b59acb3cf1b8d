import { Text, View } from "@tarojs/components";
import { useRef } from "react";
import { Icon } from "../icon/icon.tsx";
import { join } from "../join.ts";
import { useSlot } from "../slot.ts";
import { Tap } from "../tap/tap.tsx";
import { usePresence } from "../use-presence.ts";
import { type Toasted, toastSlot } from "./toast.ts";
import "./toast.scss";

/** Shows what toast() says. Page holds one; only the page that is showing renders it. */
export function ToastHost() {
  const current = useSlot(toastSlot);
  const last = useRef<Toasted | null>(null);
  if (current !== null) last.current = current;
  const { mounted, shown } = usePresence(current !== null);
  const toasted = last.current;
  if (!mounted || toasted === null) return null;
  const { action, mood, text } = toasted;
  const status = process.env.TARO_ENV === "h5" ? { role: "status", "aria-live": "polite" } : {};
  return (
    <View className={join("b-toast", shown && "is-shown")}>
      <View className="b-toast__box" {...status}>
        {mood === "good" && <Icon name="check" size={18} className="b-toast__icon--good" />}
        {mood === "bad" && <Icon name="warn" size={18} className="b-toast__icon--bad" />}
        <Text>{text}</Text>
        {action !== undefined && (
          <Tap
            className="b-toast__action"
            onTap={() => {
              toastSlot.put(null);
              action.onTap();
            }}
          >
            {action.text}
          </Tap>
        )}
      </View>
    </View>
  );
}
