import { Button } from "antd";
import { type ReactElement, useState } from "react";
import { MomentDialog } from "./schedule-dialog.tsx";

/** What is unsaved, and the ways to save it; Ctrl+S does what the green button does. */
export function SaveBar({
  existing,
  dirty,
  wrong,
  busy,
  submit,
}: {
  existing: boolean;
  dirty: boolean;
  /** How many fields were refused. */
  wrong: number;
  busy: boolean;
  submit: (listed: boolean, listAt?: string) => void;
}): ReactElement {
  const [timing, setTiming] = useState(false);
  const said = wrong > 0 ? "" : dirty ? "有未保存的修改" : existing ? "内容已是最新" : "";
  return (
    <div className="by-savebar">
      <span className="by-secondary" role="status">
        {wrong > 0 ? <em>有 {wrong} 处需要修改</em> : said}
      </span>
      {!existing && (
        <>
          <Button disabled={busy} onClick={() => submit(false)}>
            保存，先不上架
          </Button>
          <Button disabled={busy} onClick={() => setTiming(true)}>
            定时上架
          </Button>
        </>
      )}
      <Button type="primary" loading={busy} disabled={existing && !dirty} onClick={() => submit(true)}>
        {existing ? "保存" : "保存并上架"}
      </Button>
      {timing && (
        <MomentDialog
          close={() => setTiming(false)}
          take={(listAt) => {
            setTiming(false);
            submit(false, listAt);
          }}
        />
      )}
    </div>
  );
}
