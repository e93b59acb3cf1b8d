import { darken, lighten } from "../colour.ts";
import { shadow, standing } from "../light.ts";
import { blob, round, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { glass, turned } from "./lathe.ts";

export const HONEY = { wild: "#c9781a", pale: "#edc967", vetch: "#f0dfae", coffee: "#a8541a" };

/** A hexagonal honey jar with a cloth-covered lid; about 190 wide. */
export function honeyJar(sheet: Sheet, honey: string, cloth: string, tag = "#f6ead0"): void {
  standing(sheet, 0, 2, 92, 210);
  glass(
    sheet,
    [
      [-212, 70],
      [-198, 74],
      [-180, 92],
      [-150, 96],
      [-30, 96],
      [-8, 90],
      [0, 82],
    ],
    honey,
    0.92,
    0.16,
  );
  sheet.ellipse(30, -70, 40, 74, {
    fill: sheet.radial([0, "#fff0b8/0.6", 1, "#fff0b8/0"]),
  });
  sheet.path("M-58 -132Q0 -118 58 -132L54 -46Q0 -32 -54 -46Z", {
    fill: sheet.linear([0, darken(tag, 0.1), 0.3, lighten(tag, 0.3), 1, darken(tag, 0.18)], 0, 0, 1, 0),
  });
  hexes(sheet, 0, -84, 15, darken(honey, 0.1));
  turned(
    sheet,
    [
      [-252, 72],
      [-246, 76],
      [-214, 76],
    ],
    { colour: cloth, gloss: 0, tilt: 0.18 },
  );
  const skirt = smooth(
    [
      [-80, -218],
      [-94, -186],
      [-66, -196],
      [-44, -178],
      [-16, -192],
      [10, -176],
      [38, -192],
      [64, -178],
      [94, -188],
      [80, -218],
      [0, -206],
    ],
    true,
    0.8,
  );
  sheet.path(skirt, {
    fill: sheet.linear([0, lighten(cloth, 0.14), 0.4, cloth, 1, darken(cloth, 0.4)], 0, 0, 1, 0.3),
  });
  sheet.line("M-79 -218Q0 -202 79 -218", "#d8b878", 6);
  sheet.line("M-79 -222Q0 -206 79 -222", darken(cloth, 0.4), 2, 0.5);
}

function hexes(sheet: Sheet, cx: number, cy: number, size: number, ink: string): void {
  for (const [q, r] of [
    [0, 0],
    [1, 0],
    [-1, 0],
    [0.5, 0.87],
    [-0.5, 0.87],
    [0.5, -0.87],
    [-0.5, -0.87],
  ] as const) {
    sheet.path(hexagon(cx + q * size * 1.8, cy + r * size * 1.8, size), {
      fill: "none",
      stroke: ink,
      "stroke-width": 3.4,
      opacity: 0.8,
    });
  }
}

function hexagon(x: number, y: number, r: number): string {
  let d = "";
  for (let at = 0; at < 6; at += 1) {
    const angle = (at / 6) * Math.PI * 2 + Math.PI / 6;
    d += `${at === 0 ? "M" : "L"}${round(x + Math.cos(angle) * r)} ${round(y + Math.sin(angle) * r)}`;
  }
  return `${d}Z`;
}

/** A cut block of comb from above, honey standing in the cells and running over the edge. */
export function comb(sheet: Sheet, width: number, height: number, cell: number, honey = HONEY.wild): void {
  const { random } = sheet;
  const [w, h] = [width / 2, height / 2];
  const square = smooth(
    [
      [-w, -h],
      [0, -h * 1.02],
      [w, -h],
      [w * 1.02, 0],
      [w, h],
      [0, h * 1.03],
      [-w, h],
      [-w * 1.02, 0],
    ],
    true,
    0.34,
  );
  shadow(sheet, w * 0.08, h * 0.14, w * 1.35, h * 1.4, 0.5);
  sheet.at(0, cell * 0.9, () => sheet.path(square, { fill: darken(honey, 0.34) }));
  sheet.path(square, {
    fill: sheet.linear([0, lighten(honey, 0.4), 0.5, honey, 1, darken(honey, 0.18)], 0, 0, 1, 1),
  });
  sheet.clipped(square, () => {
    const stepX = cell * 1.74;
    const stepY = cell * 1.51;
    let walls = "";
    let deep = "";
    let shine = "";
    for (let row = -Math.ceil(h / stepY); row <= Math.ceil(h / stepY); row += 1) {
      for (let column = -Math.ceil(w / stepX) - 1; column <= Math.ceil(w / stepX); column += 1) {
        const x = column * stepX + (row % 2 === 0 ? 0 : stepX / 2);
        const y = row * stepY;
        walls += hexagon(x, y, cell);
        if (random.chance(0.72)) deep += hexagon(x, y + cell * 0.06, cell * 0.76);
        if (random.chance(0.6))
          shine += `M${round(x - cell * 0.4)} ${round(y - cell * 0.24)}q${round(cell * 0.16)} ${round(-cell * 0.22)} ${round(cell * 0.4)} ${round(-cell * 0.26)}`;
      }
    }
    sheet.path(deep, { fill: darken(honey, 0.3), opacity: 0.7 });
    sheet.path(walls, { fill: "none", stroke: "#fbe3a0", "stroke-width": cell * 0.2, opacity: 0.85 });
    sheet.line(shine, "#fff8dc", cell * 0.12, 0.8);
    sheet.ellipse(-w * 0.3, -h * 0.3, w * 0.7, h * 0.6, {
      fill: sheet.radial([0, "#fff4c4/0.4", 1, "#fff4c4/0"]),
    });
  });
}

/** A puddle of honey with a bright rim. */
export function puddle(sheet: Sheet, rx: number, ry: number, honey = HONEY.wild): void {
  const d = blob(sheet.random, 0, 0, rx, ry, 0.16, 10);
  shadow(sheet, rx * 0.04, ry * 0.1, rx * 1.15, ry * 1.2, 0.3);
  sheet.path(d, {
    fill: sheet.radial([0, lighten(honey, 0.3), 0.7, honey, 1, darken(honey, 0.3)], 0.4, 0.36, 0.66),
    opacity: 0.94,
  });
  sheet.line(
    `M${round(-rx * 0.66)} ${round(-ry * 0.2)}Q${round(-rx * 0.4)} ${round(-ry * 0.7)} ${round(rx * 0.1)} ${round(-ry * 0.7)}`,
    "#fff8dc",
    ry * 0.1,
    0.75,
  );
}

/** The grooved wooden dipper, its head at the origin and the handle up to the right; honey runs off it. */
export function dipper(sheet: Sheet, size: number, honey = HONEY.wild, drip = size * 1.4): void {
  sheet.at(
    0,
    0,
    () => {
      sheet.rect(size * 0.3, -size * 0.09, size * 2.5, size * 0.18, {
        fill: sheet.linear([0, "#dcae74", 0.5, "#b47e46", 1, "#7a4e28"]),
        rx: 8,
      });
      for (let at = -3; at <= 3; at += 1) {
        const r = size * (0.4 - Math.abs(at) * 0.035);
        sheet.rect(at * size * 0.13 - size * 0.05, -r, size * 0.1, r * 2, {
          fill: sheet.linear([0, "#e2b67c", 0.5, "#b9834a", 1, "#6e4422"]),
          rx: size * 0.05,
        });
      }
    },
    1,
    -52,
  );
  const d = `M${round(-size * 0.4)} ${round(-size * 0.1)}C${round(-size * 0.46)} ${round(size * 0.4)} ${round(-size * 0.16)} ${round(size * 0.36)} ${round(-size * 0.08)} ${round(drip)}Q0 ${round(drip + size * 0.16)} ${round(size * 0.08)} ${round(drip)}C${round(size * 0.1)} ${round(size * 0.5)} ${round(size * 0.42)} ${round(size * 0.4)} ${round(size * 0.4)} ${round(-size * 0.1)}C${round(size * 0.2)} ${round(-size * 0.5)} ${round(-size * 0.3)} ${round(-size * 0.5)} ${round(-size * 0.4)} ${round(-size * 0.1)}Z`;
  sheet.path(d, {
    fill: sheet.linear([0, lighten(honey, 0.5), 0.4, honey, 1, darken(honey, 0.3)], 0, 0, 1, 0),
    opacity: 0.86,
  });
  sheet.line(
    `M${round(-size * 0.24)} ${round(-size * 0.1)}Q${round(-size * 0.26)} ${round(size * 0.2)} ${round(-size * 0.06)} ${round(size * 0.5)}`,
    "#fff8dc",
    size * 0.06,
    0.8,
  );
}

/** A bee in flight. */
export function bee(sheet: Sheet, size: number): void {
  for (const turn of [-62, -28])
    sheet.at(
      0,
      -size * 0.16,
      () =>
        sheet.ellipse(size * 0.42, 0, size * 0.46, size * 0.2, {
          fill: "#ffffff",
          opacity: 0.72,
          stroke: "#b9a27a",
          "stroke-width": 1,
        }),
      1,
      turn - 60,
    );
  const body = `M${round(-size * 0.5)} 0C${round(-size * 0.4)} ${round(-size * 0.36)} ${round(size * 0.36)} ${round(-size * 0.36)} ${round(size * 0.56)} 0C${round(size * 0.36)} ${round(size * 0.36)} ${round(-size * 0.4)} ${round(size * 0.36)} ${round(-size * 0.5)} 0Z`;
  sheet.path(body, {
    fill: sheet.linear([0, "#f7c64a", 1, "#c07a14"]),
  });
  sheet.clipped(body, () => {
    for (const x of [-0.06, 0.18, 0.4])
      sheet.rect(size * x, -size * 0.4, size * 0.12, size * 0.8, { fill: "#3a2412" });
  });
  sheet.circle(-size * 0.42, -size * 0.03, size * 0.17, { fill: "#3a2412" });
  sheet.line(
    `M${round(-size * 0.52)} ${round(-size * 0.14)}q${round(-size * 0.14)} ${round(-size * 0.14)} ${round(-size * 0.22)} ${round(-size * 0.1)}`,
    "#3a2412",
    size * 0.04,
  );
}
