import { useCallback, useReducer } from "react";

/** What can be taken back and done again. Edits of one key that follow each other are one step: a word, not its letters. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  key: string | null;
}

/** More steps than anybody takes back; a plan of 2,000 rules shares what did not change. */
const MOST_STEPS = 100;

export type HistoryAction<T> =
  | { do: "edit"; key: string | null; next: (now: T) => T }
  | { do: "undo" }
  | { do: "redo" };

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], key: null };
}

export function stepHistory<T>(history: History<T>, action: HistoryAction<T>): History<T> {
  const { past, present, future, key } = history;
  if (action.do === "undo") {
    const before = past.at(-1);
    return before === undefined
      ? history
      : { past: past.slice(0, -1), present: before, future: [present, ...future], key: null };
  }
  if (action.do === "redo") {
    const [after] = future;
    return after === undefined
      ? history
      : { past: [...past, present], present: after, future: future.slice(1), key: null };
  }
  const next = action.next(present);
  if (next === present) return history;
  const goesOn = action.key !== null && action.key === key;
  return {
    past: goesOn ? past : [...past, present].slice(-MOST_STEPS),
    present: next,
    future: [],
    key: action.key,
  };
}

export interface Undoable<T> {
  now: T;
  /** @param key the same for edits that belong together while they follow each other */
  edit: (next: (now: T) => T, key?: string) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}

export function useHistory<T>(start: () => T): Undoable<T> {
  const [history, dispatch] = useReducer(stepHistory<T>, null, () => startHistory(start()));
  const edit = useCallback(
    (next: (now: T) => T, key?: string) => dispatch({ do: "edit", key: key ?? null, next }),
    [],
  );
  const undo = useCallback(() => dispatch({ do: "undo" }), []);
  const redo = useCallback(() => dispatch({ do: "redo" }), []);
  return {
    now: history.present,
    edit,
    undo,
    redo,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}
