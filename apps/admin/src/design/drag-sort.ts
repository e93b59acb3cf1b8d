import { type DragEvent, useState } from "react";

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)];
}

interface DragProps {
  draggable: boolean;
  "data-dragging": boolean;
  onDragStart: (event: DragEvent) => void;
  onDragEnter: () => void;
  onDragOver: (event: DragEvent) => void;
  onDragEnd: () => void;
  onDrop: (event: DragEvent) => void;
}

/** Sorting by dragging: the order changes while one drags over. Spread the result on each element. */
export function useDragSort<Item>(
  items: readonly Item[],
  change: (items: Item[]) => void,
): (index: number) => DragProps {
  const [held, setHeld] = useState<number | null>(null);
  return (index) => ({
    draggable: true,
    "data-dragging": held === index,
    onDragStart: (event) => {
      event.dataTransfer.effectAllowed = "move";
      setHeld(index);
    },
    onDragEnter: () => {
      if (held === null || held === index) return;
      change(moved(items, held, index));
      setHeld(index);
    },
    onDragOver: (event) => event.preventDefault(),
    onDragEnd: () => setHeld(null),
    onDrop: (event) => event.preventDefault(),
  });
}
