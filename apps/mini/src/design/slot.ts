import { useSyncExternalStore } from "react";

/** One value that any module may set and any component may watch. */
export interface Slot<T> {
  value: () => T | null;
  put: (value: T | null) => void;
  /**
   * For an answer that is still to come: call it when asking, and what it returns with the answer. What was put, or asked for and
   * answered, after the asking is newer, and stays.
   */
  asked: () => (value: T | null) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createSlot<T>(initial: T | null = null): Slot<T> {
  let current = initial;
  let tickets = 0;
  let newest = 0;
  const listeners = new Set<() => void>();
  const take = () => {
    tickets += 1;
    const mine = tickets;
    return (value: T | null) => {
      if (mine < newest) return;
      newest = mine;
      current = value;
      for (const listener of [...listeners]) listener();
    };
  };
  return {
    value: () => current,
    put: (value) => take()(value),
    asked: take,
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
