import { darken, lighten, mix } from "./colour.ts";
import { leafShadow, windowLight } from "./light.ts";
import { polygon, smooth } from "./path.ts";
import { type Air, mountains } from "./scenery.ts";
import type { Sheet } from "./sheet.ts";

/** Long wood fibres between x and x + width; rows of slow waves with a knot now and then. */
export function woodGrain(
  sheet: Sheet,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  lines = 14,
): void {
  const { random } = sheet;
  for (let at = 0; at < lines; at += 1) {
    const base = y + (height * (at + random.between(0.1, 0.9))) / lines;
    const sway = height * 0.03 * random.between(0.3, 1.2);
    const grain = smooth([
      [x, base],
      [x + width * 0.25, base + sway],
      [x + width * 0.55, base - sway],
      [x + width * 0.8, base + sway * 0.6],
      [x + width, base - sway * 0.3],
    ]);
    sheet.line(
      grain,
      random.chance(0.75) ? darken(colour, 0.35) : lighten(colour, 0.4),
      random.between(0.8, 2.4),
      random.between(0.16, 0.42),
    );
  }
}

/** Seen from above: planks side by side. */
export function planks(sheet: Sheet, colour: string, count = 4, turn = 0): void {
  const { width, height, random } = sheet;
  const reach = Math.max(width, height) * 1.5;
  sheet.cover(colour);
  sheet.at(
    width / 2,
    height / 2,
    () => {
      const board = reach / count;
      for (let at = 0; at < count; at += 1) {
        const y = -reach / 2 + at * board;
        const tone = mix(colour, random.chance(0.5) ? "#fff0d8" : "#2b1a0f", random.between(0.02, 0.12));
        sheet.rect(-reach / 2, y, reach, board, {
          fill: sheet.linear([0, lighten(tone, 0.08), 0.1, tone, 1, darken(tone, 0.08)]),
        });
        woodGrain(sheet, -reach / 2, y, reach, board, tone, 11);
        sheet.rect(-reach / 2, y + board - 3, reach, 4, { fill: darken(colour, 0.62), opacity: 0.55 });
      }
    },
    1,
    turn,
  );
}

/** Seen from above: woven linen with soft folds. */
export function linen(sheet: Sheet, colour: string): void {
  const { width, height, random } = sheet;
  sheet.cover(sheet.linear([0, lighten(colour, 0.2), 1, darken(colour, 0.07)], 0, 0, 1, 1));
  let weave = "";
  for (let at = 4; at < width; at += 9) weave += `M${at} 0V${height}`;
  for (let at = 4; at < height; at += 9) weave += `M0 ${at}H${width}`;
  sheet.path(weave, { stroke: darken(colour, 0.4), "stroke-width": 1, opacity: 0.09, fill: "none" });
  for (let at = 0; at < 3; at += 1) {
    const x = random.between(-100, width * 0.8);
    const bend = random.between(-60, 60);
    const fold = smooth([
      [x, -20],
      [x + 60 + bend, height * 0.4],
      [x + 150, height + 20],
    ]);
    sheet.line(fold, darken(colour, 0.5), 46, 0.05);
    sheet.line(fold, darken(colour, 0.5), 20, 0.06);
    sheet.at(-26, -4, () => sheet.line(fold, "#ffffff", 24, 0.16));
  }
}

/** Seen from above: plain coloured ground with a diagonal of light, the calmest one. */
export function plaster(sheet: Sheet, colour: string): void {
  const { width, height, random } = sheet;
  sheet.cover(sheet.linear([0, lighten(colour, 0.26), 0.55, colour, 1, darken(colour, 0.14)], 0, 0, 1, 1));
  for (let at = 0; at < 16; at += 1) {
    const x = random.between(0, width);
    const y = random.between(0, height);
    sheet.ellipse(x, y, random.between(60, 170), random.between(18, 60), {
      fill: random.chance(0.5) ? lighten(colour, 0.5) : darken(colour, 0.4),
      opacity: 0.045,
    });
  }
}

/** Seen from above: dark slate with pale scratches. */
export function slate(sheet: Sheet, colour = "#3b4143"): void {
  const { width, height, random } = sheet;
  plaster(sheet, colour);
  for (let at = 0; at < 26; at += 1) {
    const x = random.between(0, width);
    const y = random.between(0, height);
    const length = random.between(20, 130);
    sheet.line(
      smooth([
        [x, y],
        [x + length * 0.5, y + random.between(-12, 12)],
        [x + length, y + random.between(-30, 30)],
      ]),
      "#cfd6d2",
      random.between(0.7, 1.8),
      random.between(0.05, 0.16),
    );
  }
}

/** Seen from above: a mat of bamboo slats. */
export function bamboo(sheet: Sheet, colour = "#d8bd85"): void {
  const { width, height, random } = sheet;
  sheet.cover(colour);
  for (let y = 0; y < height; y += 17) {
    const tone = mix(colour, random.chance(0.5) ? "#fff3d0" : "#7a5a2c", random.between(0.02, 0.2));
    sheet.rect(0, y, width, 16, {
      fill: sheet.linear([0, lighten(tone, 0.3), 0.5, tone, 1, darken(tone, 0.28)]),
    });
  }
  for (const x of [0.2, 0.8])
    sheet.rect(width * x, 0, 7, height, { fill: darken(colour, 0.45), opacity: 0.4 });
}

export interface Table {
  wall: string;
  top: string;
  /** Where wall and table meet, in share of the height. */
  horizon?: number;
  grain?: boolean;
  light?: "window" | "leaves" | "plain";
}

/** Seen from the front: a wall, and a table top reaching towards us. */
export function table(
  sheet: Sheet,
  { wall, top, horizon = 0.6, grain = true, light = "window" }: Table,
): void {
  const { width, height, random } = sheet;
  const y = height * horizon;
  sheet.cover(sheet.linear([0, lighten(wall, 0.24), 0.7, wall, 1, darken(wall, 0.1)], 0, 0, 1, 1));
  if (light === "window")
    windowLight(sheet, width * random.between(0.02, 0.3), -height * 0.06, width * 0.62, 0.3);
  if (light === "leaves") {
    windowLight(sheet, width * 0.3, -height * 0.1, width * 0.6, 0.2);
    leafShadow(
      sheet,
      width * 1.04,
      height * random.between(-0.02, 0.1),
      width * 0.72,
      random.between(142, 162),
      0.15,
    );
    leafShadow(sheet, width * 0.9, -height * 0.06, width * 0.5, random.between(100, 122), 0.12);
  }
  tableTop(sheet, top, y, grain);
}

/** Only the table: drawn over any wall or landscape. */
export function tableTop(sheet: Sheet, top: string, y: number, grain = true): void {
  const { width, height } = sheet;
  sheet.rect(0, y, width, height - y, {
    fill: sheet.linear([0, darken(top, 0.14), 0.18, top, 1, lighten(top, 0.16)]),
  });
  if (grain) woodGrain(sheet, -20, y + 6, width + 40, height - y, top, 16);
  sheet.rect(0, y, width, 5, { fill: lighten(top, 0.5), opacity: 0.55 });
  sheet.rect(0, y - 12, width, 12, {
    fill: sheet.linear([0, "#2a170c/0", 1, "#2a170c/0.16"]),
  });
}

/** The shop's own sign: a round moon window in the wall, and the mountains of home behind it. */
export function moonWindow(
  sheet: Sheet,
  wall: string,
  top: string,
  air: Air,
  cx = 0.5,
  cy = 0.38,
  r = 0.3,
  horizon = 0.68,
): void {
  const { width, height } = sheet;
  const [x, y, radius] = [width * cx, height * cy, width * r];
  sheet.cover(sheet.linear([0, lighten(wall, 0.16), 1, darken(wall, 0.08)], 0, 0, 1, 1));
  sheet.circle(x, y, radius + 13, { fill: darken(wall, 0.2) });
  sheet.circle(x - 2, y - 3, radius + 11, { fill: lighten(wall, 0.34) });
  const hole = `M${x - radius} ${y}A${radius} ${radius} 0 1 1 ${x + radius} ${y}A${radius} ${radius} 0 1 1 ${x - radius} ${y}Z`;
  sheet.clipped(hole, () => mountains(sheet, air, y - radius * 0.2, y + radius * 0.85, 4));
  sheet.circle(x, y, radius, { fill: "none", stroke: darken(wall, 0.55), "stroke-width": 9, opacity: 0.28 });
  tableTop(sheet, top, height * horizon);
}

/** A stepped block or shelf that lifts the goods: two tones and an edge of light. */
export function plinth(
  sheet: Sheet,
  cx: number,
  y: number,
  halfWidth: number,
  height: number,
  colour: string,
): void {
  const depth = halfWidth * 0.22;
  sheet.path(
    polygon([
      [cx - halfWidth, y],
      [cx - halfWidth + depth, y - depth],
      [cx + halfWidth + depth * 0.3, y - depth],
      [cx + halfWidth, y],
    ]),
    { fill: lighten(colour, 0.28) },
  );
  sheet.rect(cx - halfWidth, y, halfWidth * 2, height, {
    fill: sheet.linear([0, lighten(colour, 0.06), 1, darken(colour, 0.22)]),
  });
  sheet.rect(cx - halfWidth, y, halfWidth * 2, 3, { fill: "#ffffff", opacity: 0.4 });
}
