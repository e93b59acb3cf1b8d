import { useState } from "react";

export interface Choosing {
  on: boolean;
  chosen: ReadonlySet<string>;
  start: () => void;
  stop: () => void;
  choose: (id: string, on: boolean) => void;
  chooseAll: (ids: readonly string[]) => void;
}

/** A list of which several rows may be chosen at once. */
export function useChoosing(): Choosing {
  const [on, setOn] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    on,
    chosen,
    start: () => {
      setChosen(new Set());
      setOn(true);
    },
    stop: () => setOn(false),
    choose: (id, wanted) =>
      setChosen((before) => new Set(wanted ? [...before, id] : [...before].filter((one) => one !== id))),
    chooseAll: (ids) => setChosen(new Set(ids)),
  };
}
