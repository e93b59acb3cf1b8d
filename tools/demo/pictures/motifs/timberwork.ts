import { darken, lighten, mix } from "../colour.ts";
import { shadow } from "../light.ts";
import { type Point, polygon, round, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";

export const WALNUT = "#7a4e30";

export const CATALPA = "#c79c66";

/** Flowing figure of a slab: long waves that part around a knot. */
export function figure(sheet: Sheet, width: number, height: number, wood: string, lines = 34): void {
  const { random } = sheet;
  const [w, h] = [width / 2, height / 2];
  const knotX = random.between(-0.3, 0.4) * w;
  const knotY = random.between(-0.2, 0.2) * h;
  for (let at = 0; at < lines; at += 1) {
    const base = -h + ((at + random.next()) / lines) * height;
    const points: Point[] = [];
    for (let step = 0; step <= 10; step += 1) {
      const x = -w + (width * step) / 10;
      const near = Math.exp(-(((x - knotX) / (w * 0.3)) ** 2));
      const push =
        Math.sign(base - knotY || 1) * near * h * 0.2 * Math.exp(-(((base - knotY) / (h * 0.5)) ** 2));
      points.push([x, base + push + Math.sin(step * 0.9 + at * 0.35) * h * 0.03]);
    }
    const tone = random.chance(0.72)
      ? mix(darken(wood, 0.45), wood, random.between(0, 0.5))
      : lighten(wood, 0.34);
    sheet.line(smooth(points), tone, random.between(1.2, 5), random.between(0.2, 0.5));
  }
  for (let ring = 5; ring > 0; ring -= 1)
    sheet.ellipse(knotX, knotY, w * 0.024 * ring, h * 0.035 * ring, {
      fill: ring % 2 ? darken(wood, 0.5) : mix(wood, "#3a2212", 0.5),
      opacity: 0.5,
    });
}

/** A live-edge slab from above. */
export function slab(sheet: Sheet, width: number, height: number, wood: string): void {
  const { random } = sheet;
  const [w, h] = [width / 2, height / 2];
  const reach = (at: number): number => h * (0.84 + 0.1 * Math.sin(at * 1.3) + random.between(-0.05, 0.05));
  const upper = Array.from({ length: 9 }, (_, at): Point => [-w + (width * at) / 8, -reach(at)]);
  const lower = Array.from({ length: 9 }, (_, at): Point => [w - (width * at) / 8, reach(at + 2)]);
  const d = smooth([...upper, ...lower], true, 0.7);
  shadow(sheet, w * 0.05, h * 0.2, w * 1.25, h * 1.6, 0.5);
  sheet.at(0, 14, () => sheet.path(d, { fill: darken(wood, 0.6) }));
  sheet.path(d, { fill: mix(wood, "#3a2212", 0.55) });
  sheet.at(0, 0, () => {
    sheet.squeezed(0, 0, 0.985, 0.93, () => {
      sheet.path(d, {
        fill: sheet.linear([0, lighten(wood, 0.24), 0.5, wood, 1, darken(wood, 0.14)], 0, 0, 1, 1),
      });
      sheet.clipped(d, () => {
        figure(sheet, width, height, wood);
        sheet.ellipse(-w * 0.3, -h * 0.3, w * 0.7, h * 0.6, {
          fill: sheet.radial([0, "#fff2d6/0.28", 1, "#fff2d6/0"]),
        });
      });
    });
  });
}

/** A slab table from the front: wavy edge towards us, legs of wood or iron. The origin is the middle of the floor line. */
export function slabTable(sheet: Sheet, half: number, height: number, wood: string, iron = false): void {
  const { random } = sheet;
  shadow(sheet, half * 0.06, 2, half * 1.25, half * 0.13, 0.55);
  const leg = iron ? "#2b2a2a" : darken(wood, 0.3);
  for (const side of [-1, 1]) {
    const x = side * half * 0.66;
    if (iron)
      sheet.path(
        `M${round(x - half * 0.11)} 0L${round(x - half * 0.08)} ${-height}M${round(x + half * 0.11)} 0L${round(x + half * 0.08)} ${-height}M${round(x - half * 0.13)} 0H${round(x + half * 0.13)}`,
        { fill: "none", stroke: leg, "stroke-width": half * 0.034 },
      );
    else
      sheet.path(
        polygon([
          [x - half * 0.1, -height],
          [x + half * 0.1, -height],
          [x + half * 0.075, 0],
          [x - half * 0.075, 0],
        ]),
        {
          fill: sheet.linear([0, lighten(leg, 0.2), 0.4, leg, 1, darken(leg, 0.5)], 0, 0, 1, 0),
        },
      );
  }
  const depth = half * 0.2;
  const front: Point[] = Array.from(
    { length: 9 },
    (_, at): Point => [-half + (half * 2 * at) / 8, -height + random.between(-0.014, 0.02) * half],
  );
  const top = `${smooth(front)}L${round(half * 0.9)} ${round(-height - depth)}L${round(-half * 0.9)} ${round(-height - depth)}Z`;
  sheet.path(top, {
    fill: sheet.linear([0, lighten(wood, 0.1), 1, lighten(wood, 0.32)]),
  });
  sheet.clipped(top, () =>
    sheet.squeezed(0, -height - depth / 2, 1, 0.4, () => figure(sheet, half * 2, depth * 2.6, wood, 18)),
  );
  const thick = half * 0.085;
  const edge = `${smooth(front)}${smooth(front.map(([x, y]): Point => [x * 0.995, y + thick]).reverse()).replace(/^M/, "L")}Z`;
  sheet.path(edge, {
    fill: sheet.linear([0, wood, 0.3, mix(wood, "#3a2212", 0.4), 1, darken(wood, 0.6)]),
  });
  sheet.line(smooth(front), "#ffe9c4", 3, 0.6);
}

/** A plain table or bench with squared legs and a stretcher. */
export function frameTable(
  sheet: Sheet,
  half: number,
  height: number,
  wood: string,
  depth = half * 0.22,
): void {
  shadow(sheet, half * 0.06, 2, half * 1.2, half * 0.12, 0.5);
  const leg = half * 0.075;
  for (const [x, lift] of [
    [-0.82, depth * 0.7],
    [0.82, depth * 0.7],
  ] as const)
    sheet.rect(x * half - leg / 2, -height, leg, height - lift, { fill: darken(wood, 0.5) });
  sheet.rect(-half * 0.9, -height + half * 0.06, half * 1.8, half * 0.11, {
    fill: sheet.linear([0, darken(wood, 0.3), 1, darken(wood, 0.46)]),
  });
  for (const x of [-0.92, 0.92])
    sheet.rect(x * half - leg / 2, -height, leg, height, {
      fill: sheet.linear([0, lighten(wood, 0.14), 0.5, wood, 1, darken(wood, 0.4)], 0, 0, 1, 0),
    });
  const top = polygon([
    [-half * 0.9, -height - depth],
    [half * 0.9, -height - depth],
    [half, -height],
    [-half, -height],
  ]);
  sheet.path(top, {
    fill: sheet.linear([0, lighten(wood, 0.06), 1, lighten(wood, 0.36)]),
  });
  sheet.clipped(top, () =>
    sheet.squeezed(0, -height - depth / 2, 1, 0.4, () => figure(sheet, half * 2, depth * 2.6, wood, 14)),
  );
  sheet.rect(-half, -height, half * 2, half * 0.06, {
    fill: sheet.linear([0, wood, 1, darken(wood, 0.4)]),
  });
}

/** Dovetails: the corner where two boards lock, seen close. */
export function dovetail(sheet: Sheet, size: number, wood: string): void {
  const dark = darken(wood, 0.28);
  sheet.path(
    polygon([
      [-size, -size * 0.56],
      [0, -size * 0.9],
      [size, -size * 0.56],
      [0, -size * 0.2],
    ]),
    {
      fill: sheet.linear([0, lighten(wood, 0.4), 1, lighten(wood, 0.16)]),
    },
  );
  const left = polygon([
    [-size, -size * 0.56],
    [0, -size * 0.2],
    [0, size * 0.9],
    [-size, size * 0.5],
  ]);
  const right = polygon([
    [size, -size * 0.56],
    [0, -size * 0.2],
    [0, size * 0.9],
    [size, size * 0.5],
  ]);
  sheet.path(left, {
    fill: sheet.linear([0, wood, 1, darken(wood, 0.1)], 0, 0, 1, 0),
  });
  sheet.path(right, {
    fill: sheet.linear([0, dark, 1, darken(wood, 0.5)], 0, 0, 1, 0),
  });
  sheet.clipped(left, () =>
    sheet.at(-size * 0.5, size * 0.2, () => figure(sheet, size * 1.2, size * 1.8, wood, 26), 1, 14),
  );
  sheet.clipped(right, () =>
    sheet.at(size * 0.5, size * 0.2, () => figure(sheet, size * 1.2, size * 1.8, dark, 22), 1, -14),
  );
  for (let at = 0; at < 4; at += 1) {
    const y = -size * 0.12 + at * size * 0.25;
    const [inX, grow] = [-size * 0.24, size * 0.03];
    const tail = polygon([
      [0, y],
      [inX, y - size * 0.09 - grow],
      [inX, y + size * 0.04 + grow],
      [0, y + size * 0.13],
    ]);
    sheet.path(tail, { fill: darken(wood, 0.42), stroke: "#2a170c", "stroke-width": 2 });
    let end = "";
    for (let ring = 1; ring < 4; ring += 1)
      end += `M${round(inX + 6 + ring * 10)} ${round(y - size * 0.05)}q8 ${round(size * 0.05)} 0 ${round(size * 0.12)}`;
    sheet.line(end, lighten(wood, 0.2), 2, 0.4);
  }
  sheet.line(`M0 ${round(-size * 0.2)}V${round(size * 0.9)}`, "#2a170c", 4, 0.7);
  sheet.line(
    `M${-size} ${round(-size * 0.56)}L0 ${round(-size * 0.2)}L${size} ${round(-size * 0.56)}`,
    "#fff0d2",
    3,
    0.6,
  );
}
