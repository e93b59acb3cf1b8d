import { darken, lighten, mix } from "../colour.ts";
import { shadow } from "../light.ts";
import { onEllipse, round, scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";

export const INDIGO = "#274b7a";
export type Dye = "butterfly" | "cloud" | "ice" | "medallion" | "fish" | "diamond";
const WHITE = "#eef3f4";

/** Dots along a line: the marks left where the thread was. */
function stitches(sheet: Sheet, points: [number, number][], size: number, opacity = 0.92): void {
  let d = "";
  let halo = "";
  for (const [x, y] of points) {
    d += `M${round(x)} ${round(y)}l${round(sheet.random.between(-1, 1))} ${round(sheet.random.between(1, 3))}`;
    halo += `M${round(x)} ${round(y)}h0.2`;
  }
  sheet.line(halo, "#9db9d6", size * 2, 0.36);
  sheet.line(d, WHITE, size, opacity);
}

function ring(cx: number, cy: number, r: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, at) => onEllipse(cx, cy, r, r, (at / count) * Math.PI * 2));
}

/** A round flower of stitched dots and petals, radius r. */
export function medallion(sheet: Sheet, x: number, y: number, r: number): void {
  sheet.circle(x, y, r, {
    fill: sheet.radial([0, "#c9dcec/0.5", 0.6, "#7fa3c9/0.3", 1, "#7fa3c9/0"]),
  });
  for (const [reach, count, size] of [
    [0.96, 34, 0.05],
    [0.82, 28, 0.045],
    [0.3, 12, 0.05],
    [0.16, 7, 0.05],
  ] as const)
    stitches(sheet, ring(x, y, r * reach, count), r * size);
  for (let at = 0; at < 8; at += 1) {
    sheet.at(
      x,
      y,
      () => {
        sheet.path(
          `M${round(r * 0.36)} 0C${round(r * 0.46)} ${round(-r * 0.2)} ${round(r * 0.68)} ${round(-r * 0.16)} ${round(r * 0.74)} 0C${round(r * 0.68)} ${round(r * 0.16)} ${round(r * 0.46)} ${round(r * 0.2)} ${round(r * 0.36)} 0Z`,
          { fill: WHITE, opacity: 0.88 },
        );
        sheet.line(`M${round(r * 0.42)} 0H${round(r * 0.68)}`, INDIGO, r * 0.02, 0.5);
      },
      1,
      at * 45,
    );
  }
  sheet.circle(x, y, r * 0.08, { fill: WHITE });
}

function butterfly(sheet: Sheet, x: number, y: number, size: number, turn: number): void {
  sheet.at(
    x,
    y,
    () => {
      for (const side of [-1, 1]) {
        sheet.path(
          `M0 0C${side * size * 0.3} ${-size * 0.8} ${side * size * 1.1} ${-size * 0.7} ${side * size} ${-size * 0.1}C${side * size * 0.9} ${size * 0.1} ${side * size * 0.4} ${size * 0.1} 0 0Z`,
          { fill: WHITE, opacity: 0.9 },
        );
        sheet.path(
          `M0 0C${side * size * 0.6} ${size * 0.1} ${side * size * 0.8} ${size * 0.5} ${side * size * 0.5} ${size * 0.7}C${side * size * 0.2} ${size * 0.7} ${side * size * 0.04} ${size * 0.3} 0 0Z`,
          { fill: WHITE, opacity: 0.9 },
        );
        stitches(sheet, ring(side * size * 0.6, -size * 0.3, size * 0.18, 7), size * 0.07);
        sheet.circle(side * size * 0.6, -size * 0.3, size * 0.12, { fill: INDIGO, opacity: 0.7 });
      }
      sheet.line(`M0 ${-size * 0.2}V${size * 0.5}`, INDIGO, size * 0.09);
    },
    1,
    turn,
  );
}

/** The dyed pattern over a width × height area around the origin. */
export function dyed(sheet: Sheet, width: number, height: number, dye: Dye, blue = INDIGO): void {
  const { random } = sheet;
  const [w, h] = [width / 2, height / 2];
  sheet.rect(-w, -h, width, height, {
    fill: sheet.linear([0, lighten(blue, 0.1), 0.5, blue, 1, darken(blue, 0.24)], 0, 0, 1, 1),
  });
  for (const [x, y] of scatter(random, 26, w, h, 0.4))
    sheet.ellipse(x, y, random.between(30, 90), random.between(20, 60), {
      fill: random.chance(0.5) ? mix(blue, "#8fb4d6", 0.5) : darken(blue, 0.4),
      opacity: 0.1,
    });
  if (dye === "medallion") {
    const r = Math.min(w, h) * 0.62;
    medallion(sheet, 0, 0, r);
    for (const [sx, sy] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const)
      medallion(sheet, sx * w * 0.8, sy * h * 0.8, r * 0.36);
  }
  if (dye === "butterfly") {
    const step = Math.max(90, Math.min(width, height) / 2.6);
    for (let y = -h + step * 0.5; y < h + step; y += step)
      for (let x = -w + step * 0.5; x < w + step; x += step)
        butterfly(sheet, x + (Math.round(y / step) % 2) * step * 0.4, y, step * 0.3, random.between(-24, 24));
  }
  if (dye === "cloud") {
    for (let row = 0; row < height / 54; row += 1) {
      const y = -h + 30 + row * 54;
      const line: [number, number][] = [];
      for (let x = -w; x <= w; x += 9) line.push([x, y + Math.sin(x / 36 + row * 1.3) * 15]);
      stitches(sheet, line, 5, row % 2 ? 0.9 : 0.55);
      sheet.line(smooth(line.filter((_, at) => at % 3 === 0)), "#a9c4de", 18, 0.16);
    }
  }
  if (dye === "ice") {
    crackle(sheet, w, h);
  }
  if (dye === "fish")
    for (let at = 0; at < 12; at += 1)
      fish(sheet, random.between(-w, w), random.between(-h, h), 52, random.between(-30, 30));
  if (dye === "diamond") {
    diamonds(sheet, w, h);
  }
}

/** Cracked ice: short breaks in every direction. */
function crackle(sheet: Sheet, w: number, h: number): void {
  const { random } = sheet;
  let cracks = "";
  for (const [x, y] of scatter(random, 70, w * 1.2, h * 1.2, 0.5)) {
    for (let arm = 0; arm < 3; arm += 1) {
      const angle = random.between(0, 6.28);
      const reach = random.between(26, 80);
      cracks += `M${round(x)} ${round(y)}l${round(Math.cos(angle) * reach)} ${round(Math.sin(angle) * reach)}`;
    }
  }
  sheet.line(cracks, "#9db9d6", 9, 0.26);
  sheet.line(cracks, WHITE, 2.4, 0.8);
}

/** Stitched diamonds in staggered rows. */
function diamonds(sheet: Sheet, w: number, h: number): void {
  const step = 92;
  for (let y = -h; y < h + step; y += step) {
    for (let x = -w; x < w + step; x += step) {
      const cx = x + (Math.round((y + h) / step) % 2) * (step / 2);
      const side = (px: number, py: number, qx: number, qy: number): [number, number][] =>
        Array.from({ length: 5 }, (_, at) => [px + ((qx - px) * at) / 5, py + ((qy - py) * at) / 5]);
      const r = step * 0.4;
      stitches(
        sheet,
        [
          ...side(cx, y - r, cx + r, y),
          ...side(cx + r, y, cx, y + r),
          ...side(cx, y + r, cx - r, y),
          ...side(cx - r, y, cx, y - r),
        ],
        6,
      );
      stitches(sheet, ring(cx, y, r * 0.3, 6), 5);
    }
  }
}

function fish(sheet: Sheet, x: number, y: number, size: number, turn: number): void {
  sheet.at(
    x,
    y,
    () => {
      sheet.path(
        `M${-size} 0C${-size * 0.4} ${-size * 0.5} ${size * 0.4} ${-size * 0.4} ${size * 0.7} 0L${size * 1.1} ${-size * 0.3}V${size * 0.3}L${size * 0.7} 0C${size * 0.4} ${size * 0.4} ${-size * 0.4} ${size * 0.5} ${-size} 0Z`,
        { fill: WHITE, opacity: 0.86 },
      );
      for (const dx of [-0.3, 0, 0.3])
        sheet.line(
          `M${size * dx} ${-size * 0.26}Q${size * (dx + 0.16)} 0 ${size * dx} ${size * 0.26}`,
          INDIGO,
          3,
          0.6,
        );
      sheet.circle(-size * 0.66, -size * 0.06, size * 0.06, { fill: INDIGO });
    },
    1,
    turn,
  );
}

/** A cloth folded into a neat block, seen from above. */
export function folded(
  sheet: Sheet,
  width: number,
  height: number,
  dye: Dye,
  blue = INDIGO,
  layers = 4,
): void {
  const [w, h] = [width / 2, height / 2];
  shadow(sheet, w * 0.1, h * 0.2, w * 1.35, h * 1.4, 0.55);
  for (let at = layers; at > 0; at -= 1) {
    sheet.rect(-w + at * 1.5, -h + at * 9, width - at * 3, height, {
      fill: at % 2 ? lighten(blue, 0.2) : darken(blue, 0.24),
      rx: 12,
    });
  }
  const d = `M${-w + 12} ${-h}H${w - 12}Q${w} ${-h} ${w} ${-h + 12}V${h - 12}Q${w} ${h} ${w - 12} ${h}H${-w + 12}Q${-w} ${h} ${-w} ${h - 12}V${-h + 12}Q${-w} ${-h} ${-w + 12} ${-h}Z`;
  sheet.clipped(d, () => dyed(sheet, width, height, dye, blue));
  sheet.path(d, {
    fill: sheet.linear([0, "#ffffff/0.26", 0.3, "#ffffff/0", 1, "#0c1a2c/0.34"], 0, 0, 1, 1),
  });
}

/** A long cloth falling over an edge in soft folds from y = 0 down; width wide, height long. */
export function draped(sheet: Sheet, width: number, height: number, dye: Dye, blue = INDIGO): void {
  const w = width / 2;
  const d = `M${-w} 0H${w}C${w + 14} ${round(height * 0.4)} ${w - 16} ${round(height * 0.7)} ${w + 8} ${round(height)}Q${round(w * 0.5)} ${round(height + 26)} ${round(w * 0.1)} ${round(height - 6)}Q${round(-w * 0.5)} ${round(height - 26)} ${-w} ${round(height + 6)}C${-w - 14} ${round(height * 0.7)} ${-w + 12} ${round(height * 0.3)} ${-w} 0Z`;
  sheet.at(14, 10, () => sheet.path(d, { fill: "#1f130c", opacity: 0.25 }));
  sheet.clipped(d, () => {
    sheet.at(0, height / 2, () => dyed(sheet, width + 60, height + 80, dye, blue));
    for (let at = 0; at < 6; at += 1) {
      const x = -w + (width * (at + 0.5)) / 6;
      const fold = smooth([
        [x, 0],
        [x + 10, height * 0.4],
        [x - 8, height * 0.75],
        [x + 6, height + 20],
      ]);
      sheet.line(fold, "#0c1a2c", width * 0.06, 0.2);
      sheet.line(fold, "#ffffff", width * 0.03, 0.16, { transform: `translate(${round(-width * 0.055)} 0)` });
    }
  });
}
