import type { EditionHead, PagePreview } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { DatePicker, Input, Modal, Segmented } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { timeText } from "../design/time.ts";
import type { Autosave } from "./use-autosave.ts";
import type { Editor } from "./use-editor.ts";
import "./publish.css";

type When = "now" | "later";

/** Before customers see it: what changes for them, what is missing, when it begins and ends. */
export function PublishDialog({
  editor,
  saving,
  preview,
  close,
}: {
  editor: Editor;
  saving: Autosave;
  preview: PagePreview | null;
  close: () => void;
}): ReactElement {
  const [note, setNote] = useState("");
  const [when, setWhen] = useState<When>("now");
  const [starts, setStarts] = useState<Dayjs | null>(null);
  const [ends, setEnds] = useState<Dayjs | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const request = useRequestKey();
  const { page } = saving;
  const publish = useWrite({
    call: async () => {
      const saved = await saving.flush();
      if (saved === null) throw new Error("草稿还没有保存，请稍后再发布");
      const body = {
        ...{ page_id: page.id, revision: saved.revision, note: note.trim() },
        starts_at: when === "now" || starts === null ? null : starts.toISOString(),
        ends_at: ends === null ? null : ends.toISOString(),
      };
      return client.console.page.publish({ ...body, request_key: request.keyFor(body) });
    },
    refused: (failure) => {
      setRefused(failure.message);
      return true;
    },
    success: (after) => (when === "now" ? `已发布，现在是第 ${after.live?.no} 版` : "已定时，到点自动换上"),
    done: (after) => {
      request.renew();
      saving.adopt(after);
      close();
    },
  });
  const { problems } = editor;
  const unfinished = problems.length > 0 || (when === "later" && starts === null);
  return (
    <Modal
      open
      title="发布页面"
      okText={when === "now" ? "现在发布" : "定时发布"}
      cancelText="再改改"
      okButtonProps={{ disabled: unfinished }}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate(undefined)}
      onCancel={close}
      width={560}
    >
      {problems.length > 0 && (
        <ul className="by-publish-problems" role="alert">
          {problems.map((problem) => (
            <li key={`${problem.block_id} ${problem.path}`}>
              <button
                type="button"
                onClick={() => {
                  editor.select(problem.block_id);
                  close();
                }}
              >
                {problem.message}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Changes editor={editor} saving={saving} preview={preview} />
      <div className="by-publish-field">
        <label htmlFor="publish-note">说明（写给同事看，可以不填）</label>
        <Input
          id="publish-note"
          maxLength={60}
          showCount
          placeholder="例如：换上年货节横幅"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <Times {...{ when, setWhen, starts, setStarts, ends, setEnds, scheduled: page.scheduled }} />
      {refused !== null && (
        <p className="by-set-wrong" role="alert">
          {refused}
        </p>
      )}
    </Modal>
  );
}

function Times({
  when,
  setWhen,
  starts,
  setStarts,
  ends,
  setEnds,
  scheduled,
}: {
  when: When;
  setWhen: (when: When) => void;
  starts: Dayjs | null;
  setStarts: (at: Dayjs | null) => void;
  ends: Dayjs | null;
  setEnds: (at: Dayjs | null) => void;
  scheduled: readonly EditionHead[];
}): ReactElement {
  return (
    <div className="by-publish-field">
      <span>什么时候让顾客看到</span>
      <Segmented
        value={when}
        options={[
          { value: "now", label: "现在" },
          { value: "later", label: "定时" },
        ]}
        onChange={(next) => setWhen(next as When)}
      />
      <div className="by-publish-times">
        {when === "later" && <Moment label="开始时间" value={starts} change={setStarts} />}
        <Moment label="结束时间（不填就一直显示）" value={ends} change={setEnds} />
      </div>
      <p className="by-rule">{ruleText(when, starts, ends)}</p>
      {scheduled.length > 0 && (
        <p className="by-publish-next">
          已定时：
          {scheduled
            .map(
              ({ no, starts_at, ends_at }) =>
                `第 ${no} 版 ${timeText(starts_at)} 起${ends_at ? `，至 ${timeText(ends_at)}` : ""}`,
            )
            .join("；")}
        </p>
      )}
    </div>
  );
}

function Moment({
  label,
  value,
  change,
}: {
  label: string;
  value: Dayjs | null;
  change: (value: Dayjs | null) => void;
}): ReactElement {
  return (
    <DatePicker
      aria-label={label}
      placeholder={label}
      style={{ width: 250 }}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      minDate={dayjs(businessNow())}
      value={value}
      onChange={change}
    />
  );
}

/** The rule in words, as it will work. */
function ruleText(when: When, starts: Dayjs | null, ends: Dayjs | null): string {
  const from = when === "now" ? "马上" : starts === null ? "到开始时间" : `${starts.format("M月D日 HH:mm")} `;
  const until =
    ends === null
      ? "，一直显示到下一次发布。"
      : `，${ends.format("M月D日 HH:mm")} 自动撤下，回到当时还有效的那一版。`;
  return `${from}换上这一版${until}几版时间重叠时，开始得晚的那一版显示。`;
}

/** What customers will find changed. */
function Changes({
  editor,
  saving,
  preview,
}: {
  editor: Editor;
  saving: Autosave;
  preview: PagePreview | null;
}): ReactElement | null {
  const { page } = saving;
  const live = useQuery({
    ...api.console.page.edition.queryOptions({ input: { page_id: page.id, no: page.live?.no ?? 1 } }),
    enabled: page.live !== null,
  });
  const before = live.data?.content;
  const compared = useQuery({
    ...api.console.page.compare.queryOptions({
      input: { before: before ?? editor.content, after: editor.content },
    }),
    enabled: before !== undefined,
  });
  const changes = compared.data?.changes;
  const warnings = preview?.warnings ?? [];
  return (
    <>
      {page.live !== null && changes !== undefined && (
        <div className="by-publish-changes">
          <h3>和顾客现在看到的第 {page.live.no} 版相比</h3>
          {changes.length === 0 ? (
            <p>没有变化</p>
          ) : (
            <ul>
              {changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      {warnings.length > 0 && (
        <ul className="by-publish-warnings">
          {warnings.map(({ block_id, message }) => (
            <li key={`${block_id} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
    </>
  );
}
