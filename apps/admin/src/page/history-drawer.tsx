import type { EditionHead, PageContent } from "@banyan/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { App, Button, Drawer } from "antd";
import { type ReactElement, useRef, useState } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { StateTag, type Tone } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { type BlockPlace, Canvas } from "./canvas.tsx";
import type { Autosave } from "./use-autosave.ts";
import { type Editor, useEditor } from "./use-editor.ts";
import { usePreview } from "./use-preview.ts";
import "./publish.css";

function stateOf({ state, live, ends_at }: EditionHead): { text: string; tone: Tone } {
  if (live) return { text: "正在显示", tone: "green" };
  if (state === "scheduled") return { text: "已定时", tone: "blue" };
  if (state === "kept") return { text: "存档", tone: "grey" };
  if (state === "withdrawn") return { text: "已撤下", tone: "amber" };
  return { text: ends_at === null ? "显示过" : "已结束", tone: "grey" };
}

/** Every edition with what it changed, in words; each can be looked at and taken up again. */
export function HistoryDrawer({
  editor,
  saving,
  canWrite,
  close,
}: {
  editor: Editor;
  saving: Autosave;
  canWrite: boolean;
  close: () => void;
}): ReactElement {
  const pageId = saving.page.id;
  const [shown, setShown] = useState<number | null>(null);
  const history = useInfiniteQuery(
    api.console.page.history.infiniteOptions({
      input: (before: number | undefined) => ({
        page_id: pageId,
        ...(before === undefined ? {} : { before }),
      }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (last) => (last.more ? last.editions.at(-1)?.no : undefined),
    }),
  );
  const editions = history.data?.pages.flatMap((page) => page.editions) ?? [];
  const draft = history.data?.pages[0]?.draft_changes ?? [];
  return (
    <Drawer open size={shown === null ? 520 : 960} title="历史" onClose={close}>
      <div className="by-history">
        <div className="by-history-list">
          {draft.length > 0 && (
            <section className="by-history-draft">
              <b>草稿和最新一版相比</b>
              <Sentences of={draft} />
            </section>
          )}
          {history.isPending && <RowsSkeleton rows={5} />}
          {history.isError && <ErrorState error={history.error} retry={() => void history.refetch()} />}
          {history.data && editions.length === 0 && <Empty text="还没有发布过" />}
          <ol>
            {editions.map((edition) => (
              <Edition
                key={edition.no}
                edition={edition}
                on={shown === edition.no}
                show={() => setShown(shown === edition.no ? null : edition.no)}
                {...{ editor, saving, canWrite, close }}
              />
            ))}
          </ol>
          {history.hasNextPage && (
            <Button block loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
              更早的版本
            </Button>
          )}
        </div>
        {shown !== null && <EditionPreview key={shown} pageId={pageId} no={shown} />}
      </div>
    </Drawer>
  );
}

function Sentences({ of }: { of: readonly string[] }): ReactElement {
  return (
    <ul>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Edition({
  edition,
  on,
  show,
  editor,
  saving,
  canWrite,
  close,
}: {
  edition: EditionHead & { changes: string[] };
  on: boolean;
  show: () => void;
  editor: Editor;
  saving: Autosave;
  canWrite: boolean;
  close: () => void;
}): ReactElement {
  const { modal } = App.useApp();
  const request = useRequestKey();
  const pageId = saving.page.id;
  const restore = useWrite({
    call: async () => {
      const saved = await saving.flush();
      if (saved === null) throw new Error("草稿还没有保存");
      const body = { page_id: pageId, revision: saved.revision, no: edition.no };
      return client.console.page.restore({ ...body, request_key: request.keyFor(body) });
    },
    success: `第 ${edition.no} 版已成为草稿，原来的草稿在历史里`,
    done: (page) => {
      request.renew();
      saving.adopt(page);
      editor.replace(page.content);
      close();
    },
  });
  const withdraw = useWrite({
    call: () => {
      const body = { page_id: pageId, no: edition.no };
      return client.console.page.withdraw({ ...body, request_key: request.keyFor(body) });
    },
    success: `第 ${edition.no} 版已撤下`,
    done: (page) => {
      request.renew();
      saving.adopt({ ...page, content: saving.page.content });
    },
  });
  const ask = () =>
    modal.confirm({
      title: edition.live ? `撤下正在显示的第 ${edition.no} 版` : `取消第 ${edition.no} 版的定时`,
      content: edition.live ? "顾客马上会看到之前还有效的那一版。" : "到了时间也不会换上，内容留在历史里。",
      okText: edition.live ? "撤下" : "取消定时",
      cancelText: "先不",
      okButtonProps: { danger: true },
      onOk: () => withdraw.mutate(undefined),
    });
  const state = stateOf(edition);
  return (
    <li className={on ? "is-on" : ""}>
      <div className="by-history-head">
        <b className="num">第 {edition.no} 版</b>
        <StateTag tone={state.tone}>{state.text}</StateTag>
        <span className="num">
          {timeText(edition.created_at)} · {edition.author ?? "系统"}
        </span>
      </div>
      {edition.note !== "" && <p>{edition.note}</p>}
      {edition.starts_at !== null && (edition.state === "scheduled" || edition.ends_at !== null) && (
        <p className="num by-history-when">
          {timeText(edition.starts_at)} 起{edition.ends_at && `，至 ${timeText(edition.ends_at)}`}
        </p>
      )}
      <Sentences of={edition.changes} />
      <div className="by-history-do">
        <button type="button" className="by-link" onClick={show}>
          {on ? "收起预览" : "预览"}
        </button>
        {canWrite && (
          <button
            type="button"
            className="by-link"
            disabled={restore.isPending}
            onClick={() => restore.mutate(undefined)}
          >
            恢复为草稿
          </button>
        )}
        {canWrite && (edition.live || edition.state === "scheduled") && (
          <button type="button" className="by-link" disabled={withdraw.isPending} onClick={ask}>
            {edition.live ? "撤下" : "取消定时"}
          </button>
        )}
      </div>
    </li>
  );
}

function EditionPreview({ pageId, no }: { pageId: string; no: number }): ReactElement {
  const edition = useQuery(api.console.page.edition.queryOptions({ input: { page_id: pageId, no } }));
  if (edition.isError) return <ErrorState error={edition.error} retry={() => void edition.refetch()} />;
  return (
    <div className="by-history-phone">{edition.data && <StillPhone content={edition.data.content} />}</div>
  );
}

/** A page that is looked at and not touched. */
function StillPhone({ content }: { content: PageContent }): ReactElement {
  const editor = useEditor(content);
  const { preview } = usePreview(content);
  const placed = useRef<{ frame: HTMLElement | null; places: readonly BlockPlace[] }>({
    frame: null,
    places: [],
  });
  return <Canvas editor={editor} preview={preview} gap={null} placed={placed} canWrite={false} />;
}
