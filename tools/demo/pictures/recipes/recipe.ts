import type { Sheet } from "../sheet.ts";

/** Paints one picture on its sheet. */
export type Draw = (sheet: Sheet) => void;

/** How one picture is made. */
export interface Recipe {
  width: number;
  height: number;
  draw: Draw;
  /** Whether the shared light (warm from the upper left, darker corners) is laid over it. */
  lit: boolean;
}

/** Pictures of one size, as they are. */
export function sized(pictures: Record<string, Draw>, width: number, height: number): Record<string, Recipe> {
  return all(pictures, { width, height, lit: false });
}

/** Pictures of one size, each with the shared light laid over it. */
export function lit(pictures: Record<string, Draw>, width: number, height: number): Record<string, Recipe> {
  return all(pictures, { width, height, lit: true });
}

function all(pictures: Record<string, Draw>, shared: Omit<Recipe, "draw">): Record<string, Recipe> {
  return Object.fromEntries(
    Object.entries(pictures).map(([key, draw]): [string, Recipe] => [key, { ...shared, draw }]),
  );
}
