import type { ConsoleReview } from "@banyan/contract";
import { Button, Input, Popconfirm } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";

const MOST_LETTERS = 300;

/** The shop's answer: written, changed and taken back. Everybody who sees the review sees it. */
export function Reply({ review }: { review: ConsoleReview }): ReactElement | null {
  const may = useMay()("review.write");
  const [editing, setEditing] = useState(false);
  const { reply } = review;
  const [text, setText] = useState(reply?.text ?? "");
  const { keyFor } = useRequestKey();
  const write = useWrite({
    call: (said: string) => {
      const content = { review_id: review.id, revision: review.revision, text: said };
      return client.console.review.reply({ ...content, request_key: keyFor(content) });
    },
    stale: [api.console.review.key()],
    success: (after) => (after.reply ? "已回复" : "回复已撤回"),
    done: (after) => {
      setEditing(false);
      setText(after.reply?.text ?? "");
    },
  });
  if (reply && !editing)
    return (
      <div className="by-review-said by-review-reply">
        <header>
          <b>商家回复</b>
          <span className="num">
            {reply.staff} · {timeText(reply.at)}
          </span>
        </header>
        <p>{reply.text}</p>
        {may && (
          <footer>
            <Button type="text" size="small" onClick={() => setEditing(true)}>
              修改
            </Button>
            <Popconfirm
              title="撤回这条回复？"
              okText="撤回"
              cancelText="取消"
              onConfirm={() => write.mutate("")}
            >
              <Button type="text" size="small" loading={write.isPending}>
                撤回
              </Button>
            </Popconfirm>
          </footer>
        )}
      </div>
    );
  // Nobody sees what stands under a hidden review.
  if (!may || review.state === "hidden") return null;
  return (
    <div className="by-drawer-part">
      <label className="by-section-title by-block" htmlFor="review-reply">
        {reply ? "修改回复" : "回复顾客"}
      </label>
      <Input.TextArea
        id="review-reply"
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoSize={{ minRows: 3, maxRows: 6 }}
        maxLength={MOST_LETTERS}
        showCount
        placeholder="谢谢顾客，回应他说的事；所有看到评价的人都会看到"
      />
      <div className="by-drawer-actions" style={{ marginTop: 26 }}>
        {reply && <Button onClick={() => setEditing(false)}>取消</Button>}
        <Button
          type={review.state === "waiting" ? "default" : "primary"}
          disabled={text.trim() === "" || text.trim() === reply?.text}
          loading={write.isPending}
          onClick={() => write.mutate(text.trim())}
        >
          {reply ? "保存回复" : "回复"}
        </Button>
      </div>
    </div>
  );
}
