import { useCallback, useState } from "react";

/** What this browser remembers of a list: columns shown, density, saved views. */
export interface ListMemory {
  hidden: string[];
  shown: string[];
  dense: boolean;
  views: { name: string; search: string }[];
}

const NOTHING: ListMemory = { hidden: [], shown: [], dense: false, views: [] };

function keyOf(id: string): string {
  return `banyan.list.${id}`;
}

/** Storage belongs to the browser and may hold anything: whatever does not fit is forgotten. */
function read(id: string): ListMemory {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? "null");
    if (typeof stored !== "object" || stored === null) return NOTHING;
    const { hidden, shown, dense, views } = stored as Partial<ListMemory>;
    return {
      hidden: Array.isArray(hidden) ? hidden.filter((key) => typeof key === "string") : [],
      shown: Array.isArray(shown) ? shown.filter((key) => typeof key === "string") : [],
      dense: dense === true,
      views: Array.isArray(views)
        ? views.filter((view) => typeof view?.name === "string" && typeof view.search === "string")
        : [],
    };
  } catch {
    return NOTHING;
  }
}

export function useListMemory(id: string): [ListMemory, (change: Partial<ListMemory>) => void] {
  const [memory, setMemory] = useState(() => read(id));
  const update = useCallback(
    (change: Partial<ListMemory>) => {
      setMemory((before) => {
        const after = { ...before, ...change };
        try {
          localStorage.setItem(keyOf(id), JSON.stringify(after));
        } catch {
          // A full or forbidden storage costs only the memory, never the page.
        }
        return after;
      });
    },
    [id],
  );
  return [memory, update];
}
