import { finish } from "../light.ts";
import type { Sheet } from "../sheet.ts";

export type Draw = (sheet: Sheet) => void;

export interface Recipe {
  width: number;
  height: number;
  draw: Draw;
}

/** Pictures of one size, each with the light laid over it. */
export function lit(pictures: Record<string, Draw>, width: number, height: number): Record<string, Recipe> {
  return Object.fromEntries(
    Object.entries(pictures).map(([key, paint]): [string, Recipe] => [
      key,
      {
        width,
        height,
        draw: (sheet) => {
          paint(sheet);
          finish(sheet);
        },
      },
    ]),
  );
}
