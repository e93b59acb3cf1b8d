import { darken, fade, lighten } from "../colour.ts";
import { type Point, round, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";

export interface Turned {
  colour: string;
  /** What is seen through the opening; without it the top is closed. */
  inside?: string;
  /** Liquid inside: its colour, and how far below the rim in pixels. */
  liquid?: [colour: string, depth: number];
  /** 0 for clay, 1 for glaze. */
  gloss?: number;
  /** How far from above we look: the ratio of the ellipses. */
  tilt?: number;
  opacity?: number;
}

/** The outline of a turned body: radii at heights, from the top (first) to the foot (last, y = 0). */
export function outline(profile: Point[], tilt: number): string {
  const right = profile.map(([y, r]): Point => [r, y]);
  const left = profile.map(([y, r]): Point => [-r, y]).reverse();
  const [footY, foot] = profile.at(-1) ?? [0, 0];
  const [, mouth] = profile[0] ?? [0, 0];
  const arc = `A${round(foot)} ${round(foot * tilt)} 0 0 1 ${round(-foot)} ${round(footY)}`;
  const top = `A${round(mouth)} ${round(mouth * tilt)} 0 0 1 ${round(mouth)} ${round(profile[0]?.[0] ?? 0)}Z`;
  return `${smooth(right)}${arc}${smooth(left).replace(/^M[^C]*/, "")}${top}`;
}

/** A body of revolution standing on the origin, lit from the left. */
export function turned(sheet: Sheet, profile: Point[], options: Turned): void {
  const { colour, inside, liquid, gloss = 0.5, tilt = 0.24, opacity } = options;
  const d = outline(profile, tilt);
  const body = sheet.linear(
    [
      0,
      darken(colour, 0.16),
      0.16,
      lighten(colour, 0.14 + gloss * 0.12),
      0.34,
      lighten(colour, 0.05),
      0.62,
      darken(colour, 0.12),
      0.9,
      darken(colour, 0.42),
      1,
      darken(colour, 0.3),
    ],
    0,
    0,
    1,
    0,
  );
  sheet.path(d, { fill: body, opacity });
  sheet.path(d, {
    fill: sheet.linear([0.3, "#2a170c/0", 1, "#2a170c/0.22"]),
    opacity,
  });
  if (gloss > 0) shine(sheet, profile, gloss);
  const [y, r] = profile[0] ?? [0, 0];
  if (inside) {
    sheet.ellipse(0, y, r, r * tilt, { fill: lighten(colour, 0.3) });
    sheet.ellipse(0, y + 1.5, r * 0.945, r * tilt * 0.91, {
      fill: sheet.linear([0, darken(inside, 0.34), 0.55, inside, 1, lighten(inside, 0.24)], 0, 0, 1, 0.5),
    });
  }
  if (liquid) {
    const [tea, depth] = liquid;
    const wet = r * (0.93 - depth * 0.004);
    sheet.clipped(
      `M${-r} ${y}A${r * 0.945} ${r * tilt * 0.91} 0 0 1 ${r} ${y}A${r * 0.945} ${r * tilt * 0.91} 0 0 1 ${-r} ${y}Z`,
      () => {
        sheet.ellipse(0, y + depth, wet, wet * tilt, {
          fill: sheet.radial([0, lighten(tea, 0.22), 0.75, tea, 1, darken(tea, 0.3)], 0.4, 0.4, 0.7),
        });
        sheet.ellipse(-wet * 0.3, y + depth - wet * tilt * 0.25, wet * 0.36, wet * tilt * 0.2, {
          fill: "#fffaf0",
          opacity: 0.34,
        });
      },
    );
  }
}

/** The narrow reflection down the lit side. */
function shine(sheet: Sheet, profile: Point[], gloss: number): void {
  const inner = profile.map(([y, r]): Point => [-r * 0.7, y]);
  const outer = profile.map(([y, r]): Point => [-r * 0.82, y]).reverse();
  const trimmed = profile.length > 3 ? [...inner.slice(1, -1), ...outer.slice(1, -1)] : [...inner, ...outer];
  sheet.path(`${smooth(trimmed, true, 0.8)}`, {
    fill: sheet.linear([0, fade("#ffffff", 0.75 * gloss), 1, "#ffffff/0.06"]),
  });
}

/** A body of glass: pale walls, dark edges, and what is inside up to `level` (share of the height). */
export function glass(sheet: Sheet, profile: Point[], liquid: string | null, level = 0.7, tilt = 0.22): void {
  const d = outline(profile, tilt);
  const [topY, mouth] = profile[0] ?? [0, 0];
  sheet.path(d, { fill: "#ffffff", opacity: 0.2 });
  if (liquid) {
    const surface = topY * level;
    const radius = radiusAt(profile, surface) * 0.95;
    sheet.clipped(d, () => {
      sheet.rect(-400, surface, 800, 900, {
        fill: sheet.linear(
          [0, darken(liquid, 0.1), 0.22, lighten(liquid, 0.3), 0.6, liquid, 1, darken(liquid, 0.34)],
          0.35,
          0,
          0.65,
          0,
        ),
        opacity: 0.93,
      });
      sheet.ellipse(0, surface, radius, radius * tilt, { fill: lighten(liquid, 0.36), opacity: 0.95 });
      sheet.ellipse(radius * 0.1, -radius * 0.3, radius * 0.55, radius * 0.2, {
        fill: lighten(liquid, 0.5),
        opacity: 0.22,
      });
    });
  }
  sheet.path(d, { fill: "none", stroke: "#ffffff", "stroke-width": 3, opacity: 0.55 });
  sheet.path(d, {
    fill: sheet.linear(
      [0, "#5a4a3a/0.3", 0.1, "#ffffff/0.12", 0.5, "#ffffff/0", 0.92, "#5a4a3a/0.06", 1, "#5a4a3a/0.36"],
      0,
      0,
      1,
      0,
    ),
  });
  shine(sheet, profile, 0.95);
  sheet.ellipse(0, topY, mouth, mouth * tilt, { fill: "#ffffff", opacity: 0.22 });
  sheet.ellipse(0, topY, mouth, mouth * tilt, {
    fill: "none",
    stroke: "#ffffff",
    "stroke-width": 3,
    opacity: 0.8,
  });
}

/** The radius of a profile at a height, between its given points. */
export function radiusAt(profile: Point[], y: number): number {
  for (let at = 1; at < profile.length; at += 1) {
    const [y0, r0] = profile[at - 1] ?? [0, 0];
    const [y1, r1] = profile[at] ?? [0, 0];
    if (y >= y0 && y <= y1) return r0 + ((r1 - r0) * (y - y0)) / (y1 - y0 || 1);
  }
  return profile.at(-1)?.[1] ?? 0;
}
