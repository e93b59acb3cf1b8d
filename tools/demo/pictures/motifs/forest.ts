import { darken, lighten, mix } from "../colour.ts";
import { polygon, round, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";

/** Tall pine trunks fading into mist, with a shaft or two of sun. */
export function pineForest(sheet: Sheet, floor: number, near = "#3c4a34", haze = "#dfe6c9"): void {
  const { width, random } = sheet;
  sheet.cover(sheet.linear([0, mix(near, haze, 0.72), 0.6, haze, 1, mix(near, haze, 0.5)]));
  for (let layer = 0; layer < 3; layer += 1) {
    const tone = mix(haze, near, 0.22 + layer * 0.3);
    const count = 9 - layer * 2;
    for (let at = 0; at < count; at += 1) {
      const x = (width * (at + random.between(0.1, 0.9))) / count;
      const thick = 10 + layer * 16 + random.between(0, 8);
      const base = floor - 40 + layer * 34;
      sheet.path(
        polygon([
          [x - thick * 0.36, -20],
          [x + thick * 0.36, -20],
          [x + thick * 0.62, base],
          [x - thick * 0.62, base],
        ]),
        {
          fill: sheet.linear([0, lighten(tone, 0.16), 1, darken(tone, 0.22)], 0, 0, 1, 0),
        },
      );
      for (let bough = 0; bough < 3; bough += 1) {
        const y = random.between(-20, floor * 0.46);
        const side = random.chance(0.5) ? 1 : -1;
        const reach = thick * random.between(3, 5.4);
        sheet.path(
          `M${round(x)} ${round(y)}q${round(side * reach * 0.5)} ${round(-reach * 0.2)} ${round(side * reach)} ${round(reach * 0.18)}q${round(-side * reach * 0.3)} ${round(reach * 0.02)} ${round(-side * reach)} ${round(reach * 0.02)}Z`,
          { fill: mix(tone, "#3f6b3a", 0.5), opacity: 0.8 },
        );
      }
    }
  }
  for (const [x, w] of [
    [0.2, 0.16],
    [0.52, 0.12],
  ] as const) {
    sheet.path(
      polygon([
        [width * x, -10],
        [width * (x + w), -10],
        [width * (x + w + 0.34), floor + 40],
        [width * (x + 0.1), floor + 40],
      ]),
      {
        fill: sheet.linear([0, "#fff6d2/0.5", 1, "#fff6d2/0"]),
      },
    );
  }
}

/** A hanging or lying pine twig with needles. */
export function pineTwig(sheet: Sheet, length: number, colour = "#4f7a45"): void {
  const { random } = sheet;
  sheet.line(
    smooth([
      [0, 0],
      [length * 0.5, length * 0.05],
      [length, 0],
    ]),
    "#6b4a30",
    length * 0.02,
  );
  for (const tone of [darken(colour, 0.25), colour, lighten(colour, 0.25)]) {
    let d = "";
    for (let at = 0; at < 46; at += 1) {
      const x = length * (0.1 + (at / 46) * 0.95);
      const turn = random.between(-1.1, 1.1);
      const reach = length * random.between(0.14, 0.24);
      d += `M${round(x)} ${round(length * 0.03)}L${round(x + Math.cos(turn) * reach)} ${round(length * 0.03 + Math.sin(turn) * reach)}`;
    }
    sheet.line(d, tone, length * 0.009, 0.9);
  }
}

/** A fern frond from the origin. */
export function fern(sheet: Sheet, length: number, colour = "#5c8a45"): void {
  sheet.line(
    smooth([
      [0, 0],
      [length * 0.5, -length * 0.08],
      [length, 0],
    ]),
    darken(colour, 0.2),
    length * 0.016,
  );
  let d = "";
  for (let at = 1; at < 16; at += 1) {
    const x = (length * at) / 16;
    const y = -Math.sin((at / 16) * 3.14) * length * 0.07;
    const reach = length * 0.24 * Math.sin(0.5 + (at / 16) * 2.5);
    for (const side of [-1, 1])
      d += `M${round(x)} ${round(y)}q${round(reach * 0.3)} ${round(side * reach * 0.5)} ${round(reach * 0.62)} ${round(side * reach)}q${round(-reach * 0.5)} ${round(-side * reach * 0.2)} ${round(-reach * 0.62)} ${round(-side * reach)}Z`;
  }
  sheet.path(d, {
    fill: sheet.linear([0, lighten(colour, 0.25), 1, darken(colour, 0.15)]),
  });
}

/** Bamboo culms with leaves, standing behind whatever comes next. */
export function bambooGrove(sheet: Sheet, floor: number, colour = "#6f9a52"): void {
  const { width, random } = sheet;
  sheet.cover(sheet.linear([0, lighten(colour, 0.66), 1, lighten(colour, 0.4)]));
  for (let layer = 0; layer < 3; layer += 1) {
    const tone = layer === 2 ? colour : lighten(colour, 0.5 - layer * 0.24);
    for (let at = 0; at < 7 - layer; at += 1) {
      const x = random.between(0, width);
      const thick = 9 + layer * 9;
      const lean = random.between(-30, 30);
      sheet.line(`M${round(x)} ${floor + 30}L${round(x + lean)} -20`, darken(tone, 0.12), thick);
      sheet.line(
        `M${round(x - thick * 0.22)} ${floor + 30}L${round(x + lean - thick * 0.22)} -20`,
        lighten(tone, 0.4),
        thick * 0.24,
        0.8,
      );
      let leaves = "";
      for (let y = floor - 40; y > 0; y -= 96) {
        const nx = x + (lean * (floor - y)) / floor;
        sheet.line(`M${round(nx - thick * 0.5)} ${y}H${round(nx + thick * 0.5)}`, darken(tone, 0.42), 3, 0.7);
        for (let leaf = 0; leaf < 3; leaf += 1) {
          const turn = random.between(0.2, 2.9);
          const reach = random.between(40, 80) * (0.6 + layer * 0.24);
          const [dx, dy] = [Math.cos(turn) * reach, Math.sin(turn) * reach * 0.7];
          leaves += `M${round(nx)} ${y}q${round(dx * 0.5 + dy * 0.2)} ${round(dy * 0.4)} ${round(dx)} ${round(dy)}q${round(-dx * 0.6)} ${round(-dy * 0.3)} ${round(-dx)} ${round(-dy)}Z`;
        }
      }
      sheet.path(leaves, { fill: darken(tone, 0.06) });
    }
  }
}
