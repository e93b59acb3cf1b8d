import { darken, lighten } from "../colour.ts";
import { shadow } from "../light.ts";
import { polygon, round } from "../path.ts";
import { type Air, house, mountains, tree } from "../scenery.ts";
import type { Sheet } from "../sheet.ts";

/** A stone-paved yard with a tiled wall and the hills behind it. */
export function courtyard(sheet: Sheet, air: Air): void {
  const { width, height, random } = sheet;
  mountains(sheet, air, height * 0.16, height * 0.42, 4);
  tree(sheet, width * 0.88, height * 0.6, width * 0.42, "#5f8f4a");
  house(sheet, width * 0.06, height * 0.6, width * 0.46);
  const wall = height * 0.5;
  sheet.rect(width * 0.5, wall, width * 0.5, height * 0.14, {
    fill: sheet.linear([0, "#fbf4e6", 1, "#d9ccb4"]),
  });
  sheet.rect(width * 0.48, wall - 16, width * 0.54, 18, { fill: "#59636b" });
  sheet.rect(0, height * 0.6, width, height * 0.4, {
    fill: sheet.linear([0, "#b5a992", 1, "#d8ccb2"]),
  });
  for (let row = 0; row < 6; row += 1) {
    const y = height * (0.6 + (row / 6) ** 1.4 * 0.4);
    const next = height * (0.6 + ((row + 1) / 6) ** 1.4 * 0.4);
    sheet.line(`M0 ${round(y)}H${width}`, "#8a7c64", 2, 0.5);
    for (let x = (row % 2) * 50 - 20; x < width; x += 96 + row * 16)
      sheet.line(`M${round(x + random.between(-6, 6))} ${round(y)}V${round(next)}`, "#8a7c64", 2, 0.4);
  }
}

/** Racks of bamboo poles in the sun with rice noodles hung over them. */
export function dryingRack(sheet: Sheet): void {
  const { width, height, random } = sheet;
  sheet.cover(sheet.linear([0, "#a9d0dc", 1, "#eef3e0"]));
  sheet.circle(610, 120, 170, {
    fill: sheet.radial([0, "#fffbe0/0.9", 1, "#fffbe0/0"]),
  });
  house(sheet, 40, 430, 260);
  tree(sheet, 640, 440, 250, "#6d9a52");
  sheet.rect(0, 430, width, height - 430, {
    fill: sheet.linear([0, "#c9bb8c", 1, "#a8945c"]),
  });
  for (const [y, drop, k] of [
    [300, 150, 0.7],
    [410, 240, 1],
  ] as const) {
    shadow(sheet, width / 2, y + drop + 60 * k, width * 0.62, 34, 0.35);
    for (const x of [40, width - 40]) sheet.line(`M${x} ${y - 20}V${y + drop + 60 * k}`, "#8a6a3a", 14 * k);
    for (let x = 56; x < width - 56; x += 7 * k) {
      const length = drop * random.between(0.92, 1);
      const tone = random.pick(["#fffdf4", "#f6eed6", "#e6dab8", "#fbf6e6"]);
      sheet.line(`M${round(x)} ${y}v${round(length)}`, tone, 5 * k, 0.95);
    }
    sheet.line(`M10 ${y}H${width - 10}`, "#6f5428", 15 * k);
    sheet.line(`M10 ${y - 3}H${width - 10}`, "#c9a860", 6 * k);
  }
}

/** Dye-yard: blue cloths hung over long poles; `cloth` draws the pattern of one of them. */
export function dyeYard(sheet: Sheet, air: Air, blues: string[]): void {
  const { width, height } = sheet;
  mountains(sheet, air, height * 0.14, height * 0.36, 4);
  house(sheet, width * 0.56, height * 0.5, width * 0.36);
  sheet.rect(0, height * 0.5, width, height * 0.5, {
    fill: sheet.linear([0, "#b9ac90", 1, "#d6c9ab"]),
  });
  for (const [row, y] of [height * 0.3, height * 0.44].entries()) {
    sheet.line(`M-10 ${round(y)}H${width + 10}`, "#6b4a2c", 12);
    for (const [at, blue] of blues.entries()) {
      const x = -40 + at * (width / (blues.length - 0.6)) + row * 70;
      const w = width / blues.length - 12;
      const h = height * (0.34 + row * 0.14);
      const d = `M${round(x)} ${round(y)}H${round(x + w)}C${round(x + w + 10)} ${round(y + h * 0.4)} ${round(x + w - 10)} ${round(y + h * 0.7)} ${round(x + w + 4)} ${round(y + h)}Q${round(x + w / 2)} ${round(y + h + 16)} ${round(x - 4)} ${round(y + h - 4)}C${round(x + 8)} ${round(y + h * 0.6)} ${round(x - 8)} ${round(y + h * 0.3)} ${round(x)} ${round(y)}Z`;
      sheet.path(d, {
        fill: sheet.linear(
          [
            0,
            darken(blue, 0.2),
            0.2,
            lighten(blue, 0.16),
            0.5,
            blue,
            0.7,
            lighten(blue, 0.1),
            1,
            darken(blue, 0.34),
          ],
          0,
          0,
          1,
          0,
        ),
      });
      sheet.clipped(d, () => {
        for (let py = y + 50; py < y + h; py += 92) {
          for (let petal = 0; petal < 8; petal += 1) {
            const turn = petal * 0.7854;
            sheet.circle(x + w / 2 + Math.cos(turn) * 26, py + Math.sin(turn) * 26, 7, {
              fill: "#f3f6f6",
              opacity: 0.85,
            });
          }
          sheet.circle(x + w / 2, py, 9, { fill: "#f3f6f6", opacity: 0.85 });
        }
      });
    }
  }
}

/** A long table outdoors seen a little from above: top, legs, shade. */
export function longTable(sheet: Sheet, cx: number, y: number, half: number, wood = "#a5764a"): void {
  shadow(sheet, cx, y + half * 0.62, half * 1.2, half * 0.2, 0.4);
  for (const side of [-1, 1])
    sheet.rect(cx + side * half * 0.8 - 14, y, 28, half * 0.6, { fill: darken(wood, 0.4) });
  sheet.path(
    polygon([
      [cx - half * 0.8, y - half * 0.3],
      [cx + half * 0.8, y - half * 0.3],
      [cx + half, y],
      [cx - half, y],
    ]),
    {
      fill: sheet.linear([0, lighten(wood, 0.1), 1, lighten(wood, 0.34)]),
    },
  );
  sheet.rect(cx - half, y, half * 2, half * 0.07, { fill: darken(wood, 0.28) });
  for (let at = 1; at < 4; at += 1)
    sheet.line(
      `M${round(cx - half * (0.8 + at * 0.05))} ${round(y - half * 0.3 + at * half * 0.075)}H${round(cx + half * (0.8 + at * 0.05))}`,
      darken(wood, 0.3),
      2,
      0.4,
    );
}
