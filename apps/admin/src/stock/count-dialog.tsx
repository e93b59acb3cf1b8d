import { Button, Input, Modal } from "antd";
import { type ReactElement, type ReactNode, useState } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Note } from "../design/note.tsx";
import { CountPreview, type Preview } from "./count-preview.tsx";
import "../adjustment/adjustment.css";
import "./stock.css";

export type Counted = { sku_id?: string; code?: string; counted: number };

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
  const [preview, setPreview] = useState<Preview | null>(null);
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const request = useRequestKey();
  const look = useWrite({
    call: () => client.console.stock.preview({ lines: [...lines] }),
    done: (found) => setPreview(found),
  });
  const post = useWrite({
    call: (of: Preview) => {
      const body = {
        note: note.trim(),
        lines: of.lines.flatMap((row) =>
          row.sku_id === null ? [] : [{ sku_id: row.sku_id, counted: row.after, before: row.before }],
        ),
      };
      return client.console.stock.count({ ...body, request_key: request.keyFor(body) });
    },
    stale: [api.console.catalog.key(), api.console.stock.key(), api.console.report.key()],
    success: ({ moved }) => (moved === 0 ? "全部相符" : `已入账 ${moved} 个规格的差异`),
    refused: (failure) => {
      if (failure.code !== "stock_moved" && failure.code !== "stock_below_zero") return false;
      setRefusal(failure.message);
      look.mutate(undefined);
      return true;
    },
    done: () => {
      request.renew();
      done();
      close();
    },
  });
  const back = () => {
    setPreview(null);
    setRefusal(undefined);
  };
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
          loading={look.isPending || post.isPending}
          disabled={preview ? preview.refused > 0 : blocked !== null}
          onClick={() => (preview ? post.mutate(preview) : look.mutate(undefined))}
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
