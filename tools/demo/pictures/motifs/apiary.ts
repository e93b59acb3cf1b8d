import { scatter } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { bee, comb, HONEY } from "./bee.ts";
import { blossom } from "./blossom.ts";

/** Bees at the given places: x, y, size, turn. */
export function bees(s: Sheet, places: [number, number, number, number][]): void {
  for (const [x, y, size, turn] of places) s.at(x, y, () => bee(s, size), 1, turn);
}

/** Blossoms at the given places: x, y, radius. */
export function flowers(s: Sheet, places: [number, number, number][], petal: string, heart?: string): void {
  for (const [x, y, r] of places) s.at(x, y, () => blossom(s, r, petal, heart), 1, x % 60);
}

/** A log hive with a thatched cap, as the hill bees have. */
export function hive(s: Sheet): void {
  s.ellipse(14, 4, 84, 18, { fill: "#22300f", opacity: 0.5 });
  s.rect(-56, -120, 112, 122, {
    fill: s.linear([0, "#b07c46", 0.3, "#d3a063", 1, "#6e4522"], 0, 0, 1, 0),
    rx: 10,
  });
  s.line("M-30 -116V-4M-4 -116V-4M26 -116V-4", "#6e4522", 3, 0.4);
  s.ellipse(0, -30, 16, 8, { fill: "#1f130c" });
  s.path("M-84 -108Q-40 -176 0 -182Q40 -176 84 -108Q0 -128 -84 -108Z", {
    fill: s.linear([0, "#d6b46c", 1, "#94702f"]),
  });
}

/** A gift box of two jars from above. */
export function giftBox(s: Sheet): void {
  s.rect(-250, -200, 500, 400, {
    fill: s.linear([0, "#5d4030", 1, "#3a261b"], 0, 0, 1, 1),
    rx: 14,
  });
  s.rect(-226, -176, 452, 352, { fill: "#f0e4cc", rx: 8 });
  for (const x of [-110, 110]) {
    s.circle(x, 0, 96, { fill: "#3a261b", opacity: 0.3 });
    s.circle(x - 4, -6, 90, {
      fill: s.radial([0, "#e9b45a", 0.8, HONEY.coffee, 1, "#5f2c0c"], 0.4, 0.36, 0.66),
    });
    s.circle(x - 4, -6, 66, {
      fill: s.linear([0, "#fbf3e0", 1, "#d9c7a3"], 0, 0, 1, 1),
    });
    s.at(x - 4, -6, () => blossom(s, 40, "#fdf8ee", "#d9b44a"));
  }
}

/** A whole comb in its wooden frame. */
export function frame(s: Sheet): void {
  s.rect(-300, -220, 600, 440, { fill: "#1f130c", opacity: 0.3, transform: "translate(14 18)", rx: 8 });
  s.rect(-300, -220, 600, 440, {
    fill: s.linear([0, "#e0b47a", 1, "#a8743c"], 0, 0, 1, 1),
    rx: 8,
  });
  s.rect(-262, -182, 524, 364, { fill: "#6b3d12" });
  s.clipped("M-262 -182H262V182H-262Z", () => comb(s, 540, 380, 24));
}

/** A piece of milk cake beside the comb. */
export function cheese(s: Sheet, x: number, y: number): void {
  s.rect(x - 34, y - 30, 74, 62, { fill: "#1f130c", opacity: 0.25, rx: 6, transform: "translate(6 8)" });
  s.rect(x - 34, y - 30, 74, 62, {
    fill: s.linear([0, "#fffaf0", 1, "#ead9b4"], 0, 0, 1, 1),
    rx: 6,
  });
  for (const [dx, dy] of scatter(s.random, 5, 24, 20)) s.circle(x + dx, y + dy, 3, { fill: "#d8c498" });
}

/** A single-serving stick, filled with honey behind a clear window. */
export function stick(s: Sheet, honey: string): void {
  s.rect(-36, -230, 84, 470, { fill: "#1f130c", opacity: 0.22, rx: 8, transform: "translate(8 10)" });
  s.rect(-40, -236, 80, 472, {
    fill: s.linear([0, "#fffdf6", 1, "#e9dcc0"], 0, 0, 1, 0.2),
    rx: 8,
  });
  s.rect(-26, -150, 52, 300, {
    fill: s.linear([0, "#fff0c4", 0.3, honey, 1, "#6b3d12"], 0, 0, 1, 0),
    rx: 24,
  });
  s.rect(-16, -130, 9, 240, { fill: "#fff8e0", opacity: 0.7, rx: 4 });
  s.line("M-36 -222H36M-36 -214H36M-36 222H36M-36 214H36", "#c9b48a", 2, 0.8);
  s.at(0, 186, () => blossom(s, 18, honey, "#fff3c4"));
}
