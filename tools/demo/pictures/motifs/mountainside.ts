import { darken, lighten, mix } from "../colour.ts";
import { shadow } from "../light.ts";
import { onEllipse, type Point, round, smooth } from "../path.ts";
import { type Air, house, mountains, ridge } from "../scenery.ts";
import type { Sheet } from "../sheet.ts";
import { sprig } from "./tea.ts";

/** Flooded terraces stepping down the hill, each holding a piece of sky. */
export function terraces(sheet: Sheet, air: Air, from: number, earth = "#5f7a3c"): void {
  const { width, height, random } = sheet;
  mountains(sheet, air, from * 0.4, from, 4);
  const [high, low] = air.sky;
  const steps = 11;
  const phase = random.between(0, 6);
  for (let at = 0; at < steps; at += 1) {
    const y = from + (height - from) * (at / steps) ** 1.25;
    const line: Point[] = [];
    for (let x = -40; x <= width + 40; x += 40)
      line.push([x, y + Math.sin(x / 130 + phase + at * 0.42) * (14 + at * 4) + Math.sin(x / 47 + at) * 4]);
    const d = `${smooth(line)}L${width + 60} ${height + 20}L-60 ${height + 20}Z`;
    sheet.path(d, { fill: darken(earth, 0.3) });
    sheet.at(0, 5 + at * 0.9, () =>
      sheet.path(d, {
        fill:
          at % 3 === 2
            ? sheet.linear([0, lighten(earth, 0.3), 1, earth])
            : sheet.linear([0, low, 0.5, mix(high, low, 0.4), 1, mix(high, air.near, 0.3)], 0, 0, 1, 0.2),
      }),
    );
    sheet.line(smooth(line), lighten(earth, 0.3), 3 + at * 0.5, 0.9);
  }
}

/** A hamlet of tiled roofs climbing a slope, largest in front. */
export function hamlet(sheet: Sheet, x: number, y: number, width: number): void {
  for (const [dx, dy, k] of [
    [0.52, -0.3, 0.26],
    [0.16, -0.26, 0.28],
    [0.74, -0.16, 0.32],
    [0.36, -0.14, 0.34],
    [0.02, -0.04, 0.4],
    [0.54, 0, 0.44],
  ] as const) {
    house(sheet, x + dx * width, y + dy * width, k * width);
  }
}

/** A wooden lodge with a deck and lit windows. */
export function lodge(sheet: Sheet, x: number, y: number, width: number, lit: boolean): void {
  const h = width * 0.32;
  const wood = "#7a5234";
  shadow(sheet, x + width / 2, y + 8, width * 0.7, 26, 0.5);
  sheet.rect(x, y - h, width, h, {
    fill: sheet.linear([0, lighten(wood, 0.1), 1, darken(wood, 0.34)], 0, 0, 1, 0),
  });
  let boards = "";
  for (let at = 1; at < 8; at += 1) boards += `M${x} ${round(y - h + (h * at) / 8)}h${width}`;
  sheet.line(boards, darken(wood, 0.5), 2, 0.5);
  const glow = lit ? "#ffd98a" : "#a9c4c8";
  for (const at of [0.08, 0.3, 0.52, 0.74]) {
    sheet.rect(x + width * at, y - h * 0.8, width * 0.18, h * 0.6, {
      fill: sheet.linear([0, lighten(glow, 0.4), 1, glow]),
    });
    sheet.rect(x + width * (at + 0.085), y - h * 0.8, width * 0.012, h * 0.6, { fill: darken(wood, 0.4) });
  }
  if (lit)
    sheet.ellipse(x + width / 2, y - h * 0.4, width * 0.7, h * 1.2, {
      fill: sheet.radial([0, "#ffd98a/0.4", 1, "#ffd98a/0"]),
    });
  sheet.path(
    `M${round(x - width * 0.08)} ${round(y - h)}L${round(x + width * 0.16)} ${round(y - h * 1.8)}H${round(x + width * 0.84)}L${round(x + width * 1.08)} ${round(y - h)}Z`,
    {
      fill: sheet.linear([0, "#5d6a6e", 1, "#363f44"]),
    },
  );
  let tiles = "";
  for (let at = 1; at < 6; at += 1)
    tiles += `M${round(x + width * (0.16 - at * 0.04))} ${round(y - h * (1.8 - at * 0.133))}H${round(x + width * (0.84 + at * 0.04))}`;
  sheet.line(tiles, "#2b3236", 2, 0.5);
  sheet.rect(x - width * 0.1, y - 6, width * 1.2, 16, { fill: "#5a3a24" });
  for (const at of [0, 0.3, 0.66, 1])
    sheet.rect(x + width * at - 5, y + 6, 10, width * 0.1, { fill: "#3a2516" });
}

/** A fire in a square stone hearth, seen a little from above, with a kettle hung over it. */
export function hearth(sheet: Sheet, x: number, y: number, r: number): void {
  sheet.circle(x, y - r * 0.3, r * 3, {
    fill: sheet.radial([0, "#ffb04a/0.6", 0.4, "#ff8a2a/0.2", 1, "#ff8a2a/0"]),
  });
  sheet.ellipse(x, y, r * 1.2, r * 0.36, { fill: "#4a4340" });
  sheet.ellipse(x, y - r * 0.06, r * 1.08, r * 0.3, { fill: "#1f1815" });
  sheet.ellipse(x, y - r * 0.04, r * 0.8, r * 0.2, {
    fill: sheet.radial([0, "#ffe08a", 0.5, "#ff8a2a", 1, "#6b1f0c"]),
  });
  for (const turn of [-24, 16, 60])
    sheet.at(
      x,
      y - r * 0.08,
      () =>
        sheet.rect(-r * 0.8, -r * 0.07, r * 1.6, r * 0.15, {
          fill: sheet.linear([0, "#6b4428", 1, "#2a170c"]),
          rx: r * 0.06,
        }),
      1,
      turn * 0.4,
    );
  for (const [dx, h, colour] of [
    [-0.26, 0.8, "#ff8a2a"],
    [0.24, 0.9, "#ff8a2a"],
    [0, 1.2, "#ffb04a"],
    [-0.06, 0.76, "#ffe08a"],
    [0.12, 0.6, "#fff3c4"],
  ] as const) {
    const [fx, w] = [x + dx * r, r * 0.26];
    sheet.path(
      `M${round(fx - w)} ${round(y - r * 0.06)}C${round(fx - w * 1.4)} ${round(y - r * h * 0.5)} ${round(fx + w * 0.2)} ${round(y - r * h * 0.6)} ${round(fx)} ${round(y - r * h)}C${round(fx + w * 0.9)} ${round(y - r * h * 0.6)} ${round(fx + w * 1.5)} ${round(y - r * h * 0.4)} ${round(fx + w)} ${round(y - r * 0.06)}Z`,
      { fill: colour, opacity: 0.85 },
    );
  }
}

/** A back basket full of fresh leaves, standing on the origin. */
export function leafBasket(sheet: Sheet, width: number, height: number): void {
  const { random } = sheet;
  const [w, h] = [width / 2, height];
  shadow(sheet, w * 0.2, 4, w * 1.5, w * 0.36, 0.5);
  for (let at = 0; at < 26; at += 1) {
    const [x, y] = onEllipse(
      0,
      -h,
      w * 0.9 * random.next(),
      w * 0.4 * random.next(),
      random.between(3.2, 6.2),
    );
    sheet.at(
      x,
      y + 20,
      () => sprig(sheet, w * random.between(0.5, 0.8), random.pick(["#5f8f3e", "#4f7f38", "#76a34c"])),
      1,
      random.between(-60, 60),
    );
  }
  const d = `M${-w} ${-h}Q0 ${round(-h + w * 0.36)} ${w} ${-h}L${round(w * 0.7)} ${round(-w * 0.06)}Q0 ${round(w * 0.2)} ${round(-w * 0.7)} ${round(-w * 0.06)}Z`;
  sheet.path(d, {
    fill: sheet.linear([0, "#8a6430", 0.25, "#dcb676", 0.6, "#b98d4c", 1, "#5f431c"], 0, 0, 1, 0),
  });
  sheet.clipped(d, () => {
    for (let row = 0; row < 12; row += 1) {
      const y = -h + (h * row) / 11;
      sheet.line(
        `M${-w} ${round(y)}Q0 ${round(y + w * 0.36)} ${w} ${round(y)}`,
        row % 2 ? "#f0d69c" : "#6b4a1e",
        h * 0.03,
        0.4,
      );
    }
    for (let at = -7; at <= 7; at += 1)
      sheet.line(`M${round((at / 7) * w)} ${-h}L${round((at / 7) * w * 0.7)} 0`, "#6b4a1e", 3, 0.35);
  });
  sheet.line(`M${-w} ${-h}Q0 ${round(-h + w * 0.36)} ${w} ${-h}`, "#e6c78a", h * 0.05);
}

/** An iron wok in its stove from the front, leaves tumbling in it. */
export function wok(sheet: Sheet, r: number, leaves: () => void): void {
  sheet.path(`M${-r * 1.2} ${r * 0.9}V${r * 0.1}H${r * 1.2}V${r * 0.9}Z`, {
    fill: sheet.linear([0, "#b5a08a", 0.5, "#d6c4aa", 1, "#8a7660"], 0, 0, 1, 0),
  });
  sheet.rect(-r * 0.3, r * 0.42, r * 0.6, r * 0.48, { fill: "#1f1310", rx: r * 0.2 });
  sheet.ellipse(0, r * 0.8, r * 0.24, r * 0.12, {
    fill: sheet.radial([0, "#ffd98a", 1, "#c4421a"]),
  });
  sheet.ellipse(0, r * 0.1, r * 1.24, r * 0.42, { fill: "#c9b698" });
  sheet.ellipse(0, r * 0.08, r, r * 0.34, { fill: "#3a3634" });
  sheet.ellipse(0, r * 0.1, r * 0.94, r * 0.3, {
    fill: sheet.linear([0, "#14110f", 1, "#4a4542"]),
  });
  leaves();
}

/** Cloud filling the valleys: round heads lit from above. */
export function cloudSea(sheet: Sheet, y: number, colour: string): void {
  const { width, height, random } = sheet;
  for (let layer = 0; layer < 3; layer += 1) {
    const top = y + layer * 46;
    const crest = ridge(sheet, top, 30, 64);
    let heads = "";
    for (const [x, cy] of crest) {
      const r = random.between(26, 58);
      heads += `M${round(x - r)} ${round(cy)}a${round(r)} ${round(r * 0.7)} 0 1 1 ${round(r * 2)} 0a${round(r)} ${round(r * 0.7)} 0 1 1 ${round(-r * 2)} 0`;
    }
    const fill = sheet.linear([0, lighten(colour, 0.5), 1, mix(colour, "#9fb0b8", 0.14 * layer)]);
    sheet.path(heads, { fill });
    sheet.path(`${smooth(crest)}L${width + 60} ${height}L-60 ${height}Z`, { fill });
  }
}
