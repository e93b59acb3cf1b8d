import { darken, lighten } from "../colour.ts";
import { lying, standing } from "../light.ts";
import { onEllipse, round } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { turned } from "./lathe.ts";

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
