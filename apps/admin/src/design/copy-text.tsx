import { App, Tooltip } from "antd";
import type { MouseEvent, ReactElement } from "react";
import { Icon } from "./icon.tsx";
import "./parts.css";

/** A number or code that people paste elsewhere: monospaced, one click copies. */
export function CopyText({ text, shown }: { text: string; shown?: string }): ReactElement {
  const { message } = App.useApp();
  const copy = async (event: MouseEvent) => {
    event.stopPropagation();
    try {
      await navigator.clipboard.writeText(text);
      message.success("已复制");
    } catch {
      message.warning("浏览器不允许复制，请手动选择");
    }
  };
  return (
    <span className="by-copy">
      <span className="by-mono">{shown ?? text}</span>
      <Tooltip title="复制" mouseEnterDelay={0.4}>
        <button type="button" aria-label={`复制 ${text}`} onClick={(event) => void copy(event)}>
          <Icon name="copy" size={13} />
        </button>
      </Tooltip>
    </span>
  );
}
