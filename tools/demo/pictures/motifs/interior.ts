import { woodGrain } from "../backdrop.ts";
import { darken, lighten, mix } from "../colour.ts";
import { shadow, windowLight } from "../light.ts";
import { polygon, round, smooth } from "../path.ts";
import { type Air, mountains } from "../scenery.ts";
import type { Sheet } from "../sheet.ts";

export interface Room {
  wall: string;
  floor: string;
  /** Where wall and floor meet, in pixels. */
  line: number;
  /** Boards or bare screed. */
  bare?: boolean;
}

/** Wall and floor of a room seen straight on; boards run away from us. */
export function room(sheet: Sheet, { wall, floor, line, bare = false }: Room): void {
  const { width, height } = sheet;
  sheet.rect(0, 0, width, line, {
    fill: sheet.linear([0, lighten(wall, 0.2), 0.7, wall, 1, darken(wall, 0.1)], 0, 0, 1, 1),
  });
  sheet.rect(0, line, width, height - line, {
    fill: sheet.linear([0, darken(floor, 0.2), 1, lighten(floor, 0.16)]),
  });
  if (!bare) {
    for (let at = -9; at <= 9; at += 1)
      sheet.line(
        `M${round(width / 2 + at * 46)} ${line}L${round(width / 2 + at * 132)} ${height}`,
        darken(floor, 0.45),
        2.4,
        0.4,
      );
    for (let at = 0; at < 9; at += 1) {
      const y = line + (height - line) * (at / 9) ** 1.5 + 16;
      sheet.line(
        `M${round(((at * 173) % 500) - 20)} ${round(y)}h${round(60 + at * 12)}`,
        darken(floor, 0.45),
        2,
        0.35,
      );
    }
    sheet.rect(0, line - 14, width, 16, { fill: darken(wall, 0.14) });
  }
  sheet.rect(0, line, width, 40, {
    fill: sheet.linear([0, "#2a170c/0.26", 1, "#2a170c/0"]),
  });
}

/** A big window with the country behind it; panes by count. */
export function picturesque(
  sheet: Sheet,
  x: number,
  y: number,
  width: number,
  height: number,
  air: Air,
  frame = "#5a3b28",
  panes = 3,
): void {
  const d = `M${x} ${y}h${width}v${height}h${-width}Z`;
  sheet.rect(x - 16, y - 16, width + 32, height + 32, {
    fill: sheet.linear([0, lighten(frame, 0.2), 1, darken(frame, 0.2)]),
  });
  sheet.clipped(d, () =>
    sheet.at(0, 0, () => mountains(sheet, air, y + height * 0.42, y + height * 0.94, 5)),
  );
  for (let at = 1; at < panes; at += 1)
    sheet.rect(x + (width * at) / panes - 5, y, 10, height, { fill: frame });
  sheet.rect(x, y, width, 8, { fill: "#1f130c", opacity: 0.3 });
  sheet.rect(x - 26, y + height + 14, width + 52, 16, { fill: lighten(frame, 0.24) });
}

/** Sunlight lying on the floor in panes. */
export function floorLight(sheet: Sheet, x: number, y: number, size: number): void {
  sheet.squeezed(x, y, 1, 0.42, () => windowLight(sheet, 0, 0, size, 0.36));
}

/** A hanging scroll with ink hills. */
export function scroll(sheet: Sheet, x: number, y: number, width: number, height: number): void {
  shadow(sheet, x + width / 2 + 8, y + height / 2 + 8, width * 0.7, height * 0.6, 0.25);
  sheet.rect(x, y, width, height, { fill: "#c9b48a" });
  sheet.rect(x + 8, y + height * 0.1, width - 16, height * 0.8, {
    fill: sheet.linear([0, "#fbf6e8", 1, "#efe4cc"]),
  });
  const d = `M${x + 8} ${y + height * 0.1}h${width - 16}v${height * 0.8}h${16 - width}Z`;
  sheet.clipped(d, () => {
    for (const [dy, tone] of [
      [0.52, 0.22],
      [0.64, 0.42],
      [0.78, 0.7],
    ] as const) {
      sheet.path(
        `${smooth([
          [x, y + height * dy],
          [x + width * 0.3, y + height * (dy - 0.14)],
          [x + width * 0.5, y + height * (dy - 0.04)],
          [x + width * 0.75, y + height * (dy - 0.18)],
          [x + width, y + height * dy],
        ])}V${y + height}H${x}Z`,
        { fill: "#38423f", opacity: tone },
      );
    }
    sheet.circle(x + width * 0.68, y + height * 0.24, width * 0.1, { fill: "#c4492f", opacity: 0.85 });
  });
  for (const dy of [0, height - 4]) sheet.rect(x - 9, y + dy - 4, width + 18, 10, { fill: "#5a3624", rx: 5 });
}

/** Shelves wall to wall filled with books, bowls and the odd plant. */
export function shelves(
  sheet: Sheet,
  x: number,
  y: number,
  width: number,
  height: number,
  columns: number,
  rows: number,
  wood: string,
  doors = 0,
): void {
  const { random } = sheet;
  sheet.rect(x, y, width, height, { fill: darken(wood, 0.55) });
  const [cw, ch] = [width / columns, height / rows];
  const spines = ["#8f3a2a", "#2f5d52", "#d9b878", "#3b4b66", "#efe4cc", "#7a5a3c", "#a9b39a", "#5b2a2a"];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [left, top] = [x + column * cw, y + row * ch];
      if (row >= rows - doors) {
        sheet.rect(left + 5, top + 4, cw - 10, ch - 8, {
          fill: sheet.linear([0, lighten(wood, 0.16), 1, darken(wood, 0.1)], 0, 0, 1, 1),
        });
        woodGrain(sheet, left + 5, top + 6, cw - 10, ch - 12, wood, 7);
        sheet.circle(left + (column % 2 ? 16 : cw - 16), top + ch / 2, 4, { fill: "#c9a558" });
        continue;
      }
      sheet.rect(left, top, cw, ch, {
        fill: sheet.linear([0, "#ffe2a8/0.3", 0.5, "#ffe2a8/0"]),
      });
      const floor = top + ch - 8;
      const kind = random.next();
      if (kind < 0.68) {
        let at = left + 12;
        const end = left + cw * random.between(0.5, 0.94);
        while (at < end - 8) {
          const w = random.between(7, 15);
          const h = ch * random.between(0.5, 0.78);
          sheet.rect(at, floor - h, w, h, { fill: random.pick(spines), rx: 1.5 });
          sheet.rect(at + 1, floor - h, w * 0.24, h, { fill: "#ffffff", opacity: 0.2 });
          at += w + 1;
        }
      } else if (kind < 0.86) {
        sheet.path(
          `M${round(left + cw * 0.3)} ${floor}q-14 ${round(-ch * 0.4)} ${round(cw * 0.12)} ${round(-ch * 0.52)}h${round(cw * 0.16)}q${round(cw * 0.2)} ${round(ch * 0.14)} ${round(cw * 0.1)} ${round(ch * 0.52)}Z`,
          {
            fill: sheet.linear([0, "#c9b48f", 1, "#6b4a33"], 0, 0, 1, 0),
          },
        );
      } else {
        for (let leaf = 0; leaf < 7; leaf += 1)
          sheet.line(
            `M${round(left + cw / 2)} ${round(floor - ch * 0.22)}q${(leaf - 3) * 9} ${round(-ch * 0.3)} ${(leaf - 3) * 15} ${round(-ch * random.between(0.1, 0.4))}`,
            leaf % 2 ? "#5b8a4c" : "#86ac62",
            6,
          );
        sheet.rect(left + cw / 2 - 16, floor - ch * 0.24, 32, ch * 0.24, { fill: "#efe4cc", rx: 5 });
      }
    }
  }
  for (let row = 0; row <= rows; row += 1)
    sheet.rect(x - 4, y + row * ch - 5, width + 8, 10, {
      fill: sheet.linear([0, lighten(wood, 0.3), 1, darken(wood, 0.16)]),
    });
  for (let column = 0; column <= columns; column += 1)
    sheet.rect(x + column * cw - 5, y, 10, height, {
      fill: sheet.linear([0, lighten(wood, 0.2), 1, darken(wood, 0.24)], 0, 0, 1, 0),
    });
}

/** A pendant lamp of paper or brass with its pool of light. */
export function pendant(sheet: Sheet, x: number, y: number, r: number, shade = "#f3dfae"): void {
  sheet.line(`M${x} -10V${round(y - r * 0.6)}`, "#3a2a20", 3);
  sheet.circle(x, y + r * 0.4, r * 3.2, {
    fill: sheet.radial([0, "#ffe2a0/0.5", 1, "#ffe2a0/0"]),
  });
  sheet.path(
    `M${round(x - r)} ${round(y + r * 0.4)}Q${round(x - r * 0.9)} ${round(y - r * 0.6)} ${x} ${round(y - r * 0.6)}Q${round(x + r * 0.9)} ${round(y - r * 0.6)} ${round(x + r)} ${round(y + r * 0.4)}Q${x} ${round(y + r * 0.62)} ${round(x - r)} ${round(y + r * 0.4)}Z`,
    {
      fill: sheet.linear([0, darken(shade, 0.1), 1, lighten(shade, 0.5)]),
    },
  );
}

/** A tall wooden panel or door with its grain running up. */
export function panel(sheet: Sheet, x: number, y: number, width: number, height: number, wood: string): void {
  sheet.rect(x, y, width, height, {
    fill: sheet.linear([0, lighten(wood, 0.14), 1, darken(wood, 0.14)], 0, 0, 1, 0),
  });
  sheet.clipped(`M${x} ${y}h${width}v${height}h${-width}Z`, () =>
    sheet.at(
      x + width / 2,
      y + height / 2,
      () => woodGrain(sheet, -height / 2 - 10, -width / 2, height + 20, width, wood, 12),
      1,
      90,
    ),
  );
  sheet.rect(x, y, 3, height, { fill: "#ffffff", opacity: 0.16 });
  sheet.rect(x + width - 3, y, 3, height, { fill: "#1f130c", opacity: 0.4 });
}

/** A cushion to kneel on, or the seat of a stool. */
export function cushion(sheet: Sheet, x: number, y: number, half: number, colour: string): void {
  shadow(sheet, x + 6, y + 6, half * 1.2, half * 0.34, 0.45);
  sheet.ellipse(x, y, half, half * 0.3, { fill: darken(colour, 0.3) });
  sheet.ellipse(x, y - half * 0.12, half, half * 0.28, {
    fill: sheet.linear([0, lighten(colour, 0.24), 1, darken(colour, 0.1)]),
  });
}

/** Window bars over a pale pane: small squares with larger ones between. */
export function latticeWindow(
  sheet: Sheet,
  x: number,
  y: number,
  width: number,
  height: number,
  wood: string,
): void {
  sheet.rect(x, y, width, height, {
    fill: sheet.linear([0, "#fff8e0", 1, "#f0ddb0"], 0, 0, 1, 1),
  });
  let bars = "";
  for (let at = 1; at < 6; at += 1) bars += `M${round(x + (width * at) / 6)} ${y}V${y + height}`;
  for (let at = 1; at < 8; at += 1) bars += `M${x} ${round(y + (height * at) / 8)}H${x + width}`;
  sheet.line(bars, wood, 5, 0.9);
  sheet.path(
    polygon([
      [x + width * 0.33, y + height * 0.25],
      [x + width * 0.67, y + height * 0.25],
      [x + width * 0.67, y + height * 0.62],
      [x + width * 0.33, y + height * 0.62],
    ]),
    { fill: mix("#fff8e0", "#cfe3d4", 0.5), stroke: wood, "stroke-width": 8 },
  );
  sheet.rect(x, y, width, height, { fill: "none", stroke: darken(wood, 0.2), "stroke-width": 14 });
}
