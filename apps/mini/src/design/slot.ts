import { useSyncExternalStore } from "react";

/** One value that any module may set and any component may watch. */
export interface Slot<T> {
  value: () => T | null;
  put: (value: T | null) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createSlot<T>(initial: T | null = null): Slot<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    value: () => current,
    put: (value) => {
      current = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The slot's value, kept fresh. */
export function useSlot<T>(slot: Slot<T>): T | null {
  return useSyncExternalStore(slot.subscribe, slot.value, slot.value);
}
