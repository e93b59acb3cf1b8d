import { darken, lighten, mix } from "../colour.ts";
import { lying, shadow } from "../light.ts";
import { blob, onEllipse, type Point, round, scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";

const LEAN = "#b3404a";
const FAT = "#f6e6d2";

/** A whole cured leg hanging from its hock; the origin is the string, it reaches about `size` down. */
export function leg(sheet: Sheet, size: number): void {
  sheet.line(`M0 ${round(-size * 0.16)}V${round(size * 0.05)}`, "#c9a56a", size * 0.012);
  const d = smooth(
    [
      [-size * 0.035, 0],
      [size * 0.04, 0],
      [size * 0.06, size * 0.16],
      [size * 0.12, size * 0.32],
      [size * 0.25, size * 0.5],
      [size * 0.29, size * 0.7],
      [size * 0.2, size * 0.9],
      [0, size * 0.98],
      [-size * 0.17, size * 0.88],
      [-size * 0.22, size * 0.66],
      [-size * 0.16, size * 0.44],
      [-size * 0.07, size * 0.24],
      [-size * 0.06, size * 0.1],
    ],
    true,
    0.9,
  );
  sheet.path(d, {
    fill: sheet.linear(
      [0, "#7a4a26", 0.24, "#d9a05a", 0.5, "#b3702f", 0.82, "#7a4320", 1, "#4a2612"],
      0,
      0,
      1,
      0.1,
    ),
  });
  sheet.clipped(d, () => cured(sheet, size));
  sheet.line(
    `M${round(-size * 0.05)} ${round(size * 0.05)}Q0 ${round(size * 0.07)} ${round(size * 0.055)} ${round(size * 0.05)}`,
    "#c9a56a",
    size * 0.02,
  );
}

/** What three summers leave on a leg: the dark cut face, creases, a bloom of salt, a streak of light. */
function cured(sheet: Sheet, size: number): void {
  const { random } = sheet;
  const face = smooth(
    [
      [-size * 0.13, size * 0.5],
      [-size * 0.02, size * 0.42],
      [size * 0.07, size * 0.56],
      [size * 0.06, size * 0.78],
      [-size * 0.04, size * 0.9],
      [-size * 0.15, size * 0.76],
    ],
    true,
  );
  sheet.path(face, {
    fill: sheet.linear([0, "#8f3a2e", 0.5, "#7a2a24", 1, "#561a18"], 0, 0, 1, 1),
    stroke: "#e6c698",
    "stroke-width": size * 0.018,
  });
  sheet.ellipse(-size * 0.04, size * 0.6, size * 0.035, size * 0.03, { fill: "#f0e2c4" });
  let creases = "";
  for (let at = 0; at < 26; at += 1) {
    const x = random.between(-0.2, 0.28) * size;
    const y = random.between(0.1, 0.94) * size;
    creases += `M${round(x)} ${round(y)}q${round(size * 0.03)} ${round(size * random.between(-0.02, 0.03))} ${round(size * 0.07)} ${round(size * 0.02)}`;
  }
  sheet.line(creases, "#4a2612", size * 0.006, 0.4);
  let bloom = "";
  for (const [x, y] of scatter(random, 60, size * 0.22, size * 0.42, 0.5))
    bloom += `M${round(x + size * 0.03)} ${round(y + size * 0.52)}h0.2`;
  sheet.line(bloom, "#f6ead2", size * 0.012, 0.3);
  sheet.line(
    smooth([
      [-size * 0.01, size * 0.1],
      [-size * 0.03, size * 0.26],
      [-size * 0.1, size * 0.42],
    ]),
    "#ffe0a8",
    size * 0.02,
    0.34,
  );
}

/** A thick cut of ham seen on its face: rind, fat, rose-coloured lean with marbling. */
export function cut(sheet: Sheet, rx: number, ry: number, lean = LEAN): void {
  const { random } = sheet;
  shadow(sheet, rx * 0.1, ry * 0.18, rx * 1.3, ry * 1.36, 0.5);
  const rim = (grow: number): string => {
    const points: Point[] = [];
    const wave = [1, 0.94, 1.03, 0.98, 1.02, 0.93, 1, 1.04, 0.96, 1.01];
    for (const [at, reach] of wave.entries())
      points.push(onEllipse(0, 0, rx * reach * grow, ry * reach * grow, (at / wave.length) * Math.PI * 2));
    return smooth(points, true);
  };
  sheet.at(0, ry * 0.12, () => sheet.path(rim(1), { fill: "#7a4320" }));
  sheet.path(rim(1), { fill: "#a8662e" });
  sheet.path(rim(0.965), {
    fill: sheet.linear([0, "#fffaf0", 1, FAT], 0, 0, 1, 1),
  });
  sheet.at(rx * 0.04, ry * 0.05, () => {
    const body = rim(0.8);
    sheet.path(body, {
      fill: sheet.radial([0, lighten(lean, 0.22), 0.6, lean, 1, darken(lean, 0.26)], 0.42, 0.38, 0.64),
    });
    sheet.clipped(body, () => {
      for (let at = 0; at < 7; at += 1) {
        const x = random.between(-0.7, 0.7) * rx;
        const y = random.between(-0.6, 0.6) * ry;
        const d = smooth([
          [x - rx * 0.3, y],
          [x - rx * 0.1, y - ry * random.between(0.05, 0.16)],
          [x + rx * 0.1, y + ry * 0.06],
          [x + rx * 0.34, y - ry * 0.04],
        ]);
        sheet.line(d, FAT, rx * random.between(0.012, 0.035), 0.85);
      }
      for (const [x, y] of scatter(random, 34, rx * 0.7, ry * 0.7, 0.4))
        sheet.line(
          `M${round(x)} ${round(y)}q${round(rx * 0.05)} ${round(-ry * 0.03)} ${round(rx * 0.1)} 0`,
          random.chance(0.5) ? FAT : darken(lean, 0.3),
          rx * 0.01,
          0.5,
        );
    });
    sheet.circle(rx * 0.2, ry * 0.14, Math.min(rx, ry) * 0.13, {
      fill: "#f4ead6",
      stroke: "#d8bd92",
      "stroke-width": rx * 0.02,
    });
  });
  sheet.ellipse(-rx * 0.3, -ry * 0.36, rx * 0.4, ry * 0.2, {
    fill: sheet.radial([0, "#ffffff/0.34", 1, "#ffffff/0"]),
  });
}

/** A paper-thin slice, folded over on itself. */
export function thinSlice(sheet: Sheet, r: number, lean = LEAN): void {
  const { random } = sheet;
  shadow(sheet, r * 0.06, r * 0.1, r * 1.1, r * 0.8, 0.3);
  const d = smooth(
    [
      [-r, -r * 0.1],
      [-r * 0.6, -r * 0.5],
      [0, -r * 0.4],
      [r * 0.5, -r * 0.56],
      [r, -r * 0.1],
      [r * 0.7, r * 0.34],
      [r * 0.1, r * 0.26],
      [-r * 0.5, r * 0.44],
    ],
    true,
  );
  sheet.path(d, {
    fill: sheet.linear([0, lighten(lean, 0.34), 0.5, lean, 1, darken(lean, 0.2)], 0, 0, 1, 1),
  });
  sheet.clipped(d, () => {
    sheet.line(
      smooth([
        [-r, -r * 0.1],
        [-r * 0.6, -r * 0.5],
        [0, -r * 0.4],
        [r * 0.5, -r * 0.56],
        [r, -r * 0.1],
      ]),
      FAT,
      r * 0.22,
      0.96,
    );
    for (let at = 0; at < 5; at += 1) {
      const y = random.between(-0.2, 0.3) * r;
      sheet.line(
        smooth([
          [-r * 0.8, y],
          [-r * 0.2, y + r * random.between(-0.14, 0.14)],
          [r * 0.3, y - r * 0.06],
          [r * 0.8, y + r * 0.08],
        ]),
        FAT,
        r * random.between(0.015, 0.05),
        0.75,
      );
    }
    sheet.line(
      smooth([
        [-r * 0.5, r * 0.44],
        [-r * 0.2, 0],
        [r * 0.2, -r * 0.5],
      ]),
      darken(lean, 0.5),
      r * 0.1,
      0.16,
    );
    sheet.line(
      smooth([
        [-r * 0.36, r * 0.44],
        [-r * 0.08, 0],
        [r * 0.3, -r * 0.5],
      ]),
      "#ffffff",
      r * 0.08,
      0.22,
    );
  });
}

/** One link of sausage from (0, 0) to (length, 0). */
export function sausage(sheet: Sheet, length: number, colour = "#8f2f1e", bend = 0.14): void {
  const { random } = sheet;
  const thick = length * 0.2;
  const mid: Point[] = [
    [0, 0],
    [length * 0.25, length * bend * 0.8],
    [length * 0.5, length * bend],
    [length * 0.75, length * bend * 0.8],
    [length, 0],
  ];
  const line = smooth(mid);
  sheet.line(line, "#1f0d08", thick, 0.28, {
    transform: `translate(${round(thick * 0.2)} ${round(thick * 0.34)})`,
  });
  sheet.line(line, darken(colour, 0.46), thick);
  sheet.line(line, colour, thick * 0.8, 1, { transform: `translate(0 ${round(-thick * 0.06)})` });
  sheet.line(line, lighten(colour, 0.26), thick * 0.36, 0.6, {
    transform: `translate(0 ${round(-thick * 0.18)})`,
  });
  let fat = "";
  let dark = "";
  for (let at = 0; at < 40; at += 1) {
    const share = random.between(0.03, 0.97);
    const x = length * share;
    const y = length * bend * Math.sin(share * Math.PI) + random.between(-0.32, 0.32) * thick;
    const d = `M${round(x)} ${round(y)}l${round(random.between(2, 8))} ${round(random.between(-4, 4))}`;
    if (at % 2) fat += d;
    else dark += d;
  }
  sheet.line(fat, "#f0cfa6", thick * 0.085, 0.7);
  sheet.line(dark, darken(colour, 0.5), thick * 0.07, 0.5);
  sheet.line(smooth(mid.map(([x, y]): Point => [x, y - thick * 0.28])), "#fff0dc", thick * 0.07, 0.5);
  for (const x of [0, length])
    sheet.line(`M${round(x - 8)} ${round(-thick * 0.16)}l16 ${round(thick * 0.3)}`, "#e6cf9c", thick * 0.12);
}

/** A coin of sliced sausage. */
export function coin(sheet: Sheet, r: number, colour = "#9a3524"): void {
  lying(sheet, 0, 0, r, 0.12, 0.4);
  sheet.path(blob(sheet.random, 0, 0, r, r * 0.9, 0.03), { fill: darken(colour, 0.34) });
  sheet.path(blob(sheet.random, 0, 0, r * 0.92, r * 0.82, 0.02), {
    fill: sheet.radial([0, lighten(colour, 0.2), 1, colour]),
  });
  for (const [x, y] of scatter(sheet.random, 17, r * 0.78, r * 0.7, 0.4))
    sheet.path(blob(sheet.random, x, y, r * sheet.random.between(0.07, 0.14), r * 0.09, 0.3, 6), {
      fill: sheet.random.chance(0.66) ? "#f6dcbc" : darken(colour, 0.3),
    });
}

/** A strip of dried beef, its grain running lengthwise. */
export function jerky(sheet: Sheet, length: number, colour = "#6b2f1e"): void {
  const { random } = sheet;
  const h = length * 0.3;
  shadow(sheet, length * 0.02, h * 0.3, length * 0.56, h * 0.9, 0.4);
  const d = smooth(
    [
      [-length / 2, -h * 0.2],
      [-length * 0.3, -h * 0.5],
      [0, -h * 0.4],
      [length * 0.3, -h * 0.56],
      [length / 2, -h * 0.1],
      [length * 0.34, h * 0.42],
      [0, h * 0.5],
      [-length * 0.34, h * 0.4],
    ],
    true,
  );
  sheet.path(d, {
    fill: sheet.linear([0, lighten(colour, 0.3), 0.5, colour, 1, darken(colour, 0.4)], 0, 0, 0.3, 1),
  });
  sheet.clipped(d, () => {
    for (let at = 0; at < 13; at += 1) {
      const y = random.between(-0.5, 0.5) * h;
      sheet.line(
        smooth([
          [-length / 2, y],
          [-length * 0.1, y + random.between(-5, 5)],
          [length * 0.2, y + random.between(-5, 5)],
          [length / 2, y],
        ]),
        at % 3 === 0 ? mix(colour, "#e0a070", 0.6) : darken(colour, 0.44),
        random.between(1.5, 3.6),
        0.6,
      );
    }
  });
}
