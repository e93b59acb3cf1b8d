import { View } from "@tarojs/components";
import type { Refusal } from "../../http/refusal.ts";
import { Button } from "../button/button.tsx";
import { Drawing, type DrawingName } from "../drawing/drawing.tsx";
import "./empty.scss";

export interface EmptyProps {
  drawing: DrawingName;
  /** One sentence. */
  text: string;
  note?: string | undefined;
  /** One way on. */
  action?: { text: string; onTap: () => void } | undefined;
}

/** Nothing here: a drawing, one sentence, one way on. */
export function Empty({ drawing, text, note, action }: EmptyProps) {
  return (
    <View className="b-empty">
      <Drawing name={drawing} />
      <View className="b-empty__text">{text}</View>
      {note !== undefined && <View className="b-empty__note">{note}</View>}
      {action !== undefined && (
        <View className="b-empty__action">
          <Button text={action.text} look="outline-green" onTap={action.onTap} />
        </View>
      )}
    </View>
  );
}

/** It could not be loaded: what the server or the network said, and another try. */
export function ErrorState({ refusal, onRetry }: { refusal: Refusal; onRetry: () => void }) {
  const drawing = refusal.code === "offline" ? "offline" : refusal.status === 404 ? "gone" : "error";
  const note = refusal.requestId === "" ? undefined : `编号 ${refusal.requestId.slice(0, 12)}`;
  return (
    <Empty
      drawing={drawing}
      text={refusal.message}
      note={refusal.status >= 500 ? note : undefined}
      action={{ text: "重新加载", onTap: onRetry }}
    />
  );
}
