import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import type { ReactElement, ReactNode } from "react";
import { Icon } from "../../design/icon.tsx";

/** Rows that are put into order by their handle, with the pointer or with space and the arrows. */
export function SortableRows<Item>({
  items,
  change,
  row,
  nameOf,
  keyOf,
}: {
  items: readonly Item[];
  change: (items: Item[]) => void;
  row: (item: Item, at: number) => ReactNode;
  nameOf: (item: Item, at: number) => string;
  /** Absent: the place is the key, for rows that have no identity of their own. */
  keyOf?: (item: Item) => string;
}): ReactElement {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const keys = items.map((item, at) => keyOf?.(item) ?? `row ${at}`);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={({ active, over }) => {
        if (over === null || active.id === over.id) return;
        change(arrayMove([...items], keys.indexOf(String(active.id)), keys.indexOf(String(over.id))));
      }}
    >
      <SortableContext items={keys} strategy={verticalListSortingStrategy}>
        <ol className="by-sortable">
          {items.map((item, at) => (
            <SortableRow
              key={keys[at]}
              id={keys[at] ?? ""}
              name={nameOf(item, at)}
              remove={() => change(items.filter((_, other) => other !== at))}
            >
              {row(item, at)}
            </SortableRow>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function SortableRow({
  id,
  name,
  remove,
  children,
}: {
  id: string;
  name: string;
  remove: () => void;
  children: ReactNode;
}): ReactElement {
  const { setNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({ id });
  return (
    <li
      ref={setNodeRef}
      className={isDragging ? "is-dragged" : ""}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        className="by-sortable-grip"
        {...attributes}
        {...listeners}
        aria-label={`拖动${name}`}
      >
        <Icon name="drag" size={16} />
      </button>
      <div className="by-sortable-body">{children}</div>
      <button type="button" className="by-sortable-remove" aria-label={`删除${name}`} onClick={remove}>
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}
