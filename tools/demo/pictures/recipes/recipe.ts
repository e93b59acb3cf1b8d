import { finish } from "../light.ts";
import type { Sheet } from "../sheet.ts";

export type Draw = (sheet: Sheet) => void;

export interface Recipe {
  width: number;
  height: number;
  draw: Draw;
}

/** Pictures of one size, as they are. */
export function sized(pictures: Record<string, Draw>, width: number, height: number): Record<string, Recipe> {
  return Object.fromEntries(
    Object.entries(pictures).map(([key, draw]): [string, Recipe] => [key, { width, height, draw }]),
  );
}

/** Pictures of one size, each with the shared light laid over it. */
export function lit(pictures: Record<string, Draw>, width: number, height: number): Record<string, Recipe> {
  const withLight = Object.entries(pictures).map(([key, paint]): [string, Draw] => [
    key,
    (sheet) => {
      paint(sheet);
      finish(sheet);
    },
  ]);
  return sized(Object.fromEntries(withLight), width, height);
}
