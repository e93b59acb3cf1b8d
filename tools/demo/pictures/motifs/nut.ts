import { darken, lighten } from "../colour.ts";
import { lying } from "../light.ts";
import { blob, onEllipse, polygon, round, scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";

/** A macadamia: a polished shell with a sawn slit, or cracked open on its pale kernel. */
export function macadamia(sheet: Sheet, r: number, open = false): void {
  const shell = "#8a5530";
  lying(sheet, 0, 0, r, 0.14, 0.5);
  sheet.circle(0, 0, r, {
    fill: sheet.radial([0, lighten(shell, 0.5), 0.45, shell, 1, darken(shell, 0.6)], 0.34, 0.28, 0.78),
  });
  if (open) {
    sheet.circle(r * 0.04, r * 0.04, r * 0.84, { fill: "#e6cfa2" });
    sheet.circle(r * 0.04, r * 0.04, r * 0.76, { fill: "#8a6038" });
    sheet.circle(r * 0.02, r * 0.02, r * 0.68, {
      fill: sheet.radial([0, "#fffaf0", 0.5, "#f3e2bd", 1, "#c9a66c"], 0.36, 0.3, 0.74),
    });
    return;
  }
  sheet.line(
    `M${round(-r * 0.62)} ${round(r * 0.12)}Q0 ${round(r * 0.4)} ${round(r * 0.66)} ${round(r * 0.02)}`,
    "#2a160b",
    r * 0.1,
  );
  sheet.line(
    `M${round(-r * 0.6)} ${round(r * 0.2)}Q0 ${round(r * 0.48)} ${round(r * 0.64)} ${round(r * 0.1)}`,
    "#d8a672",
    r * 0.04,
    0.7,
  );
  sheet.ellipse(-r * 0.36, -r * 0.42, r * 0.22, r * 0.13, { fill: "#fff3dc", opacity: 0.7 });
  sheet.circle(r * 0.3, -r * 0.5, r * 0.07, { fill: "#e6cfa2" });
}

/** A whole walnut in its wrinkled shell. */
export function walnut(sheet: Sheet, r: number): void {
  const { random } = sheet;
  const shell = "#c39a66";
  lying(sheet, 0, 0, r, 0.14, 0.5);
  const d = blob(random, 0, 0, r, r * 0.9, 0.03, 12);
  sheet.path(d, {
    fill: sheet.radial([0, lighten(shell, 0.4), 0.5, shell, 1, darken(shell, 0.5)], 0.34, 0.28, 0.78),
  });
  sheet.clipped(d, () => {
    sheet.line(
      `M${round(-r)} ${round(-r * 0.04)}Q0 ${round(r * 0.1)} ${round(r)} ${round(-r * 0.06)}`,
      darken(shell, 0.5),
      r * 0.07,
      0.8,
    );
    sheet.line(
      `M${round(-r)} ${round(-r * 0.1)}Q0 ${round(r * 0.04)} ${round(r)} ${round(-r * 0.12)}`,
      lighten(shell, 0.4),
      r * 0.03,
      0.8,
    );
    let folds = "";
    for (const [x, y] of scatter(random, 22, r * 0.88, r * 0.8, 0.3)) {
      if (Math.abs(y) < r * 0.14) continue;
      folds += `M${round(x - r * 0.14)} ${round(y)}q${round(r * 0.08)} ${round(random.between(-0.2, 0.2) * r)} ${round(r * 0.16)} ${round(random.between(-0.06, 0.06) * r)}t${round(r * 0.14)} ${round(random.between(-0.08, 0.08) * r)}`;
    }
    sheet.line(folds, darken(shell, 0.42), r * 0.045, 0.7);
  });
}

/** Half a kernel: four lobes like a small brain. */
export function walnutHalf(sheet: Sheet, r: number, glaze: string | null = null): void {
  const { random } = sheet;
  const flesh = glaze ?? "#d8b07a";
  lying(sheet, 0, 0, r, 0.14, 0.45);
  for (const side of [-1, 1]) {
    const lobe = smooth(
      [
        [side * r * 0.06, -r * 0.74],
        [side * r * 0.5, -r * 0.8],
        [side * r * 0.8, -r * 0.46],
        [side * r * 0.66, -r * 0.06],
        [side * r * 0.86, r * 0.3],
        [side * r * 0.56, r * 0.74],
        [side * r * 0.06, r * 0.7],
      ],
      true,
    );
    sheet.path(lobe, {
      fill: sheet.radial(
        [0, lighten(flesh, 0.46), 0.55, flesh, 1, darken(flesh, 0.4)],
        side < 0 ? 0.4 : 0.3,
        0.28,
        0.8,
      ),
    });
    sheet.clipped(lobe, () => {
      let wrinkles = "";
      for (let at = 0; at < 9; at += 1) {
        const y = r * (-0.7 + at * 0.17);
        wrinkles += `M${round(side * r * 0.1)} ${round(y)}q${round(side * r * 0.18)} ${round(random.between(-0.16, 0.16) * r)} ${round(side * r * 0.34)} ${round(random.between(-0.06, 0.1) * r)}t${round(side * r * 0.3)} ${round(random.between(-0.1, 0.1) * r)}`;
      }
      sheet.line(wrinkles, darken(flesh, 0.45), r * 0.05, 0.6);
      sheet.line(wrinkles, lighten(flesh, 0.6), r * 0.025, 0.6, {
        transform: `translate(${round(-r * 0.02)} ${round(-r * 0.04)})`,
      });
    });
  }
  sheet.line(`M0 ${round(-r * 0.7)}V${round(r * 0.68)}`, darken(flesh, 0.55), r * 0.07, 0.8);
  if (glaze) sheet.ellipse(-r * 0.4, -r * 0.4, r * 0.2, r * 0.1, { fill: "#fff6dc", opacity: 0.75 });
}

/** A pine nut, half opened. */
export function pineNut(sheet: Sheet, size: number, open: boolean): void {
  const shell = "#6e4426";
  sheet.ellipse(size * 0.08, size * 0.1, size * 0.98, size * 0.5, { fill: "#1a0d07", opacity: 0.3 });
  sheet.path(
    `M${round(-size)} 0C${round(-size * 0.6)} ${round(-size * 0.56)} ${round(size * 0.5)} ${round(-size * 0.56)} ${round(size)} 0C${round(size * 0.5)} ${round(size * 0.56)} ${round(-size * 0.6)} ${round(size * 0.56)} ${round(-size)} 0Z`,
    {
      fill: sheet.linear([0, lighten(shell, 0.4), 0.5, shell, 1, darken(shell, 0.4)]),
    },
  );
  if (open)
    sheet.path(
      `M${round(-size * 0.7)} ${round(-size * 0.02)}Q0 ${round(-size * 0.34)} ${round(size * 0.86)} ${round(-size * 0.02)}Q0 ${round(size * 0.2)} ${round(-size * 0.7)} ${round(-size * 0.02)}Z`,
      {
        fill: sheet.linear([0, "#fff6e0", 1, "#e0c594"]),
      },
    );
  else
    sheet.line(
      `M${round(-size * 0.6)} ${round(-size * 0.2)}Q0 ${round(-size * 0.36)} ${round(size * 0.5)} ${round(-size * 0.2)}`,
      lighten(shell, 0.5),
      size * 0.08,
      0.6,
    );
}

/** A pine cone from the side, scales in rows; the origin is its middle. */
export function cone(sheet: Sheet, size: number): void {
  lying(sheet, 0, 0, size * 0.7, 0.12, 0.5);
  sheet.ellipse(0, 0, size * 0.5, size * 0.76, { fill: "#3a2414" });
  for (let row = 0; row < 9; row += 1) {
    const y = -size * 0.66 + row * size * 0.16;
    const half = size * 0.56 * Math.sin(0.5 + (row / 8) * 2.2);
    const count = 3 + (row % 2);
    for (let at = 0; at < count; at += 1) {
      const x = count === 1 ? 0 : -half + (half * 2 * at) / (count - 1);
      const w = size * 0.2;
      sheet.path(
        polygon([
          [x - w, y],
          [x, y - w * 0.5],
          [x + w, y],
          [x + w * 0.5, y + w * 0.9],
          [x - w * 0.5, y + w * 0.9],
        ]),
        {
          fill: sheet.linear([0, "#c99a62", 0.5, "#93632f", 1, "#4e3018"], 0, 0, 0.4, 1),
          stroke: "#3a2414",
          "stroke-width": 1.5,
        },
      );
    }
  }
}

/** A plum carved into a chrysanthemum and steeped in honey. */
export function carvedPlum(sheet: Sheet, r: number, colour = "#7a3d14"): void {
  lying(sheet, 0, 0, r, 0.14, 0.45);
  for (const [reach, count, shift] of [
    [1, 11, 0],
    [0.68, 9, 14],
  ] as const) {
    for (let at = 0; at < count; at += 1) {
      sheet.at(
        0,
        0,
        () =>
          sheet.ellipse(r * reach * 0.62, 0, r * reach * 0.42, r * 0.19, {
            fill: sheet.linear([0, lighten(colour, 0.36), 0.5, colour, 1, darken(colour, 0.4)]),
            opacity: 0.94,
            stroke: darken(colour, 0.5),
            "stroke-width": 1.2,
          }),
        1,
        (at * 360) / count + shift,
      );
    }
  }
  sheet.circle(0, 0, r * 0.2, { fill: darken(colour, 0.3) });
  for (let at = 0; at < 5; at += 1) {
    const [x, y] = onEllipse(0, 0, r * 0.62, r * 0.62, at * 1.25 - 2.4);
    sheet.ellipse(x, y, r * 0.12, r * 0.04, { fill: "#ffe6b0", opacity: 0.7 });
  }
}
