import type { ConsolePage } from "@banyan/contract";
import { MOST_BLOCKS } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { api } from "../api/client.ts";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { useMay } from "../session/session.tsx";
import { type BlockPlace, Canvas } from "./canvas.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { Dragging } from "./dragging.tsx";
import { HistoryDrawer } from "./history-drawer.tsx";
import { Palette } from "./palette.tsx";
import { Panel } from "./panel.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { type Autosave, useAutosave } from "./use-autosave.ts";
import { type Editor, useEditor } from "./use-editor.ts";
import { usePreview } from "./use-preview.ts";
import "./page.css";

/** Composing a page: palette, phone, settings; saved by itself, published when it is good. */
export function PageEditorPage(): ReactElement {
  const { id = "" } = useParams();
  // What is being edited stands here, not in the shop: another look at the shop must not change it under somebody's hands.
  const page = useQuery({
    ...api.console.page.get.queryOptions({ input: { page_id: id } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (page.isPending) return <DetailSkeleton />;
  if (page.isError) return <ErrorState error={page.error} retry={() => void page.refetch()} />;
  return <PageEditor key={page.data.id} start={page.data} />;
}

function PageEditor({ start }: { start: ConsolePage }): ReactElement {
  const canWrite = useMay()("page.write") && !start.closed;
  const editor = useEditor(start.content);
  const saving = useAutosave(start, editor.content);
  const { preview } = usePreview(editor.content);
  const [open, setOpen] = useState<"publish" | "history" | null>(null);
  const placed = useRef<{ frame: HTMLElement | null; places: readonly BlockPlace[] }>({
    frame: null,
    places: [],
  });
  useEffect(() => {
    document.title = `${start.content.title || "页面"} · 榕`;
  }, [start.content.title]);
  useLeaving(saving);
  return (
    <div className="by-page-editor">
      <EditorBar editor={editor} saving={saving} canWrite={canWrite} open={setOpen} />
      <Dragging editor={editor} placed={placed}>
        {(gap) => (
          <div className="by-page-desk">
            {canWrite ? (
              <Palette add={editor.add} full={editor.content.blocks.length >= MOST_BLOCKS} />
            ) : (
              <aside className="by-palette">
                <h2>只能查看</h2>
                <p>{start.closed ? "这个专题页已关闭，重开后才能修改" : "您没有修改页面的权限"}</p>
              </aside>
            )}
            <PhoneArea editor={editor}>
              <Canvas editor={editor} preview={preview} gap={gap} placed={placed} canWrite={canWrite} />
            </PhoneArea>
            <fieldset className="by-panel-frame" disabled={!canWrite}>
              <Panel editor={editor} kind={start.kind} warnings={preview?.warnings ?? []} />
            </fieldset>
          </div>
        )}
      </Dragging>
      {open === "publish" && (
        <PublishDialog editor={editor} saving={saving} preview={preview} close={() => setOpen(null)} />
      )}
      {open === "history" && (
        <HistoryDrawer editor={editor} saving={saving} canWrite={canWrite} close={() => setOpen(null)} />
      )}
      {saving.conflict !== null && (
        <ConflictDialog editor={editor} saving={saving} conflict={saving.conflict} />
      )}
    </div>
  );
}

/** A tap beside the blocks chooses the page itself. */
function PhoneArea({ editor, children }: { editor: Editor; children: ReactElement }): ReactElement {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: 页面设置 in the bar does the same for the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: 页面设置 in the bar does the same for the keyboard
    <div
      className="by-page-phone"
      onClick={(event) => event.target === event.currentTarget && editor.select(null)}
    >
      {children}
    </div>
  );
}

const STATE_TEXT: Record<Autosave["state"], string> = {
  saved: "草稿已保存",
  waiting: "正在修改…",
  saving: "正在保存…",
  failed: "没有保存，会自动再试",
  conflict: "有人也改了这个页面",
};

function EditorBar({
  editor,
  saving,
  canWrite,
  open,
}: {
  editor: Editor;
  saving: Autosave;
  canWrite: boolean;
  open: (what: "publish" | "history") => void;
}): ReactElement {
  const { history, problems } = editor;
  const { undo, redo, canUndo, canRedo } = history;
  useUndoKeys(undo, redo);
  const jump = () => editor.select(problems[0]?.block_id ?? null);
  return (
    <header className="by-page-bar">
      <Link className="by-head-back" to="/pages">
        <Icon name="left" size={15} />
        页面
      </Link>
      <h1>{editor.content.title || "没有名称"}</h1>
      <span className={`by-page-state is-${saving.state}`} role="status">
        {canWrite ? STATE_TEXT[saving.state] : "只读"}
      </span>
      {problems.length > 0 && (
        <button type="button" className="by-page-problems" onClick={jump}>
          {problems.length} 处没填好
        </button>
      )}
      <span className="by-page-bar-end">
        <Button type="text" onClick={() => editor.select(null)}>
          页面设置
        </Button>
        <Tooltip title="撤销 Ctrl+Z">
          <Button
            type="text"
            aria-label="撤销"
            disabled={!canUndo}
            icon={<Icon name="aftersale" size={17} />}
            onClick={undo}
          />
        </Tooltip>
        <Tooltip title="重做 Ctrl+Shift+Z">
          <Button
            type="text"
            aria-label="重做"
            disabled={!canRedo}
            className="by-page-redo"
            icon={<Icon name="aftersale" size={17} />}
            onClick={redo}
          />
        </Tooltip>
        <Button icon={<Icon name="clock" size={16} />} onClick={() => open("history")}>
          历史
        </Button>
        <Button type="primary" disabled={!canWrite} onClick={() => open("publish")}>
          发布
        </Button>
      </span>
    </header>
  );
}

/** Ctrl or ⌘ with Z, and with Shift or Y; inside a field the browser's own undo stays. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea")) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [undo, redo]);
}

/** What is typed in the last second is saved on the way out; a window that closes asks first. */
function useLeaving(saving: Autosave): void {
  const latest = useRef(saving);
  latest.current = saving;
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (latest.current.state !== "saved") event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
      void latest.current.flush();
    };
  }, []);
}
