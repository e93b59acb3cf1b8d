import { useDidShow } from "@tarojs/taro";
import { useRef, useState } from "react";

export interface Fresh<T> {
  /** The row as it is now, as far as is known. */
  of: <R extends T>(row: R & { no: string }) => T;
  /** What something that was done has made of it. */
  replace: (row: T & { no: string }) => void;
  /** Looks how it is now; what was done meanwhile is newer than the answer. */
  refresh: (no: string) => void;
  /** Call it when a row's page is opened: the row is looked at again when that page is left. */
  open: (no: string) => void;
  /** The list itself is new. */
  forget: () => void;
}

/** Rows that have moved on since their list was asked for, by number: laid over the list, so that nothing jumps and the place is kept. */
export function useFresh<T>(look: (no: string) => Promise<T>): Fresh<T> {
  const [fresh, setFresh] = useState<Readonly<Record<string, T>>>({});
  const opened = useRef<string | null>(null);
  const done = useRef(0);
  const put = (no: string, row: T) => setFresh((before) => ({ ...before, [no]: row }));
  const refresh = (no: string) => {
    const asked = done.current;
    // Where it cannot be had, the row stays as the list told it.
    look(no).then(
      (row) => done.current === asked && put(no, row),
      () => undefined,
    );
  };
  useDidShow(() => {
    if (opened.current !== null) refresh(opened.current);
    opened.current = null;
  });
  return {
    of: (row) => fresh[row.no] ?? row,
    replace: (row) => {
      done.current += 1;
      put(row.no, row);
    },
    refresh,
    open: (no) => {
      opened.current = no;
    },
    forget: () => {
      done.current += 1;
      setFresh({});
    },
  };
}
