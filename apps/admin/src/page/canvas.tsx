import { BLOCK_NAMES, type PageBlock, type PageContent, type PagePreview } from "@banyan/contract";
import { useDraggable } from "@dnd-kit/core";
import { Button } from "antd";
import { type KeyboardEvent, type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import { Icon } from "../design/icon.tsx";
import { EMPTY_WORDS, starterBlocks } from "./blank.ts";
import type { Editor } from "./use-editor.ts";
import "./canvas.css";

const PREVIEW = "/page/preview/index";
const LEAST_HEIGHT = 560;

export interface BlockPlace {
  id: string;
  top: number;
  height: number;
}

/**
 * Shows a page in the shop's own blocks: a window of the shop's front end that is told what to show. Reports where each block stands.
 */
function usePhone(
  frame: RefObject<HTMLIFrameElement | null>,
  content: PageContent,
  preview: PagePreview | null,
): { places: readonly BlockPlace[]; height: number; ready: boolean } {
  const [ready, setReady] = useState(false);
  const [measured, setMeasured] = useState<{ places: BlockPlace[]; height: number }>({
    places: [],
    height: LEAST_HEIGHT,
  });
  useEffect(() => {
    const listen = (event: MessageEvent<{ banyan?: string } | null>) => {
      if (event.origin !== location.origin || event.source !== frame.current?.contentWindow) return;
      if (event.data?.banyan === "page-preview-ready") setReady(true);
    };
    window.addEventListener("message", listen);
    return () => window.removeEventListener("message", listen);
  }, [frame]);
  useEffect(() => {
    if (!ready || preview === null) return;
    const order = content.blocks.map(({ id, kind }) => ({ id, empty: EMPTY_WORDS[kind] }));
    frame.current?.contentWindow?.postMessage(
      { banyan: "page-preview", page: { ...preview.page, ground: content.ground }, order },
      location.origin,
    );
  }, [ready, preview, content, frame]);
  useEffect(() => {
    const inside = frame.current?.contentDocument;
    if (!ready || !inside) return;
    const measure = () => {
      const found = [...inside.querySelectorAll<HTMLElement>("[id^='block-']")];
      const places = found.map((element) => {
        const { top, height } = element.getBoundingClientRect();
        return {
          id: element.id.slice("block-".length),
          top: top + (inside.defaultView?.scrollY ?? 0),
          height,
        };
      });
      const last = places.at(-1);
      const height = Math.max(LEAST_HEIGHT, last === undefined ? 0 : Math.ceil(last.top + last.height + 24));
      setMeasured((before) =>
        JSON.stringify(before) === JSON.stringify({ places, height }) ? before : { places, height },
      );
    };
    const watchSize = new ResizeObserver(measure);
    const watchNodes = new MutationObserver(measure);
    watchSize.observe(inside.body);
    watchNodes.observe(inside.body, { childList: true, subtree: true, attributes: true });
    measure();
    return () => {
      watchSize.disconnect();
      watchNodes.disconnect();
    };
  }, [ready, frame]);
  return { ...measured, ready };
}

/** The phone: the page as customers see it, and over each block a handle to choose and to drag it by. */
export function Canvas({
  editor,
  preview,
  gap,
  placed,
  canWrite,
}: {
  editor: Editor;
  preview: PagePreview | null;
  /** Where a dragged block would go; null while nothing is dragged over the phone. */
  gap: number | null;
  placed: RefObject<{ frame: HTMLElement | null; places: readonly BlockPlace[] }>;
  canWrite: boolean;
}): ReactElement {
  const frame = useRef<HTMLIFrameElement>(null);
  const { content } = editor;
  const { places, height, ready } = usePhone(frame, content, preview);
  placed.current = { frame: frame.current, places };
  const byId = new Map(places.map((place) => [place.id, place]));
  const warned = new Map(preview?.warnings.map(({ block_id, message }) => [block_id, message]));
  return (
    <div className="by-phone" style={{ height }}>
      <iframe
        ref={frame}
        title="手机预览"
        src={PREVIEW}
        tabIndex={-1}
        className={ready ? "" : "is-loading"}
      />
      {content.blocks.map((block, at) => {
        const place = byId.get(block.id);
        return place === undefined ? null : (
          <Handle
            key={block.id}
            block={block}
            at={at}
            place={place}
            editor={editor}
            warning={warned.get(block.id)}
            canWrite={canWrite}
          />
        );
      })}
      {gap !== null && <span className="by-phone-gap" style={{ top: gapTop(places, gap) }} />}
      {ready && content.blocks.length === 0 && (
        <div className="by-phone-empty">
          <p>从左边拖一个组件进来，或者</p>
          {canWrite && (
            <Button type="primary" onClick={() => editor.change({ blocks: starterBlocks() })}>
              从常用的开头开始
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** The line between two blocks. */
function gapTop(places: readonly BlockPlace[], gap: number): number {
  const before = places[gap - 1];
  return before === undefined ? 2 : before.top + before.height - 2;
}

function Handle({
  block,
  at,
  place,
  editor,
  warning,
  canWrite,
}: {
  block: PageBlock;
  at: number;
  place: BlockPlace;
  editor: Editor;
  warning: string | undefined;
  canWrite: boolean;
}): ReactElement {
  const drag = useDraggable({ id: `block ${block.id}`, data: { block: block.id }, disabled: !canWrite });
  const on = editor.selected?.id === block.id;
  const wrong = editor.problems.some((problem) => problem.block_id === block.id);
  const name = BLOCK_NAMES[block.kind];
  const keys = (event: KeyboardEvent) => {
    if (!canWrite || !handled(event, block.id, editor)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const look = `by-block-handle ${on ? "is-on" : ""} ${wrong ? "is-wrong" : ""} ${drag.isDragging ? "is-dragged" : ""}`;
  return (
    <div className={look} style={{ top: place.top, height: Math.max(place.height, 20) }}>
      <button
        ref={drag.setNodeRef}
        type="button"
        className="by-block-grip"
        aria-label={`第 ${at + 1} 个：${name}`}
        aria-pressed={on}
        onClick={() => editor.select(block.id)}
        {...drag.listeners}
        onKeyDown={keys}
      />
      <span className="by-block-tag">
        {name}
        {wrong && " · 没填好"}
        {!wrong && warning !== undefined && " · 有提醒"}
      </span>
      {on && canWrite && <Tools id={block.id} editor={editor} at={at} />}
    </div>
  );
}

/** Alt with an arrow moves, Delete removes, Ctrl+D doubles. */
function handled(event: KeyboardEvent, id: string, editor: Editor): boolean {
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    editor.step(id, event.key === "ArrowUp" ? -1 : 1);
    return true;
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    editor.remove(id);
    return true;
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
    editor.duplicate(id);
    return true;
  }
  return false;
}

function Tools({ id, editor, at }: { id: string; editor: Editor; at: number }): ReactElement {
  const last = editor.content.blocks.length - 1;
  return (
    <span className="by-block-tools">
      <button
        type="button"
        title="上移 Alt+↑"
        aria-label="上移"
        disabled={at === 0}
        onClick={() => editor.step(id, -1)}
      >
        <Icon name="up" size={16} />
      </button>
      <button
        type="button"
        title="下移 Alt+↓"
        aria-label="下移"
        disabled={at === last}
        onClick={() => editor.step(id, 1)}
      >
        <Icon name="down" size={16} />
      </button>
      <button type="button" title="复制 Ctrl+D" aria-label="复制" onClick={() => editor.duplicate(id)}>
        <Icon name="copy" size={16} />
      </button>
      <button type="button" title="删除 Delete" aria-label="删除" onClick={() => editor.remove(id)}>
        <Icon name="trash" size={16} />
      </button>
    </span>
  );
}
