import { Button, Input, Modal } from "antd";
import type { ReactElement, ReactNode } from "react";
import { Note } from "../design/note.tsx";
import { CountPreview } from "./count-preview.tsx";
import { type Counted, useCount } from "./use-count.ts";
import "../adjustment/adjustment.css";
import "./stock.css";

/**
 * Counting in two steps: numbers are entered, then before and after are shown and posted. What the preview showed is what is posted: a
 * SKU that moved meanwhile is refused, and previewed again.
 */
export function CountDialog({
  title,
  lines,
  blocked,
  close,
  done,
  children,
}: {
  title: string;
  /** What has been entered so far. */
  lines: readonly Counted[];
  /** Why it cannot be previewed yet. */
  blocked: string | null;
  close: () => void;
  done: () => void;
  /** Where the numbers are entered. */
  children: ReactNode;
}): ReactElement {
  const { preview, refusal, note, setNote, look, post, back, busy } = useCount(lines, () => {
    done();
    close();
  });
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      width={720}
      footer={[
        preview ? (
          <Button key="back" onClick={back}>
            返回修改
          </Button>
        ) : (
          <Button key="cancel" onClick={close}>
            取消
          </Button>
        ),
        <Button
          key="go"
          type="primary"
          loading={busy}
          disabled={preview ? preview.refused > 0 : blocked !== null}
          onClick={() => (preview ? post(preview) : look())}
        >
          {preview ? (preview.moves === 0 ? "记为相符" : `入账 ${preview.moves} 个差异`) : "预览差异"}
        </Button>,
      ]}
    >
      {preview ? (
        <>
          {refusal && (
            <div className="by-count-moved">
              <Note tone="amber" icon="warning">
                {refusal}。下面是重新预览的结果，请再核对一遍。
              </Note>
            </div>
          )}
          <CountPreview preview={preview} />
          <Input
            aria-label="盘点备注"
            placeholder="备注（可不填），如：十一月月末盘点"
            maxLength={100}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </>
      ) : (
        <>
          <p className="by-secondary by-count-hint">
            盘点数是架上可以卖的件数，含未付款订单占用的，不含已付款待发货的。差异会记入流水，原因为「盘点」。
          </p>
          {children}
          {blocked && <p className="by-secondary by-count-blocked">{blocked}</p>}
        </>
      )}
    </Modal>
  );
}
