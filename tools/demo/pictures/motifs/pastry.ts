import { darken, lighten, mix } from "../colour.ts";
import { lying, shadow, standing } from "../light.ts";
import { blob, onEllipse, polygon, round, scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { rose } from "./blossom.ts";
import { hills } from "./caddy.ts";

export const CRUST = {
  plain: "#e3b168",
  matcha: "#a9ad5c",
  yam: "#c79a8a",
  ham: "#cf8a3d",
  buckwheat: "#b89c5c",
};
export const FILLING = { rose: "#8e1f3a", yam: "#6d3a78", ham: "#a8502c", buckwheat: "#7a4a22" };

/** A baked round cake from above: golden crown, flaky rim, a red flower stamped on it. */
export function flowerCake(
  sheet: Sheet,
  r: number,
  crust = CRUST.plain,
  stamp: string | null = "#c8324a",
): void {
  const { random } = sheet;
  lying(sheet, 0, 0, r, 0.12, 0.55);
  const edge = blob(random, 0, 0, r, r, 0.012, 20);
  sheet.path(edge, {
    fill: sheet.radial(
      [0, lighten(crust, 0.06), 0.62, crust, 0.84, lighten(crust, 0.34), 1, darken(crust, 0.3)],
      0.46,
      0.44,
      0.56,
    ),
  });
  sheet.clipped(edge, () => {
    sheet.path(blob(random, -r * 0.02, -r * 0.03, r * 0.76, r * 0.76, 0.02, 14), {
      fill: sheet.radial(
        [0, mix(crust, "#a5561c", 0.26), 0.7, mix(crust, "#a5561c", 0.42), 1, mix(crust, "#a5561c", 0.1)],
        0.42,
        0.4,
        0.6,
      ),
    });
    let flakes = "";
    for (let at = 0; at < 34; at += 1) {
      const angle = random.between(0, 6.28);
      const reach = random.between(0.78, 0.97) * r;
      const sweep = random.between(0.1, 0.3);
      const [x1, y1] = onEllipse(0, 0, reach, reach, angle);
      const [x2, y2] = onEllipse(0, 0, reach * random.between(0.98, 1.03), reach, angle + sweep);
      flakes += `M${round(x1)} ${round(y1)}A${round(reach)} ${round(reach)} 0 0 1 ${round(x2)} ${round(y2)}`;
    }
    sheet.line(flakes, darken(crust, 0.4), r * 0.014, 0.4);
    sheet.line(flakes, "#fff3d6", r * 0.014, 0.6, {
      transform: `translate(${round(-r * 0.014)} ${round(-r * 0.016)})`,
    });
    sheet.ellipse(-r * 0.3, -r * 0.36, r * 0.42, r * 0.24, {
      fill: sheet.radial([0, "#fff6dc/0.5", 1, "#fff6dc/0"]),
      transform: `rotate(-36 ${round(-r * 0.3)} ${round(-r * 0.36)})`,
    });
  });
  if (stamp) stampFlower(sheet, r * 0.36, stamp);
}

function stampFlower(sheet: Sheet, r: number, ink: string): void {
  for (let ring = 0; ring < 2; ring += 1) {
    for (let at = 0; at < (ring ? 4 : 6); at += 1) {
      const [x, y] = onEllipse(
        0,
        0,
        r * (ring ? 0.3 : 0.68),
        r * (ring ? 0.3 : 0.68),
        at * (ring ? 1.571 : 1.0472) + ring * 0.5,
      );
      sheet.circle(x, y, r * (ring ? 0.2 : 0.27), { fill: ink, opacity: 0.8 });
    }
  }
  sheet.circle(0, 0, r * 0.13, { fill: "#f6d9a8", opacity: 0.9 });
}

/** Half a cake, its cut face towards us: browned crown behind, flaky layers, a heart of petals. About 2 r wide. */
export function openCake(sheet: Sheet, r: number, crust: string, filling: string): void {
  const { random } = sheet;
  const brown = mix(crust, "#a5561c", 0.4);
  standing(sheet, 0, r * 0.02, r * 0.96, r * 0.6);
  const crown = `M${-r} ${round(-r * 0.5)}C${-r} ${round(-r * 1.02)} ${round(-r * 0.5)} ${round(-r * 1.16)} 0 ${round(-r * 1.16)}C${round(r * 0.5)} ${round(-r * 1.16)} ${r} ${round(-r * 1.02)} ${r} ${round(-r * 0.5)}Z`;
  sheet.path(crown, {
    fill: sheet.linear([0, darken(crust, 0.1), 0.3, lighten(crust, 0.2), 1, crust]),
  });
  const top = `M${round(-r * 0.8)} ${round(-r * 0.58)}C${round(-r * 0.8)} ${round(-r * 0.94)} ${round(-r * 0.4)} ${round(-r * 1.08)} 0 ${round(-r * 1.08)}C${round(r * 0.4)} ${round(-r * 1.08)} ${round(r * 0.8)} ${round(-r * 0.94)} ${round(r * 0.8)} ${round(-r * 0.58)}Z`;
  sheet.path(top, {
    fill: sheet.radial([0, lighten(brown, 0.36), 0.6, brown, 1, lighten(brown, 0.12)], 0.4, 0.5, 0.7),
  });
  const face = `M${-r} ${round(-r * 0.46)}Q${-r} ${round(-r * 0.62)} ${round(-r * 0.82)} ${round(-r * 0.63)}Q0 ${round(-r * 0.69)} ${round(r * 0.82)} ${round(-r * 0.63)}Q${r} ${round(-r * 0.62)} ${r} ${round(-r * 0.46)}V${round(-r * 0.2)}Q${r} ${round(-r * 0.02)} ${round(r * 0.8)} 0H${round(-r * 0.8)}Q${-r} ${round(-r * 0.02)} ${-r} ${round(-r * 0.2)}Z`;
  sheet.path(face, {
    fill: sheet.linear([
      0,
      brown,
      0.08,
      lighten(crust, 0.5),
      0.5,
      lighten(crust, 0.34),
      0.92,
      crust,
      1,
      brown,
    ]),
  });
  sheet.clipped(face, () => {
    for (let at = 0; at < 6; at += 1) {
      const inset = r * (0.035 + at * 0.032);
      const layer = `M${round(-r + inset)} ${round(-r * 0.34)}C${round(-r + inset)} ${round(-r * 0.64 + inset)} ${round(-r * 0.7)} ${round(-r * 0.65 + inset)} 0 ${round(-r * 0.66 + inset)}C${round(r * 0.7)} ${round(-r * 0.65 + inset)} ${round(r - inset)} ${round(-r * 0.64 + inset)} ${round(r - inset)} ${round(-r * 0.34)}C${round(r - inset)} ${round(-inset)} ${round(r * 0.7)} ${round(-inset)} 0 ${round(-inset)}C${round(-r * 0.7)} ${round(-inset)} ${round(-r + inset)} ${round(-inset)} ${round(-r + inset)} ${round(-r * 0.34)}Z`;
      sheet.path(layer, {
        fill: "none",
        stroke: at % 2 ? "#fff6e0" : darken(crust, 0.24),
        "stroke-width": r * 0.016,
        opacity: 0.7,
      });
    }
  });
  stuffing(sheet, r, filling);
  for (let at = 0; at < 7; at += 1)
    sheet.at(
      random.between(-1.1, 1.1) * r,
      random.between(0.03, 0.16) * r,
      () =>
        sheet.path(`M0 0l${round(r * 0.07)} ${round(-r * 0.02)}l${round(r * 0.02)} ${round(r * 0.04)}Z`, {
          fill: lighten(crust, 0.2),
        }),
      1,
      random.between(0, 180),
    );
}

/** The filling seen in the cut: petals or diced ham pressed together. */
function stuffing(sheet: Sheet, r: number, filling: string): void {
  const { random } = sheet;
  const heart = smooth(
    [
      [-r * 0.8, -r * 0.32],
      [-r * 0.6, -r * 0.47],
      [0, -r * 0.5],
      [r * 0.6, -r * 0.47],
      [r * 0.8, -r * 0.32],
      [r * 0.6, -r * 0.15],
      [0, -r * 0.12],
      [-r * 0.6, -r * 0.15],
    ],
    true,
  );
  sheet.path(heart, {
    fill: sheet.radial([0, lighten(filling, 0.22), 0.6, filling, 1, darken(filling, 0.4)], 0.44, 0.34, 0.62),
  });
  sheet.clipped(heart, () => {
    for (const [at, [x, y]] of scatter(random, 64, r * 0.8, r * 0.19, 0.4).entries()) {
      const tone =
        at % 3 === 0
          ? lighten(filling, 0.34)
          : at % 3 === 1
            ? darken(filling, 0.3)
            : mix(filling, "#d9506c", 0.4);
      sheet.at(
        x,
        y - r * 0.32,
        () =>
          sheet.path(
            `M${round(-r * 0.08)} 0Q0 ${round(-r * 0.065)} ${round(r * 0.09)} 0Q0 ${round(r * 0.04)} ${round(-r * 0.08)} 0Z`,
            { fill: tone, opacity: 0.9 },
          ),
        1,
        random.between(0, 180),
      );
    }
    sheet.ellipse(-r * 0.2, -r * 0.42, r * 0.4, r * 0.04, { fill: "#ffd9cc", opacity: 0.34 });
  });
}

/** A stack of whole cakes from the front. */
export function cakeStack(
  sheet: Sheet,
  r: number,
  count: number,
  crust: string,
  stamp: string | null = "#c8324a",
): void {
  const { random } = sheet;
  const brown = mix(crust, "#a5561c", 0.4);
  standing(sheet, 0, 0, r, count * r * 0.5);
  for (let at = 0; at < count; at += 1) {
    sheet.at(random.between(-0.05, 0.05) * r, -at * r * 0.4, () => {
      const side = `M${-r} ${round(-r * 0.3)}C${round(-r * 1.02)} ${round(-r * 0.04)} ${round(-r * 0.86)} ${round(r * 0.08)} 0 ${round(r * 0.09)}C${round(r * 0.86)} ${round(r * 0.08)} ${round(r * 1.02)} ${round(-r * 0.04)} ${r} ${round(-r * 0.3)}C${round(r * 0.94)} ${round(-r * 0.56)} ${round(-r * 0.94)} ${round(-r * 0.56)} ${-r} ${round(-r * 0.3)}Z`;
      sheet.path(side, {
        fill: sheet.linear(
          [0, darken(crust, 0.06), 0.25, lighten(crust, 0.34), 0.6, crust, 1, darken(crust, 0.42)],
          0,
          0,
          1,
          0,
        ),
      });
      let flakes = "";
      for (let line = 0; line < 5; line += 1) {
        const y = -r * (0.24 - line * 0.045);
        flakes += `M${round(-r * (0.98 - line * 0.03))} ${round(y)}Q0 ${round(y + r * 0.2)} ${round(r * (0.98 - line * 0.03))} ${round(y)}`;
      }
      sheet.line(flakes, lighten(crust, 0.6), r * 0.016, 0.6);
      sheet.ellipse(0, -r * 0.33, r * 0.94, r * 0.19, { fill: lighten(crust, 0.2) });
      sheet.ellipse(0, -r * 0.34, r * 0.8, r * 0.155, {
        fill: sheet.radial([0, lighten(brown, 0.3), 0.8, brown, 1, lighten(brown, 0.2)], 0.4, 0.4, 0.6),
      });
    });
  }
  if (stamp)
    sheet.squeezed(0, -(count - 1) * r * 0.4 - r * 0.35, 1, 0.2, () => stampFlower(sheet, r * 0.4, stamp));
}

/** A gift box from above with its lid pushed aside and rows of cakes inside. */
export function cakeBox(
  sheet: Sheet,
  width: number,
  height: number,
  colour: string,
  columns: number,
  rows: number,
  one: (r: number) => void,
): void {
  const [w, h] = [width / 2, height / 2];
  shadow(sheet, w * 0.08, h * 0.12, w * 1.4, h * 1.4, 0.6);
  sheet.rect(-w, -h, width, height, {
    fill: sheet.linear([0, lighten(colour, 0.2), 1, darken(colour, 0.25)], 0, 0, 1, 1),
    rx: 12,
  });
  sheet.rect(-w + 16, -h + 16, width - 32, height - 32, { fill: darken(colour, 0.55), rx: 6 });
  sheet.rect(-w + 16, -h + 16, width - 32, 16, { fill: "#1a0a06", opacity: 0.4 });
  const [stepX, stepY] = [(width - 40) / columns, (height - 40) / rows];
  const r = Math.min(stepX, stepY) * 0.43;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = [-w + 20 + stepX * (column + 0.5), -h + 20 + stepY * (row + 0.5)];
      sheet.circle(x, y, r * 1.1, { fill: "#f3e4cb", opacity: 0.9 });
      sheet.at(x, y, () => one(r));
    }
  }
}

/** The lid of that box: a landscape band and a rose. */
export function boxLid(sheet: Sheet, width: number, height: number, colour: string, accent: string): void {
  const [w, h] = [width / 2, height / 2];
  shadow(sheet, w * 0.08, h * 0.14, w * 1.35, h * 1.4, 0.55);
  sheet.rect(-w, -h, width, height, {
    fill: sheet.linear([0, lighten(colour, 0.24), 0.6, colour, 1, darken(colour, 0.16)], 0, 0, 1, 1),
    rx: 12,
  });
  const d = polygon([
    [-w + 18, -h + 18],
    [w - 18, -h + 18],
    [w - 18, h - 18],
    [-w + 18, h - 18],
  ]);
  sheet.path(d, { fill: "none", stroke: "#e8c98a", "stroke-width": 3, opacity: 0.9 });
  sheet.clipped(d, () => sheet.at(0, h * 0.36, () => hills(sheet, w, 0, accent)));
  sheet.at(-w * 0.42, -h * 0.24, () => rose(sheet, Math.min(w, h) * 0.36, "#cf4866"));
}

/** Milk fans: thin cream-coloured sheets rolled up, with toasted blisters. */
export function milkFan(sheet: Sheet, length: number, filling?: string): void {
  const { random } = sheet;
  const h = length * 0.2;
  lying(sheet, 0, 0, length * 0.4, 0.1, 0.3);
  sheet.rect(-length / 2, -h / 2, length, h, {
    fill: sheet.linear([0, "#fff6dc", 0.4, "#f3dca4", 1, "#b98a4c"]),
    rx: h * 0.48,
  });
  for (let at = 0; at < 12; at += 1)
    sheet.ellipse(
      random.between(-0.42, 0.42) * length,
      random.between(-0.3, 0.3) * h,
      random.between(4, 11),
      random.between(3, 6),
      { fill: random.chance(0.6) ? "#c98a3c" : "#fff9e6", opacity: 0.5 },
    );
  sheet.line(
    `M${round(-length * 0.46)} ${round(-h * 0.06)}Q0 ${round(-h * 0.3)} ${round(length * 0.46)} ${round(-h * 0.1)}`,
    "#a5713a",
    2.4,
    0.5,
  );
  for (const end of [-1, 1]) {
    sheet.ellipse((end * length) / 2 - end * h * 0.16, 0, h * 0.2, h * 0.46, {
      fill: "#e6c784",
      stroke: "#a5713a",
      "stroke-width": 2,
    });
    if (filling) sheet.ellipse((end * length) / 2 - end * h * 0.16, 0, h * 0.12, h * 0.28, { fill: filling });
  }
}
