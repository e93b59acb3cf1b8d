import { fade } from "./colour.ts";
import { type Point, polygon, smooth } from "./path.ts";
import type { Sheet } from "./sheet.ts";

/** Shadows are gradients, not blurs: a blurred filter costs three times the rest of a picture to render. */
const SHADE = "#2a170c";

/** A soft shadow lying on the ground. Light comes from the upper left, so callers shift it a little to the right. */
export function shadow(sheet: Sheet, cx: number, cy: number, rx: number, ry: number, opacity = 0.4): void {
  const fill = sheet.radial([
    0,
    fade(SHADE, opacity),
    0.55,
    fade(SHADE, opacity * 0.62),
    0.8,
    fade(SHADE, opacity * 0.2),
    1,
    fade(SHADE, 0),
  ]);
  sheet.ellipse(cx, cy, rx, ry, { fill });
}

/** The shadow of something standing: a dark touch where it meets the table and a long soft one to the right. */
export function standing(sheet: Sheet, cx: number, baseY: number, halfWidth: number, height: number): void {
  shadow(
    sheet,
    cx + halfWidth * 0.55,
    baseY + halfWidth * 0.02,
    halfWidth * 1.35 + height * 0.22,
    halfWidth * 0.36,
    0.34,
  );
  shadow(sheet, cx + halfWidth * 0.1, baseY, halfWidth * 1.14, halfWidth * 0.2, 0.55);
}

/** The shadow of something lying flat and seen from above. */
export function lying(sheet: Sheet, cx: number, cy: number, radius: number, lift = 0.1, opacity = 0.5): void {
  const off = radius * lift;
  shadow(sheet, cx + off * 1.3, cy + off * 1.6, radius * 1.22, radius * 1.22, opacity);
}

/** Soft-edged copies of one path: a cheap stand-in for a blurred shape. */
export function feathered(sheet: Sheet, d: string, colour: string, opacity: number, spread: number): void {
  for (let step = 3; step >= 0; step -= 1) {
    // A group, because fill and stroke of one copy overlap and must count once.
    sheet.group({ opacity: opacity / 4 }, () => {
      sheet.path(d, {
        fill: colour,
        stroke: step > 0 ? colour : undefined,
        "stroke-width": step > 0 ? (step * spread * 2) / 3 : undefined,
        "stroke-linejoin": "round",
      });
    });
  }
}

/** Sun through a window falling across the picture in slanting panes. */
export function windowLight(sheet: Sheet, x: number, y: number, size: number, opacity = 0.22): void {
  let panes = "";
  for (let column = 0; column < 2; column += 1) {
    for (let row = 0; row < 2; row += 1) {
      const left = x + column * size * 0.56 + row * size * 0.22;
      const top = y + row * size * 0.62 + column * size * 0.06;
      panes += polygon([
        [left, top],
        [left + size * 0.48, top + size * 0.05],
        [left + size * 0.68, top + size * 0.6],
        [left + size * 0.2, top + size * 0.55],
      ]);
    }
  }
  feathered(sheet, panes, "#fff3d6", opacity, size * 0.035);
}

/** The shadow of a leafy twig on wall or table. */
export function leafShadow(
  sheet: Sheet,
  x: number,
  y: number,
  length: number,
  turn: number,
  opacity = 0.12,
): void {
  const { random } = sheet;
  let leaves = "";
  for (let at = 0; at < 9; at += 1) {
    const side = at % 2 === 0 ? -1 : 1;
    const size = length * random.between(0.26, 0.38) * (1 - at * 0.035);
    const angle = (side * random.between(28, 52) * Math.PI) / 180;
    const root = length * (0.12 + at * 0.1);
    const turned = ([along, across]: Point): Point => [
      root + along * size * Math.cos(angle) - across * size * Math.sin(angle),
      along * size * Math.sin(angle) + across * size * Math.cos(angle),
    ];
    const blade: Point[] = [
      [0, 0],
      [0.3, -0.16],
      [0.7, -0.12],
      [1, 0.03],
      [0.7, 0.14],
      [0.3, 0.16],
    ];
    leaves += smooth(blade.map(turned), true);
  }
  sheet.at(
    x,
    y,
    () => {
      sheet.line(
        smooth([
          [0, 0],
          [length * 0.5, -length * 0.04],
          [length, length * 0.04],
        ]),
        SHADE,
        length * 0.012,
        opacity,
      );
      feathered(sheet, leaves, SHADE, opacity, length * 0.016);
    },
    1,
    turn,
  );
}

/** A gentle darkening to the corners and a glow from the upper left, laid over everything. */
export function finish(sheet: Sheet, warmth = 0.16, depth = 0.26): void {
  sheet.cover(
    sheet.radial(
      [0, fade("#fff2cf", warmth), 0.6, fade("#fff2cf", warmth * 0.25), 1, "#fff2cf/0"],
      0.22,
      0.1,
      0.75,
    ),
  );
  sheet.cover(sheet.radial([0.55, fade(SHADE, 0), 1, fade(SHADE, depth)], 0.46, 0.44, 0.78));
}

/** Three wisps of steam rising from (x, y). */
export function steam(sheet: Sheet, x: number, y: number, height: number, opacity = 0.5): void {
  const { random } = sheet;
  for (let at = -1; at <= 1; at += 1) {
    const sway = height * random.between(0.06, 0.12);
    const rise = height * random.between(0.75, 1);
    const left = x + at * height * 0.16;
    const wisp = smooth([
      [left, y],
      [left + sway, y - rise * 0.25],
      [left - sway, y - rise * 0.55],
      [left + sway * 0.8, y - rise * 0.8],
      [left, y - rise],
    ]);
    const stroke = sheet.linear([
      0,
      "#ffffff/0",
      0.5,
      fade("#ffffff", opacity),
      1,
      fade("#ffffff", opacity * 0.2),
    ]);
    sheet.line(wisp, stroke, height * 0.075, 0.35);
    sheet.line(wisp, stroke, height * 0.03, 0.6);
  }
}
