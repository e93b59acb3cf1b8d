import { darken, lighten, mix } from "../colour.ts";
import { lying, shadow, standing } from "../light.ts";
import { onEllipse, type Point, polygon, round, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { turned } from "./lathe.ts";

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

/** A camellia carved in relief, radius r. */
export function carving(sheet: Sheet, r: number, wood: string): void {
  for (const [reach, count, size] of [
    [1, 8, 0.42],
    [0.7, 7, 0.36],
    [0.42, 5, 0.28],
  ] as const) {
    for (let at = 0; at < count; at += 1) {
      sheet.at(
        0,
        0,
        () => {
          const d = `M${round(r * reach * 0.2)} 0C${round(r * reach * 0.3)} ${round(-r * size)} ${round(r * reach)} ${round(-r * size * 0.9)} ${round(r * reach)} 0C${round(r * reach)} ${round(r * size * 0.9)} ${round(r * reach * 0.3)} ${round(r * size)} ${round(r * reach * 0.2)} 0Z`;
          sheet.path(d, { fill: "#1f110a", opacity: 0.4, transform: "translate(3 4)" });
          sheet.path(d, {
            fill: sheet.linear(
              [0, darken(wood, 0.24), 0.6, lighten(wood, 0.1), 1, lighten(wood, 0.36)],
              0,
              0,
              1,
              0,
            ),
          });
        },
        1,
        (at * 360) / count + reach * 40,
      );
    }
  }
  sheet.circle(0, 0, r * 0.16, { fill: darken(wood, 0.36) });
  for (let at = 0; at < 9; at += 1) {
    const [x, y] = onEllipse(0, 0, r * 0.1, r * 0.1, at * 0.7);
    sheet.circle(x, y, r * 0.028, { fill: lighten(wood, 0.4) });
  }
}

/** A pierced round lattice: six window patterns, chosen by number. */
export function lattice(sheet: Sheet, r: number, wood: string, kind: number): void {
  lying(sheet, 0, 0, r, 0.12, 0.5);
  const ground = darken(wood, 0.72);
  sheet.circle(0, 0, r, {
    fill: sheet.linear([0, lighten(wood, 0.3), 1, darken(wood, 0.3)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * 0.86, { fill: ground, opacity: 0.9 });
  const disc = `M${-r * 0.86} 0a${r * 0.86} ${r * 0.86} 0 1 1 ${r * 1.72} 0a${r * 0.86} ${r * 0.86} 0 1 1 ${-r * 1.72} 0Z`;
  let bars = "";
  const step = r * 0.34;
  if (kind === 0)
    for (let at = -3; at <= 3; at += 1)
      bars += `M${round(at * step)} ${-r}V${r}M${-r} ${round(at * step)}H${r}`;
  if (kind === 1)
    for (let at = -4; at <= 4; at += 1)
      bars += `M${round(at * step - r)} ${-r}L${round(at * step + r)} ${r}M${round(at * step + r)} ${-r}L${round(at * step - r)} ${r}`;
  if (kind === 2)
    for (let ring = 1; ring < 4; ring += 1)
      bars += `M${round(-step * ring)} ${round(-step * ring)}h${round(step * ring * 2)}v${round(step * ring * 2)}h${round(-step * ring * 2)}Z`;
  if (kind === 3)
    for (let at = 0; at < 6; at += 1) {
      const [x, y] = onEllipse(0, 0, r * 0.46, r * 0.46, at * 1.0472);
      bars += `M${round(x - r * 0.34)} ${round(y)}a${round(r * 0.34)} ${round(r * 0.34)} 0 1 0 ${round(r * 0.68)} 0a${round(r * 0.34)} ${round(r * 0.34)} 0 1 0 ${round(-r * 0.68)} 0`;
    }
  if (kind === 4)
    for (let at = 0; at < 13; at += 1) {
      const [x1, y1] = onEllipse(0, 0, r * 0.86, r * 0.86, at * 0.483);
      const [x2, y2] = onEllipse(0, 0, r * 0.4, r * 0.4, at * 1.9);
      const [x3, y3] = onEllipse(0, 0, r * 0.4, r * 0.4, at * 1.9 + 1.9);
      bars += `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}L${round(x3)} ${round(y3)}`;
    }
  if (kind === 5)
    for (let at = 0; at < 8; at += 1) {
      const [x, y] = onEllipse(0, 0, r, r, at * 0.7854);
      bars += `M0 0L${round(x)} ${round(y)}M${round(x * 0.34)} ${round(y * 0.34)}L${round(Math.cos(at * 0.7854 + 0.7854) * r * 0.34)} ${round(Math.sin(at * 0.7854 + 0.7854) * r * 0.34)}M${round(x * 0.62)} ${round(y * 0.62)}L${round(Math.cos(at * 0.7854 + 0.7854) * r * 0.62)} ${round(Math.sin(at * 0.7854 + 0.7854) * r * 0.62)}`;
    }
  sheet.clipped(disc, () => {
    sheet.line(bars, darken(wood, 0.4), r * 0.085);
    sheet.line(bars, lighten(wood, 0.14), r * 0.06, 1, {
      transform: `translate(${round(-r * 0.01)} ${round(-r * 0.014)})`,
    });
  });
}

/** Smoke-blackened pottery of Nixi: a round-bellied pot with lid and lugs, about 300 wide. */
export function blackPot(sheet: Sheet, lugs = true, clay = "#35312f"): void {
  standing(sheet, 8, 2, 130, 170);
  if (lugs)
    for (const side of [-1, 1])
      sheet.path(`M${side * 120} -116C${side * 186} -132 ${side * 186} -66 ${side * 128} -72`, {
        fill: "none",
        stroke: sheet.linear([0, lighten(clay, 0.2), 1, darken(clay, 0.4)]),
        "stroke-width": 20,
      });
  turned(
    sheet,
    [
      [-154, 92],
      [-140, 98],
      [-112, 128],
      [-70, 142],
      [-28, 118],
      [0, 80],
    ],
    { colour: clay, gloss: 0.22, tilt: 0.2 },
  );
  for (const y of [-120, -108]) sheet.line(`M-124 ${y}Q0 ${y + 34} 124 ${y}`, lighten(clay, 0.3), 3, 0.35);
  let dots = "";
  for (let at = -6; at <= 6; at += 1)
    dots += `M${round(Math.sin((at / 6.4) * 1.45) * 132)} ${round(-88 + Math.cos((at / 6) * 1.4) * 22)}h0.2`;
  sheet.line(dots, "#e9e2d2", 9, 0.85);
  turned(
    sheet,
    [
      [-192, 24],
      [-184, 52],
      [-166, 90],
      [-152, 98],
    ],
    { colour: lighten(clay, 0.05), gloss: 0.22, tilt: 0.2 },
  );
  turned(
    sheet,
    [
      [-218, 15],
      [-212, 20],
      [-200, 19],
      [-190, 14],
    ],
    { colour: clay, gloss: 0.3, tilt: 0.3 },
  );
}
