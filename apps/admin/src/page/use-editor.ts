import {
  type BlockKind,
  type PageBlock,
  type PageContent,
  type PageProblem,
  problemsOfPage,
} from "@banyan/contract";
import { useCallback, useMemo, useState } from "react";
import { type Undoable, useHistory } from "../plan/history.ts";
import { blankBlock, duplicated, movedTo } from "./blank.ts";

export interface Editor {
  content: PageContent;
  history: Undoable<PageContent>;
  selected: PageBlock | null;
  select: (id: string | null) => void;
  problems: readonly PageProblem[];
  /** @param key the same for edits that are one step back */
  change: (next: Partial<PageContent>, key?: string) => void;
  changeBlock: (block: PageBlock, key?: string) => void;
  /** @param at the gap it goes into; absent: below the selected one, or last */
  add: (kind: BlockKind, at?: number) => void;
  move: (id: string, gap: number) => void;
  /** One place up or down. */
  step: (id: string, by: -1 | 1) => void;
  remove: (id: string) => void;
  duplicate: (id: string) => void;
  /** Everything at once, as one step that can be taken back. */
  replace: (content: PageContent) => void;
}

/** The content under the operator's hands, every change of it one step back and forth. */
export function useEditor(start: PageContent): Editor {
  const history = useHistory(() => start);
  const { now: content, edit } = history;
  const [chosen, select] = useState<string | null>(null);
  const selected = content.blocks.find((block) => block.id === chosen) ?? null;
  const problems = useMemo(() => problemsOfPage(content), [content]);
  const change = useCallback(
    (next: Partial<PageContent>, key?: string) => edit((now) => ({ ...now, ...next }), key),
    [edit],
  );
  const changeBlock = useCallback(
    (block: PageBlock, key?: string) =>
      edit(
        (now) => ({ ...now, blocks: now.blocks.map((other) => (other.id === block.id ? block : other)) }),
        key === undefined ? undefined : `${block.id} ${key}`,
      ),
    [edit],
  );
  const add = (kind: BlockKind, at?: number) => {
    const block = blankBlock(kind);
    const below = content.blocks.findIndex(({ id }) => id === chosen) + 1;
    const place = at ?? (below === 0 ? content.blocks.length : below);
    edit((now) => ({ ...now, blocks: now.blocks.toSpliced(place, 0, block) }));
    select(block.id);
  };
  const move = (id: string, gap: number) => edit((now) => movedTo(now, id, gap));
  const step = (id: string, by: -1 | 1) => {
    const at = content.blocks.findIndex((block) => block.id === id);
    const gap = by === -1 ? at - 1 : at + 2;
    if (gap >= 0 && gap <= content.blocks.length) move(id, gap);
  };
  const remove = (id: string) => {
    const at = content.blocks.findIndex((block) => block.id === id);
    const next = content.blocks[at + 1] ?? content.blocks[at - 1];
    edit((now) => ({ ...now, blocks: now.blocks.filter((block) => block.id !== id) }));
    select(next?.id ?? null);
  };
  const duplicate = (id: string) => {
    const done = duplicated(content, id);
    if (done === null) return;
    edit(() => done.content);
    select(done.id);
  };
  const replace = (next: PageContent) => edit(() => next);
  return {
    content,
    history,
    selected,
    select,
    problems,
    change,
    changeBlock,
    add,
    move,
    step,
    remove,
    duplicate,
    replace,
  };
}
