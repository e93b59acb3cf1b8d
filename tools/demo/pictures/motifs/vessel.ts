import { darken, lighten } from "../colour.ts";
import { lying, standing } from "../light.ts";
import { type Point, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { glass, turned } from "./lathe.ts";

/** Teas by the colour in the cup. */
export const BREW = {
  raw: "#e0a63a",
  ripe: "#7a2414",
  red: "#c4551c",
  white: "#eac76a",
  green: "#c9cf6a",
  coffee: "#3a1c10",
  flower: "#d5705f",
};

const CUP: Point[] = [
  [-62, 60],
  [-50, 57],
  [-28, 48],
  [-10, 32],
  [0, 27],
];

/** A small tea cup on the origin, about 120 wide. */
export function cup(sheet: Sheet, colour: string, tea: string | null, gloss = 0.7): void {
  standing(sheet, 0, 0, 34, 50);
  turned(sheet, CUP, { colour, inside: lighten(colour, 0.35), gloss, ...(tea ? { liquid: [tea, 7] } : {}) });
}

/** A lidded bowl on its saucer, about 260 wide and 230 high. */
export function gaiwan(sheet: Sheet, colour: string, lidOff = false, tea = BREW.raw, painted?: string): void {
  standing(sheet, 0, 2, 112, 130);
  turned(
    sheet,
    [
      [-16, 128],
      [-10, 118],
      [-4, 86],
      [0, 62],
    ],
    { colour, inside: lighten(colour, 0.2), gloss: 0.3, tilt: 0.2 },
  );
  const bowl: Point[] = [
    [-142, 116],
    [-130, 106],
    [-92, 94],
    [-52, 70],
    [-26, 46],
    [-12, 42],
  ];
  turned(sheet, bowl, {
    colour,
    inside: lighten(colour, 0.3),
    gloss: 0.8,
    tilt: 0.2,
    ...(lidOff ? { liquid: [tea, 12] as [string, number] } : {}),
  });
  if (painted) branch(sheet, -34, -84, 78, painted);
  const lid = (): void => {
    turned(
      sheet,
      [
        [-62, 22],
        [-54, 27],
        [-44, 54],
        [-20, 88],
        [0, 98],
      ],
      { colour, gloss: 0.8, tilt: 0.2 },
    );
    turned(
      sheet,
      [
        [-80, 25],
        [-74, 23],
        [-62, 15],
        [-54, 18],
      ],
      { colour: lighten(colour, 0.1), inside: darken(colour, 0.06), gloss: 0.4, tilt: 0.26 },
    );
  };
  if (lidOff) sheet.at(136, -18, lid, 0.98, 38);
  else sheet.at(0, -140, lid);
}

/** A painted twig with round blossoms, for cups, pots and cloth. */
export function branch(sheet: Sheet, x: number, y: number, length: number, colour: string): void {
  sheet.line(
    smooth([
      [x, y + 20],
      [x + length * 0.35, y],
      [x + length * 0.6, y + 10],
      [x + length, y - 16],
    ]),
    colour,
    3,
    0.7,
  );
  for (const [dx, dy, r] of [
    [0.3, -4, 6],
    [0.62, 2, 7],
    [0.86, -16, 5],
    [1, -20, 6],
    [0.48, -14, 5],
  ] as const) {
    for (let petal = 0; petal < 5; petal += 1) {
      const turn = petal * 1.2566;
      sheet.circle(x + length * dx + Math.cos(turn) * r * 0.8, y + dy + Math.sin(turn) * r * 0.8, r * 0.62, {
        fill: colour,
        opacity: 0.72,
      });
    }
  }
}

/** A round teapot with its spout to the left, about 330 wide. */
export function teapot(sheet: Sheet, colour: string, painted?: string, gloss = 0.35): void {
  standing(sheet, 10, 2, 116, 150);
  const dark = sheet.linear([0, lighten(colour, 0.1), 1, darken(colour, 0.4)], 0, 0, 1, 1);
  sheet.path("M104 -128C196 -150 210 -36 104 -42L104 -62C172 -58 162 -118 104 -106Z", { fill: dark });
  sheet.path("M-96 -64C-140 -70 -146 -120 -178 -138L-152 -146C-128 -132 -118 -112 -84 -108Z", {
    fill: sheet.linear([0, lighten(colour, 0.2), 1, darken(colour, 0.28)]),
  });
  const body: Point[] = [
    [-142, 60],
    [-132, 84],
    [-104, 116],
    [-66, 124],
    [-28, 104],
    [0, 72],
  ];
  turned(sheet, body, { colour, gloss, tilt: 0.18 });
  if (painted) branch(sheet, -52, -66, 104, painted);
  turned(
    sheet,
    [
      [-172, 16],
      [-166, 26],
      [-154, 54],
      [-138, 64],
    ],
    { colour: lighten(colour, 0.05), gloss, tilt: 0.18 },
  );
  turned(
    sheet,
    [
      [-196, 9],
      [-190, 14],
      [-180, 13],
      [-170, 10],
    ],
    { colour: lighten(colour, 0.06), gloss, tilt: 0.3 },
  );
}

/** A glass sharing jug with a lip and a handle, about 190 wide. */
export function jug(sheet: Sheet, tea: string): void {
  standing(sheet, 0, 2, 76, 120);
  sheet.path("M74 -134C136 -142 140 -40 72 -38", {
    fill: "none",
    stroke: "#ffffff",
    "stroke-width": 13,
    opacity: 0.5,
  });
  sheet.path("M74 -134C136 -142 140 -40 72 -38", {
    fill: "none",
    stroke: "#ffffff",
    "stroke-width": 4,
    opacity: 0.7,
  });
  glass(
    sheet,
    [
      [-172, 76],
      [-160, 66],
      [-126, 70],
      [-80, 84],
      [-34, 82],
      [0, 66],
    ],
    tea,
    0.66,
  );
  hammered(sheet, 78, -140, -20, 0.26);
}

/** A small glass cup. */
export function glassCup(sheet: Sheet, tea: string): void {
  standing(sheet, 0, 0, 38, 50);
  glass(
    sheet,
    [
      [-66, 50],
      [-54, 52],
      [-28, 48],
      [0, 34],
    ],
    tea,
    0.68,
  );
}

/** Water-ripple dents over glass or silver. */
export function hammered(
  sheet: Sheet,
  halfWidth: number,
  top: number,
  bottom: number,
  opacity: number,
): void {
  const { random } = sheet;
  let light = "";
  let dark = "";
  const rows = Math.max(2, Math.round((bottom - top) / 22));
  for (let row = 0; row < rows; row += 1) {
    const y = top + ((bottom - top) * (row + 0.5)) / rows;
    for (let at = -5; at <= 5; at += 1) {
      const x = Math.sin(((at + (row % 2) * 0.5) / 6) * 1.45) * halfWidth;
      const w = Math.cos((at / 6) * 1.4) * 9 + 2;
      const dy = random.between(-3, 3);
      light += `M${Math.round(x - w)} ${Math.round(y + dy)}q${Math.round(w)} -11 ${Math.round(w * 2)} 0`;
      dark += `M${Math.round(x - w)} ${Math.round(y + dy + 4)}q${Math.round(w)} 9 ${Math.round(w * 2)} 0`;
    }
  }
  sheet.line(light, "#ffffff", 2.6, opacity);
  sheet.line(dark, "#3a2c22", 2.2, opacity * 0.5);
}

/** A cup seen from above, with what is in it. */
export function cupAbove(sheet: Sheet, r: number, colour: string, tea: string, saucer?: string): void {
  lying(sheet, 0, 0, saucer ? r * 1.5 : r * 1.04, 0.16, 0.5);
  if (saucer) {
    sheet.circle(0, 0, r * 1.5, {
      fill: sheet.linear([0, lighten(saucer, 0.25), 1, darken(saucer, 0.18)], 0, 0, 1, 1),
    });
    sheet.circle(0, 0, r * 1.36, {
      fill: sheet.linear([0, darken(saucer, 0.1), 1, lighten(saucer, 0.22)], 0, 0, 1, 1),
    });
    lying(sheet, r * 0.03, r * 0.05, r * 0.98, 0.1, 0.5);
  }
  sheet.circle(0, 0, r, {
    fill: sheet.linear([0, lighten(colour, 0.4), 1, darken(colour, 0.2)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * 0.9, {
    fill: sheet.linear([0, darken(colour, 0.34), 1, lighten(colour, 0.16)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * 0.8, {
    fill: sheet.radial(
      [0, lighten(tea, 0.24), 0.62, tea, 0.93, darken(tea, 0.25), 1, lighten(tea, 0.2)],
      0.42,
      0.4,
      0.62,
    ),
  });
  sheet.line(
    `M${-r * 0.56} ${-r * 0.3}A${r * 0.64} ${r * 0.64} 0 0 1 ${-r * 0.1} ${-r * 0.63}`,
    "#fffaf0",
    r * 0.07,
    0.6,
  );
}
