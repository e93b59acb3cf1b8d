import { darken, fade, lighten, mix } from "./colour.ts";
import { type Point, smooth } from "./path.ts";
import type { Sheet } from "./sheet.ts";

export interface Air {
  /** Top of the sky, and the glow above the ridges. */
  sky: [string, string];
  /** Nearest ridge; farther ones fade towards the mist. */
  near: string;
  mist: string;
  sun?: [x: number, y: number, r: number, colour: string];
}

/** Skies the whole set shares, so that every landscape belongs to one country. */
export const DAWN: Air = {
  sky: ["#f3c9a5", "#fbe9cf"],
  near: "#2f5d4c",
  mist: "#f6e3cc",
  sun: [520, 190, 52, "#fff4d8"],
};
export const MORNING: Air = {
  sky: ["#bfd8d6", "#eef3e4"],
  near: "#2c6b52",
  mist: "#eaf1e6",
  sun: [210, 170, 46, "#fffbe6"],
};
export const DUSK: Air = {
  sky: ["#6d5b7b", "#f0b58e"],
  near: "#2c3a4c",
  mist: "#e9b596",
  sun: [380, 300, 64, "#ffdcae"],
};
export const RAIN: Air = { sky: ["#a9b7b5", "#dde4dc"], near: "#31514a", mist: "#d9e2da" };
export const NIGHT: Air = {
  sky: ["#16223a", "#3a4a63"],
  near: "#0f1a24",
  mist: "#4f6076",
  sun: [560, 130, 34, "#fdf3d4"],
};

/** A ridge line across the sheet as points: two slow waves plus some seeded unrest, so no two are alike. */
export function ridge(sheet: Sheet, y: number, rise: number, step = 42): Point[] {
  const { random } = sheet;
  const phase = random.between(0, 6.28);
  const second = random.between(0, 6.28);
  const points: Point[] = [];
  for (let x = -step; x <= sheet.width + step; x += step) {
    const wave =
      Math.sin(x / 150 + phase) * 0.5 + Math.sin(x / 61 + second) * 0.26 + random.between(-0.16, 0.16);
    points.push([x, y - rise * (0.5 + wave * 0.62)]);
  }
  return points;
}

/** Closes a line of points down to the bottom of the sheet. */
export const downwards = (sheet: Sheet, points: Point[], tension = 1): string =>
  `${smooth(points, false, tension)}L${sheet.width + 60} ${sheet.height + 40}L-60 ${sheet.height + 40}Z`;

/** Sky, sun, and `layers` of mountains standing in mist between y = top and y = bottom. */
export function mountains(sheet: Sheet, air: Air, top: number, bottom: number, layers = 5): void {
  const [high, low] = air.sky;
  const glow = sheet.linear([0, high, Math.min(0.95, bottom / sheet.height), low, 1, low]);
  sheet.cover(glow);
  if (air.sun) {
    const [x, y, r, colour] = air.sun;
    const k = sheet.width / 750;
    sheet.circle(x * k, y * k, r * k * 3.4, {
      fill: sheet.radial([0, fade(colour, 0.75), 1, fade(colour, 0)]),
    });
    sheet.circle(x * k, y * k, r * k, { fill: colour });
  }
  for (let at = 0; at < layers; at += 1) {
    const depth = layers === 1 ? 1 : at / (layers - 1);
    const colour = mix(mix(air.near, air.mist, 0.82), air.near, depth ** 1.25);
    const y = top + (bottom - top) * depth;
    const rise = (bottom - top) * (0.5 - depth * 0.18) + 30;
    const fade = sheet.linear([
      0,
      lighten(colour, 0.06),
      0.32,
      colour,
      0.75,
      mix(colour, air.mist, 0.7 - depth * 0.3),
      1,
      air.mist,
    ]);
    sheet.path(downwards(sheet, ridge(sheet, y, rise, 30 + at * 8)), {
      fill: at === layers - 1 ? colour : fade,
    });
  }
}

/** A bank of mist: stretched soft ovals. */
export function mist(sheet: Sheet, y: number, colour: string, opacity = 0.7): void {
  const { random } = sheet;
  const fill = sheet.radial([0, fade(colour, opacity), 0.6, fade(colour, opacity * 0.5), 1, fade(colour, 0)]);
  for (let at = 0; at < 5; at += 1) {
    sheet.ellipse(
      random.between(0, sheet.width),
      y + random.between(-18, 18),
      random.between(160, 320),
      random.between(22, 46),
      { fill },
    );
  }
}

/** A rounded tree standing at (x, y): trunk, then crowns from dark to lit. */
export function tree(sheet: Sheet, x: number, y: number, size: number, leaf: string): void {
  const { random } = sheet;
  const trunk = darken(mix(leaf, "#6b4a30", 0.8), 0.25);
  sheet.line(
    smooth([
      [x, y],
      [x + size * 0.03, y - size * 0.4],
      [x - size * 0.05, y - size * 0.8],
    ]),
    trunk,
    size * 0.09,
  );
  sheet.line(
    smooth([
      [x, y - size * 0.4],
      [x + size * 0.2, y - size * 0.75],
    ]),
    trunk,
    size * 0.05,
  );
  for (const [dx, dy, r, shade] of [
    [0.1, -0.78, 0.36, 0.3],
    [-0.24, -0.82, 0.3, 0.14],
    [0.06, -1.02, 0.32, 0],
    [-0.1, -1.12, 0.2, -0.14],
  ] as const) {
    const colour = shade >= 0 ? darken(leaf, shade) : lighten(leaf, -shade);
    sheet.ellipse(x + dx * size, y + dy * size, r * size * random.between(0.9, 1.1), r * size * 0.78, {
      fill: colour,
    });
  }
}

/** A grey-tiled house of the Dali plain, white wall with a painted edge. */
export function house(sheet: Sheet, x: number, y: number, width: number): void {
  const height = width * 0.42;
  sheet.rect(x, y - height, width, height, {
    fill: sheet.linear([0, "#fbf4e6", 1, "#e5d9c3"], 0, 0, 1, 0),
  });
  sheet.rect(x, y - height, width, height * 0.12, { fill: "#8a9a9c", opacity: 0.6 });
  for (const [dx, w] of [
    [0.14, 0.14],
    [0.42, 0.18],
    [0.74, 0.14],
  ] as const) {
    sheet.rect(
      x + dx * width,
      y - height * (w > 0.15 ? 0.62 : 0.6),
      w * width,
      height * (w > 0.15 ? 0.62 : 0.32),
      { fill: "#6d4a31" },
    );
  }
  const eave = width * 0.1;
  const roof = `M${x - eave} ${y - height + 3}Q${x + width * 0.1} ${y - height * 1.12} ${x + width * 0.12} ${y - height * 1.58}L${x + width * 0.88} ${y - height * 1.58}Q${x + width * 0.9} ${y - height * 1.12} ${x + width + eave} ${y - height + 3}Z`;
  sheet.path(roof, {
    fill: sheet.linear([0, "#66717a", 1, "#434c55"]),
  });
  sheet.line(
    `M${x + width * 0.1} ${y - height * 1.59}L${x + width * 0.9} ${y - height * 1.59}`,
    "#353c44",
    width * 0.03,
  );
  for (let at = 1; at < 9; at += 1) {
    const from = x + width * (0.12 + at * 0.084);
    const to = x - eave + (width + eave * 2) * (at / 9);
    sheet.line(`M${from} ${y - height * 1.56}L${to} ${y - height}`, "#2f363d", 1.4, 0.5);
  }
}
