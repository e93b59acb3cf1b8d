import { darken, lighten } from "../colour.ts";
import { shadow } from "../light.ts";
import { MORNING } from "../scenery.ts";
import type { Sheet } from "../sheet.ts";
import { picturesque, shelves } from "./interior.ts";
import { CATALPA, WALNUT } from "./timberwork.ts";

/** A porcelain vase with a flowering twig. */
export function vase(s: Sheet): void {
  shadow(s, 8, 2, 60, 14, 0.5);
  for (const [x, y] of [
    [-40, -190],
    [10, -220],
    [56, -176],
    [28, -150],
  ] as const) {
    s.line(`M0 -90Q${x * 0.4} -140 ${x} ${y}`, "#6b5a3a", 4);
    s.circle(x, y, 13, { fill: "#d98a8a" });
    s.circle(x - 12, y + 16, 9, { fill: "#e9b3ab" });
  }
  s.path("M-22 -96C-20 -70 -52 -60 -46 -20Q-40 0 0 2Q40 0 46 -20C52 -60 20 -70 22 -96Z", {
    fill: s.linear([0, "#c9d6d0", 0.3, "#f3f6f2", 1, "#6f8a84"], 0, 0, 1, 0),
  });
}

/** A tea cabinet: shelves above, doors below. */
export function cabinet(s: Sheet, width: number, height: number, wood: string): void {
  shadow(s, 10, 4, width * 0.62, 24, 0.5);
  shelves(s, -width / 2, -height, width, height, 2, 4, wood, 1);
}

/** A small wooden stool. */
export function stool(s: Sheet): void {
  shadow(s, 0, 4, 90, 18, 0.5);
  s.path("M-60 0L-44 -110H44L60 0H40L30 -90H-30L-40 0Z", { fill: darken(CATALPA, 0.2) });
  s.rect(-70, -130, 140, 28, {
    fill: s.linear([0, lighten(CATALPA, 0.3), 1, CATALPA]),
    rx: 8,
  });
}

/** A corridor between panelled doors, a window at its end. */
export function corridor(s: Sheet): void {
  s.cover(s.linear([0, "#efe6d4", 1, "#d6c7aa"]));
  s.path("M0 750L250 520H500L750 750Z", {
    fill: s.linear([0, "#8a6646", 1, "#c09a6e"]),
  });
  for (let at = -5; at <= 5; at += 1)
    s.line(`M${375 + at * 25} 520L${375 + at * 78} 750`, "#6b4a30", 2.4, 0.4);
  for (let at = 0; at < 4; at += 1) {
    const [a, b] = [at / 4, (at + 1) / 4];
    const [x1, x2] = [250 * a ** 0.7, 250 * b ** 0.7];
    const lower = (x: number): number => 750 - (x / 250) * 230;
    const upper = (x: number): number => (x / 250) * 170;
    for (const flip of [false, true]) {
      const px = (x: number): number => (flip ? 750 - x : x);
      s.path(`M${px(x1)} ${upper(x1)}L${px(x2)} ${upper(x2)}V${lower(x2)}L${px(x1)} ${lower(x1)}Z`, {
        fill: s.linear(
          [0, lighten(CATALPA, flip ? 0 : 0.2), 1, darken(CATALPA, flip ? 0.3 : 0.1)],
          0,
          0,
          1,
          0,
        ),
        stroke: darken(CATALPA, 0.5),
        "stroke-width": 3,
      });
      for (let line = 1; line < 5; line += 1) {
        const k = line / 5;
        s.line(
          `M${px(x1 + (x2 - x1) * k)} ${upper(x1 + (x2 - x1) * k) + 10}V${lower(x1 + (x2 - x1) * k) - 10}`,
          darken(CATALPA, 0.4),
          1.6,
          0.35,
        );
      }
    }
  }
  s.at(0, 0, () => picturesque(s, 280, 220, 190, 260, MORNING, WALNUT, 2));
  s.circle(375, 350, 260, {
    fill: s.radial([0, "#fff6dc/0.55", 1, "#fff6dc/0"]),
  });
}
