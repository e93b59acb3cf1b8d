import { BLOCK_NAMES, type BlockKind, MOST_BLOCKS } from "@banyan/contract";
import { useDraggable } from "@dnd-kit/core";
import type { ReactElement } from "react";
import { Icon, type IconName } from "../design/icon.tsx";
import { KINDS } from "./blank.ts";

/** What can be put on a page: dragged to its place, or tapped to stand below the chosen block. */
export function Palette({ add, full }: { add: (kind: BlockKind) => void; full: boolean }): ReactElement {
  return (
    <aside className="by-palette" aria-label="组件">
      <h2>组件</h2>
      <p>拖到手机上，或点一下放在选中组件的下面</p>
      <ul>
        {KINDS.map(({ kind, icon, hint }) => (
          <li key={kind}>
            <Tile kind={kind} icon={icon} hint={hint} add={add} disabled={full} />
          </li>
        ))}
      </ul>
      {full && <p role="status">已放满 {MOST_BLOCKS} 个组件</p>}
    </aside>
  );
}

function Tile({
  kind,
  icon,
  hint,
  add,
  disabled,
}: {
  kind: BlockKind;
  icon: IconName;
  hint: string;
  add: (kind: BlockKind) => void;
  disabled: boolean;
}): ReactElement {
  const drag = useDraggable({ id: `new ${kind}`, data: { kind }, disabled });
  return (
    <button
      ref={drag.setNodeRef}
      type="button"
      className="by-palette-tile"
      disabled={disabled}
      onClick={() => add(kind)}
      {...drag.listeners}
    >
      <Icon name={icon} size={20} />
      <span>
        <b>{BLOCK_NAMES[kind]}</b>
        <small>{hint}</small>
      </span>
    </button>
  );
}
