import { darken, lighten, mix } from "../colour.ts";
import { lying, shadow, standing } from "../light.ts";
import { blob, onEllipse, round, scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { turned } from "./lathe.ts";

export const ROAST = { light: "#a9683a", medium: "#7a4424", dark: "#43241a" };

/** One roasted bean lying flat, its seam towards us. */
export function bean(sheet: Sheet, size: number, roast: string, turn: number): void {
  sheet.at(
    0,
    0,
    () => {
      sheet.ellipse(size * 0.06, size * 0.08, size * 1.02, size * 0.74, { fill: "#1a0d07", opacity: 0.35 });
      sheet.ellipse(0, 0, size, size * 0.7, {
        fill: sheet.radial([0, lighten(roast, 0.36), 0.55, roast, 1, darken(roast, 0.5)], 0.36, 0.28, 0.8),
      });
      const seam = `M${round(-size * 0.86)} ${round(size * 0.1)}C${round(-size * 0.3)} ${round(-size * 0.3)} ${round(size * 0.26)} ${round(size * 0.34)} ${round(size * 0.88)} ${round(-size * 0.1)}`;
      sheet.line(seam, darken(roast, 0.66), size * 0.15);
      sheet.line(seam, lighten(roast, 0.3), size * 0.05, 0.5, {
        transform: `translate(0 ${round(size * 0.09)})`,
      });
    },
    1,
    turn,
  );
}

/** Beans spread over an ellipse in a pile. */
export function beans(
  sheet: Sheet,
  rx: number,
  ry: number,
  size: number,
  roast: string,
  count: number,
): void {
  const { random } = sheet;
  for (const [x, y] of scatter(random, count, rx, ry, 0.28).reverse()) {
    const tone = mix(roast, random.chance(0.5) ? "#2a140b" : "#c98a58", random.between(0, 0.16));
    sheet.at(x, y, () => bean(sheet, size * random.between(0.88, 1.1), tone, random.between(0, 360)));
  }
}

/** Coffee seen from above; `art` pours a leaf of milk. */
export function coffeeAbove(sheet: Sheet, r: number, cup: string, art = false): void {
  lying(sheet, 0, 0, r * 1.5, 0.1, 0.5);
  sheet.circle(0, 0, r * 1.5, {
    fill: sheet.linear([0, lighten(cup, 0.3), 1, darken(cup, 0.2)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * 1.32, {
    fill: sheet.linear([0, darken(cup, 0.12), 1, lighten(cup, 0.2)], 0, 0, 1, 1),
  });
  lying(sheet, r * 0.02, r * 0.04, r, 0.1, 0.5);
  sheet.path(
    `M${r * 0.8} ${-r * 0.22}C${r * 1.5} ${-r * 0.4} ${r * 1.5} ${r * 0.36} ${r * 0.8} ${r * 0.22}`,
    { fill: "none", stroke: darken(cup, 0.12), "stroke-width": r * 0.15 },
  );
  sheet.circle(0, 0, r, {
    fill: sheet.linear([0, lighten(cup, 0.4), 1, darken(cup, 0.16)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * 0.91, { fill: darken(cup, 0.3) });
  const crema = art ? "#b5733c" : "#3a1c0f";
  sheet.circle(0, 0, r * 0.84, {
    fill: sheet.radial(
      [
        0,
        lighten(crema, art ? 0.14 : 0.08),
        0.75,
        crema,
        0.94,
        art ? darken(crema, 0.3) : "#8a5429",
        1,
        "#c08a50",
      ],
      0.48,
      0.46,
      0.53,
    ),
  });
  if (art) {
    sheet.at(
      0,
      0,
      () => {
        for (let at = 0; at < 6; at += 1) {
          const w = r * (0.6 - Math.abs(at - 2.2) * 0.09);
          const y = -r * 0.5 + at * r * 0.18;
          sheet.path(
            `M0 ${round(y - r * 0.02)}C${round(-w * 0.6)} ${round(y - r * 0.2)} ${round(-w)} ${round(y - r * 0.02)} ${round(-w * 0.92)} ${round(y + r * 0.05)}C${round(-w * 0.6)} ${round(y + r * 0.02)} ${round(-w * 0.2)} ${round(y + r * 0.04)} 0 ${round(y + r * 0.12)}C${round(w * 0.2)} ${round(y + r * 0.04)} ${round(w * 0.6)} ${round(y + r * 0.02)} ${round(w * 0.92)} ${round(y + r * 0.05)}C${round(w)} ${round(y - r * 0.02)} ${round(w * 0.6)} ${round(y - r * 0.2)} 0 ${round(y - r * 0.02)}Z`,
            { fill: "#fbf0dc" },
          );
        }
        sheet.line(`M0 ${-r * 0.66}V${r * 0.62}`, "#b5733c", r * 0.02, 0.7);
      },
      1,
      -24,
    );
  }
  sheet.line(
    `M${-r * 0.62} ${-r * 0.3}A${r * 0.7} ${r * 0.7} 0 0 1 ${-r * 0.16} ${-r * 0.66}`,
    "#fff6e4",
    r * 0.06,
    0.5,
  );
}

/** A cone dripper over a glass server. */
export function dripper(sheet: Sheet, colour: string): void {
  standing(sheet, 0, 2, 88, 260);
  sheet.path("M78 -150C140 -156 144 -56 82 -50", {
    fill: "none",
    stroke: "#ffffff",
    "stroke-width": 10,
    opacity: 0.6,
  });
  const server = "M-58 -176C-66 -140 -92 -110 -92 -56Q-92 0 -60 2H60Q92 0 92 -56C92 -110 66 -140 58 -176Z";
  sheet.path(server, { fill: "#ffffff", opacity: 0.26 });
  sheet.clipped(server, () => {
    sheet.rect(-110, -84, 220, 100, {
      fill: sheet.linear([0, "#6b3418", 0.3, "#3a1a0c", 1, "#1d0c06"], 0, 0, 1, 0),
    });
    sheet.ellipse(0, -84, 92, 14, { fill: "#8a4a22" });
  });
  sheet.path(server, {
    fill: sheet.linear(
      [0, "#ffffff/0.4", 0.16, "#ffffff/0.05", 0.86, "#ffffff/0", 1, "#3a2c22/0.3"],
      0,
      0,
      1,
      0,
    ),
    stroke: "#ffffff",
    "stroke-width": 3,
  });
  turned(
    sheet,
    [
      [-190, 74],
      [-184, 78],
      [-176, 60],
    ],
    { colour, gloss: 0.6, tilt: 0.16 },
  );
  turned(
    sheet,
    [
      [-318, 112],
      [-300, 104],
      [-240, 66],
      [-190, 30],
    ],
    { colour, inside: "#f6ecd8", gloss: 0.7, tilt: 0.18 },
  );
  sheet.ellipse(0, -314, 96, 15, { fill: "#7a4a2a" });
  sheet.ellipse(-10, -315, 70, 9, { fill: "#4a2816" });
  sheet.line("M0 -176V-96", "#4a2010", 4, 0.8);
}

/** A drip bag hung over a mug. */
export function dripBag(sheet: Sheet, mug: string, accent: string): void {
  standing(sheet, 0, 0, 84, 160);
  sheet.path("M78 -128C150 -136 150 -36 74 -38", {
    fill: "none",
    stroke: sheet.linear([0, lighten(mug, 0.2), 1, darken(mug, 0.4)]),
    "stroke-width": 18,
  });
  turned(
    sheet,
    [
      [-170, 88],
      [-150, 87],
      [-60, 84],
      [0, 74],
    ],
    { colour: mug, inside: "#3a1c0f", gloss: 0.7, tilt: 0.2 },
  );
  sheet.path("M-62 -176L-100 -214L-96 -232L-52 -200ZM62 -176L100 -214L96 -232L52 -200Z", {
    fill: darken(accent, 0.1),
  });
  sheet.path("M-58 -250L58 -250L52 -150Q0 -132 -52 -150Z", {
    fill: sheet.linear([0, "#e9dcc4", 0.3, "#fffaf0", 1, "#c9b899"], 0, 0, 1, 0),
  });
  sheet.ellipse(0, -250, 58, 13, { fill: "#5a3018" });
  sheet.ellipse(0, -248, 48, 9, { fill: "#3a1c0f" });
  sheet.path("M-56 -212L56 -212L54 -178Q0 -166 -54 -178Z", { fill: accent, opacity: 0.9 });
}

/** A twig with ripe coffee cherries and glossy leaves. */
export function cherries(sheet: Sheet, length: number, ripe = "#c3352b"): void {
  const { random } = sheet;
  sheet.line(
    smooth([
      [0, 0],
      [length * 0.5, -length * 0.06],
      [length, length * 0.02],
    ]),
    "#6b4a2c",
    length * 0.025,
  );
  for (let at = 0; at < 6; at += 1) {
    const side = at % 2 ? 1 : -1;
    sheet.at(
      length * (0.1 + at * 0.17),
      0,
      () => {
        const l = length * 0.4;
        sheet.path(
          `M0 0C${l * 0.2} ${-l * 0.36} ${l * 0.7} ${-l * 0.34} ${l} 0C${l * 0.7} ${l * 0.24} ${l * 0.2} ${l * 0.26} 0 0Z`,
          {
            fill: sheet.linear([0, "#5f9a58", 0.5, "#3f7a42", 0.52, "#2f6436", 1, "#244f2c"]),
          },
        );
        sheet.line(`M0 0Q${l * 0.5} ${-l * 0.06} ${l * 0.94} 0`, "#9cc48a", 2, 0.7);
      },
      1,
      side * random.between(40, 62),
    );
  }
  for (let at = 0; at < 5; at += 1) {
    for (let berry = 0; berry < 3; berry += 1) {
      const r = length * random.between(0.05, 0.064);
      const [x, y] = onEllipse(length * (0.14 + at * 0.17), 0, r * 1.1, r * 1.1, berry * 2.1 + at);
      const tone = random.chance(0.2) ? "#d9a03a" : random.chance(0.2) ? "#8fa648" : ripe;
      sheet.circle(x, y, r, {
        fill: sheet.radial([0, lighten(tone, 0.5), 0.4, tone, 1, darken(tone, 0.5)], 0.34, 0.3, 0.75),
      });
      sheet.circle(x + r * 0.4, y + r * 0.5, r * 0.12, { fill: darken(tone, 0.6) });
    }
  }
}

/** Ground coffee spilled in a soft heap. */
export function grounds(sheet: Sheet, rx: number, ry: number, colour = "#4a2816"): void {
  const { random } = sheet;
  shadow(sheet, rx * 0.06, ry * 0.12, rx * 1.2, ry * 1.3, 0.45);
  sheet.path(blob(random, 0, 0, rx, ry, 0.08, 16), {
    fill: sheet.radial([0, lighten(colour, 0.2), 1, darken(colour, 0.3)], 0.4, 0.32, 0.7),
  });
  let dark = "";
  let light = "";
  for (const [at, [x, y]] of scatter(random, 420, rx * 1.06, ry * 1.06, 0.4).entries()) {
    const dot = `M${round(x)} ${round(y)}h0.2`;
    if (at % 2) dark += dot;
    else light += dot;
  }
  sheet.line(dark, darken(colour, 0.55), rx * 0.026, 0.9);
  sheet.line(light, lighten(colour, 0.3), rx * 0.022, 0.7);
}
