import { BLOCK_NAMES, type BlockKind } from "@banyan/contract";
import {
  DndContext,
  type DragMoveEvent,
  DragOverlay,
  type DragStartEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactElement, type ReactNode, type RefObject, useState } from "react";
import type { BlockPlace } from "./canvas.tsx";
import type { Editor } from "./use-editor.ts";

/** What is being dragged: a new block of a kind, or one that stands. */
interface Dragged {
  kind?: BlockKind;
  block?: string;
}

export type Placed = RefObject<{ frame: HTMLElement | null; places: readonly BlockPlace[] }>;

/** A tap stays a tap. */
const FARTHER_PX = 6;
/** Beside the phone is no place to drop. */
const SLACK_PX = 60;

/** Dragging between palette and phone, by pointer or finger; the keyboard has its own ways (canvas.tsx). */
export function Dragging({
  editor,
  placed,
  children,
}: {
  editor: Editor;
  placed: Placed;
  children: (gap: number | null) => ReactNode;
}): ReactElement {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: FARTHER_PX } }));
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [gap, setGap] = useState<number | null>(null);
  const end = (drop: boolean) => {
    if (drop && dragged !== null && gap !== null) {
      if (dragged.kind !== undefined) editor.add(dragged.kind, gap);
      else if (dragged.block !== undefined) {
        editor.move(dragged.block, gap);
        editor.select(dragged.block);
      }
    }
    setDragged(null);
    setGap(null);
  };
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }: DragStartEvent) => setDragged((active.data.current ?? {}) as Dragged)}
      onDragMove={(event) => setGap(gapAt(placed, event))}
      onDragEnd={() => end(true)}
      onDragCancel={() => end(false)}
    >
      {children(gap)}
      <DragOverlay dropAnimation={null}>
        {dragged !== null && <span className="by-drag-chip">{nameOf(dragged, editor)}</span>}
      </DragOverlay>
    </DndContext>
  );
}

function nameOf({ kind, block }: Dragged, editor: Editor): string {
  const found = kind ?? editor.content.blocks.find(({ id }) => id === block)?.kind;
  return found === undefined ? "" : BLOCK_NAMES[found];
}

/** The gap that the pointer is nearest to; null off the phone. */
function gapAt(placed: Placed, { activatorEvent, delta }: DragMoveEvent): number | null {
  const frame = placed.current?.frame?.getBoundingClientRect();
  if (!frame || !(activatorEvent instanceof PointerEvent)) return null;
  const x = activatorEvent.clientX + delta.x;
  const y = activatorEvent.clientY + delta.y - frame.top;
  if (x < frame.left - SLACK_PX || x > frame.right + SLACK_PX || y < -SLACK_PX) return null;
  const places = placed.current?.places ?? [];
  return places.filter(({ top, height }) => top + height / 2 < y).length;
}
