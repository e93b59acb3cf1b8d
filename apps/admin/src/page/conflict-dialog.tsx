import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { timeText } from "../design/time.ts";
import type { Autosave, Conflict } from "./use-autosave.ts";
import type { Editor } from "./use-editor.ts";
import "./publish.css";

/** Two people at one page: whichever is taken, the other one stands in the history. */
export function ConflictDialog({
  editor,
  saving,
  conflict: { mine, theirs },
}: {
  editor: Editor;
  saving: Autosave;
  conflict: Conflict;
}): ReactElement {
  const request = useRequestKey();
  const compared = useQuery(
    api.console.page.compare.queryOptions({ input: { before: theirs.content, after: mine } }),
  );
  const takeTheirs = useWrite({
    call: () => {
      const body = { page_id: theirs.id, content: mine, note: "没有用上的修改" };
      return client.console.page.keep({ ...body, request_key: request.keyFor(body) });
    },
    success: "已换成对方的内容，您的修改在历史里",
    done: () => {
      request.renew();
      saving.adopt(theirs);
      editor.replace(theirs.content);
    },
  });
  const who = theirs.changed_by ?? "别人";
  return (
    <Modal
      open
      closable={false}
      title={`${who} 也改了这个页面`}
      width={520}
      footer={[
        <Button key="theirs" loading={takeTheirs.isPending} onClick={() => takeTheirs.mutate(undefined)}>
          用{who}的
        </Button>,
        <Button key="mine" type="primary" onClick={saving.takeMine}>
          用我的
        </Button>,
      ]}
    >
      <p>
        {who} 在 {timeText(theirs.changed_at)} 保存过。不管用谁的，另一份都会存进历史，随时可以恢复。
      </p>
      <div className="by-publish-changes">
        <h3>我的和{who}的相比</h3>
        <ul>
          {(compared.data?.changes ?? []).map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        {compared.data?.changes.length === 0 && <p>内容其实一样</p>}
      </div>
    </Modal>
  );
}
