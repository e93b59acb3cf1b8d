import { darken, lighten } from "../colour.ts";
import { lying, shadow } from "../light.ts";
import { blob, leafPath, onEllipse, type Point, polygon, round, scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { hills } from "./caddy.ts";

/** Dry leaf by kind: the ground it lies on, then strands from dark to bright. */
export const LEAF = {
  raw: ["#3b3a24", "#2b2d1c", "#5b5a35", "#7f7a4c", "#a89f72"],
  ripe: ["#2e1a10", "#1f110a", "#472a18", "#6b4122", "#9a6b36"],
  white: ["#5c5f4a", "#383d2d", "#767a60", "#b9b79c", "#e8e4cf"],
  red: ["#3a1c12", "#24110b", "#5a2c18", "#8a4a22", "#c98a3a"],
  gold: ["#6e4415", "#4a2a0d", "#a06a1f", "#d39a35", "#f0c76a"],
  green: ["#4c5a2a", "#36431d", "#68793a", "#8f9d55", "#bcc488"],
} as const;
export type LeafKind = keyof typeof LEAF;

/** Twisted dry leaves strewn over an ellipse, one path per colour. `length` sets how coarse they are. */
export function strands(
  sheet: Sheet,
  kind: LeafKind,
  rx: number,
  ry: number,
  count: number,
  length: number,
  thickness = 0.2,
): void {
  const { random } = sheet;
  const [, ...tones] = LEAF[kind];
  for (const [layer, tone] of tones.entries()) {
    const share = [0.34, 0.32, 0.22, 0.12][layer] ?? 0.1;
    let d = "";
    for (const [x, y] of scatter(random, Math.max(3, Math.round(count * share)), rx, ry, 0.5)) {
      const angle = random.between(0, Math.PI * 2);
      const half = (length * random.between(0.6, 1.15)) / 2;
      const bend = random.between(-0.5, 0.5) * half;
      const [dx, dy] = [Math.cos(angle) * half, Math.sin(angle) * half];
      d += `M${round(x - dx)} ${round(y - dy)}Q${round(x - dy * 0.3 + bend * 0.6)} ${round(y + dx * 0.3 + bend)} ${round(x + dx)} ${round(y + dy)}`;
    }
    sheet.line(d, tone, length * thickness * (1 - layer * 0.14), 1);
  }
}

/** A pressed cake seen flat, radius r, lit from the upper left. */
export function cake(sheet: Sheet, r: number, kind: LeafKind): void {
  const [ground] = LEAF[kind];
  lying(sheet, 0, 0, r, 0.09, 0.6);
  sheet.circle(r * 0.012, r * 0.02, r, { fill: darken(ground, 0.5) });
  const edge = blob(sheet.random, 0, 0, r * 0.985, r * 0.985, 0.008, 26);
  sheet.path(edge, {
    fill: sheet.radial([0, lighten(ground, 0.16), 0.8, ground, 1, darken(ground, 0.4)], 0.4, 0.36, 0.66),
  });
  sheet.clipped(edge, () => {
    strands(sheet, kind, r * 0.97, r * 0.97, Math.round(190 + r * 1.15), 26 + r * 0.12, 0.21);
    sheet.circle(0, 0, r, {
      fill: sheet.radial([0, "#ffe9bd/0.22", 0.45, "#fff0cf/0.04", 1, "#fff0cf/0"], 0.3, 0.25, 0.6),
    });
    sheet.circle(0, 0, r, {
      fill: sheet.radial([0.55, "#180c05/0", 0.86, "#180c05/0.22", 1, "#180c05/0.66"], 0.44, 0.43, 0.6),
    });
  });
}

export type Emblem = "hills" | "sprig" | "moon" | "tree";

/** The same cake in its cotton paper: pleats at the rim and a printed seal in the middle. */
export function wrapped(sheet: Sheet, r: number, paper: string, ink: string, emblem: Emblem = "hills"): void {
  const { random } = sheet;
  lying(sheet, 0, 0, r, 0.09, 0.55);
  const edge = blob(random, 0, 0, r, r, 0.012, 22);
  sheet.path(edge, {
    fill: sheet.radial([0, lighten(paper, 0.3), 0.7, paper, 1, darken(paper, 0.28)], 0.36, 0.32, 0.72),
  });
  sheet.clipped(edge, () => {
    let dark = "";
    let light = "";
    for (let at = 0; at < 46; at += 1) {
      const angle = (at / 46) * Math.PI * 2 + random.between(-0.06, 0.06);
      const [x1, y1] = onEllipse(0, 0, r, r, angle);
      const [x2, y2] = onEllipse(
        0,
        0,
        r * random.between(0.7, 0.9),
        r * random.between(0.7, 0.9),
        angle + random.between(-0.1, 0.1),
      );
      const line = `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
      if (at % 2 === 0) dark += line;
      else light += line;
    }
    sheet.line(dark, darken(paper, 0.5), r * 0.012, 0.24);
    sheet.line(light, "#ffffff", r * 0.014, 0.4);
  });
  sheet.circle(0, 0, r * 0.6, { fill: "none", stroke: ink, "stroke-width": r * 0.012, opacity: 0.75 });
  sheet.circle(0, 0, r * 0.565, { fill: "none", stroke: ink, "stroke-width": r * 0.005, opacity: 0.75 });
  for (let at = 0; at < 24; at += 1) {
    const [x, y] = onEllipse(0, 0, r * 0.68, r * 0.68, (at / 24) * Math.PI * 2);
    sheet.circle(x, y, r * 0.012, { fill: ink, opacity: 0.55 });
  }
  seal(sheet, r * 0.53, ink, paper, emblem);
  sheet.circle(0, 0, r, {
    fill: sheet.radial([0.5, "#180c05/0", 1, "#180c05/0.26"], 0.42, 0.4, 0.64),
  });
}

function seal(sheet: Sheet, r: number, ink: string, paper: string, emblem: Emblem): void {
  const disc = `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
  sheet.clipped(disc, () => {
    if (emblem === "hills") hills(sheet, r, r * 0.1, ink);
    if (emblem === "moon") {
      sheet.path(disc, { fill: ink, opacity: 0.9 });
      sheet.circle(r * 0.06, -r * 0.14, r * 0.5, { fill: paper });
      sheet.circle(r * 0.26, -r * 0.24, r * 0.46, { fill: ink });
      sheet.path(`M${-r} ${r * 0.5}Q0 ${r * 0.2} ${r} ${r * 0.5}V${r}H${-r}Z`, {
        fill: paper,
        opacity: 0.75,
      });
    }
    if (emblem === "sprig") sheet.at(0, r * 0.72, () => sprig(sheet, r * 1.35, ink, ink), 1, 0);
    if (emblem === "tree") {
      sheet.line(
        smooth([
          [0, r * 0.7],
          [r * 0.04, r * 0.2],
          [-r * 0.03, -r * 0.1],
        ]),
        ink,
        r * 0.12,
      );
      for (const [x, y, s] of [
        [0, -0.38, 0.4],
        [-0.36, -0.12, 0.3],
        [0.36, -0.14, 0.32],
      ] as const)
        sheet.circle(x * r, y * r, s * r, { fill: ink, opacity: 0.85 });
      sheet.line(`M${-r * 0.7} ${r * 0.72}H${r * 0.7}`, ink, r * 0.04);
    }
  });
}

/** Cotton paper lying open under a cake, creased where it had been folded. */
export function openPaper(sheet: Sheet, r: number, paper: string, turn = 12): void {
  sheet.at(
    0,
    0,
    () => {
      shadow(sheet, r * 0.08, r * 0.1, r * 1.75, r * 1.7, 0.42);
      const corners: Point[] = [
        [-1.32, -1.2],
        [0, -1.27],
        [1.24, -1.3],
        [1.3, 0.1],
        [1.27, 1.24],
        [-0.1, 1.3],
        [-1.26, 1.28],
        [-1.3, 0],
      ];
      const d = polygon(corners.map(([x, y]): Point => [x * r, y * r]));
      sheet.path(d, {
        fill: sheet.linear([0, lighten(paper, 0.45), 0.6, paper, 1, darken(paper, 0.12)], 0, 0, 1, 1),
      });
      for (let at = 0; at < 20; at += 1) {
        const angle = (at / 20) * Math.PI * 2 + sheet.random.between(-0.1, 0.1);
        const [x1, y1] = onEllipse(0, 0, r * 0.95, r * 0.95, angle);
        const [x2, y2] = onEllipse(0, 0, r * 1.26, r * 1.26, angle + sheet.random.between(-0.08, 0.08));
        sheet.line(
          `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`,
          at % 2 ? "#ffffff" : darken(paper, 0.4),
          r * 0.012,
          at % 2 ? 0.6 : 0.2,
        );
      }
    },
    1,
    turn,
  );
}

/** A bud with two leaves on a stalk that rises from the origin: what is picked. */
export function sprig(sheet: Sheet, size: number, leaf = "#5f8f3e", young = lighten(leaf, 0.28)): void {
  sheet.line(
    smooth([
      [0, 0],
      [size * 0.02, -size * 0.3],
      [0, -size * 0.56],
    ]),
    darken(leaf, 0.18),
    size * 0.035,
  );
  const blade = (x: number, y: number, length: number, turn: number, colour: string): void =>
    sheet.at(
      x,
      y,
      () => {
        sheet.path(leafPath(length, length * 0.36, length * 0.03), {
          fill: sheet.linear([
            0,
            lighten(colour, 0.2),
            0.5,
            colour,
            0.52,
            darken(colour, 0.14),
            1,
            darken(colour, 0.26),
          ]),
        });
        sheet.line(
          `M0 0L${round(length * 0.94)} ${round(length * 0.03)}`,
          lighten(colour, 0.45),
          length * 0.018,
          0.8,
        );
        for (let vein = 1; vein < 5; vein += 1) {
          const at = length * vein * 0.18;
          sheet.line(
            `M${round(at)} 0l${round(length * 0.1)} ${round(-length * 0.1)}M${round(at)} 0l${round(length * 0.1)} ${round(length * 0.1)}`,
            lighten(colour, 0.3),
            length * 0.008,
            0.5,
          );
        }
      },
      1,
      turn,
    );
  blade(0, -size * 0.2, size * 0.62, -28, leaf);
  blade(0, -size * 0.36, size * 0.56, -152, darken(leaf, 0.06));
  blade(0, -size * 0.54, size * 0.4, -84, young);
  blade(size * 0.01, -size * 0.52, size * 0.34, -64, lighten(young, 0.12));
}

/** Broken pieces of a cake. */
export function chunk(sheet: Sheet, r: number, kind: LeafKind): void {
  const [ground] = LEAF[kind];
  lying(sheet, 0, 0, r, 0.14, 0.55);
  const d = blob(sheet.random, 0, 0, r, r * 0.8, 0.16, 9);
  sheet.path(d, {
    fill: sheet.linear([0, lighten(ground, 0.14), 1, darken(ground, 0.4)], 0, 0, 1, 1),
  });
  sheet.clipped(d, () => strands(sheet, kind, r, r * 0.8, 60, r * 0.5, 0.2));
}

/** Loose tea poured on a surface, thinning out at the edge. */
export function heap(sheet: Sheet, rx: number, ry: number, kind: LeafKind, length = 46): void {
  const [ground] = LEAF[kind];
  shadow(sheet, rx * 0.06, ry * 0.1, rx * 1.25, ry * 1.3, 0.5);
  strands(sheet, kind, rx * 1.12, ry * 1.12, 40, length * 0.9, 0.16);
  sheet.path(blob(sheet.random, 0, 0, rx * 0.9, ry * 0.9, 0.06, 14), { fill: darken(ground, 0.2) });
  strands(sheet, kind, rx * 0.95, ry * 0.95, Math.round(90 + rx * 0.7), length, 0.17);
  strands(sheet, kind, rx * 0.62, ry * 0.6, 60, length, 0.16);
}

/** A plate or bowl seen from above; `fill` draws what lies on it. */
export function plate(sheet: Sheet, r: number, colour: string, fill: () => void, depth = 0.12): void {
  lying(sheet, 0, 0, r, 0.1, 0.55);
  sheet.circle(0, 0, r, {
    fill: sheet.linear([0, lighten(colour, 0.34), 1, darken(colour, 0.22)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * 0.965, {
    fill: sheet.linear([0, lighten(colour, 0.1), 1, darken(colour, 0.06)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * (1 - depth), {
    fill: sheet.linear([0, darken(colour, 0.24), 0.6, colour, 1, lighten(colour, 0.22)], 0, 0, 1, 1),
  });
  fill();
}
