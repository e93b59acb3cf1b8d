import type { KeyboardEvent } from "react";

const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** In a browser with a keyboard the arrow keys lead from the box into the rows below it, and back. Props of what holds both. */
export function arrowKeys(row: string): { onKeyDownCapture?: (event: KeyboardEvent) => void } {
  if (process.env.TARO_ENV !== "h5") return {};
  return {
    // On the way down: Taro's input keeps its keys to itself.
    onKeyDownCapture: (event) => {
      const step = STEP[event.key];
      // While a word is being composed the keys choose among its characters.
      if (step === undefined || event.nativeEvent.isComposing) return;
      const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(`input, ${row}`)];
      const at = stops.indexOf(document.activeElement as HTMLElement);
      const next = at < 0 ? undefined : stops[at + step];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    },
  };
}
