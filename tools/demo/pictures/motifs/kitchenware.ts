import { darken, lighten, mix } from "../colour.ts";
import { lying, shadow, standing } from "../light.ts";
import { blob, type Point, round, scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { hills } from "./caddy.ts";
import { glass, turned } from "./lathe.ts";

/** A bowl from above, filled; `toppings` draws what floats in it. */
export function bowlAbove(sheet: Sheet, r: number, colour: string, soup: string, toppings: () => void): void {
  lying(sheet, 0, 0, r, 0.1, 0.6);
  sheet.circle(0, 0, r, {
    fill: sheet.linear([0, lighten(colour, 0.36), 1, darken(colour, 0.3)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * 0.93, {
    fill: sheet.linear([0, darken(colour, 0.4), 1, lighten(colour, 0.14)], 0, 0, 1, 1),
  });
  sheet.circle(0, 0, r * 0.85, {
    fill: sheet.radial([0, lighten(soup, 0.2), 0.75, soup, 1, darken(soup, 0.3)], 0.42, 0.4, 0.62),
  });
  sheet.clipped(
    `M${-r * 0.85} 0a${r * 0.85} ${r * 0.85} 0 1 1 ${r * 1.7} 0a${r * 0.85} ${r * 0.85} 0 1 1 ${-r * 1.7} 0Z`,
    toppings,
  );
  sheet.line(
    `M${round(-r * 0.62)} ${round(-r * 0.5)}A${round(r * 0.8)} ${round(r * 0.8)} 0 0 1 ${round(-r * 0.2)} ${round(-r * 0.77)}`,
    "#fffaf0",
    r * 0.03,
    0.5,
  );
}

/** Golden spots of fat on a broth. */
export function fatSpots(sheet: Sheet, r: number, colour = "#f0c75a"): void {
  for (const [x, y] of scatter(sheet.random, 22, r, r, 0.5))
    sheet.circle(x, y, sheet.random.between(r * 0.015, r * 0.05), {
      fill: colour,
      opacity: 0.5,
      stroke: lighten(colour, 0.4),
      "stroke-width": 1.2,
    });
}

/** Cut herbs: rings of spring onion and coriander leaves. */
export function herbs(sheet: Sheet, r: number, count = 16): void {
  for (const [at, [x, y]] of scatter(sheet.random, count, r, r, 0.5).entries()) {
    const size = sheet.random.between(5, 9);
    if (at % 2) sheet.circle(x, y, size, { fill: "#8fbf56", stroke: "#dff0b8", "stroke-width": size * 0.5 });
    else
      sheet.at(
        x,
        y,
        () =>
          sheet.path(
            `M0 0c${size} ${-size * 2} ${size * 2.4} ${-size * 1.4} ${size * 2.2} 0c${size} ${size} -${size * 0.6} ${size * 2} -${size * 2.2} 0Z`,
            { fill: "#4f8f3c" },
          ),
        1,
        at * 57,
      );
  }
}

/** A round-shouldered glass jar with a lid; `food` is what shows through. */
export function jar(
  sheet: Sheet,
  width: number,
  height: number,
  food: string,
  lid: string,
  label: string | null,
  inside?: (halfWidth: number) => void,
): void {
  const r = width / 2;
  standing(sheet, 0, 2, r, height);
  const profile: Point[] = [
    [-height, r * 0.74],
    [-height * 0.92, r * 0.8],
    [-height * 0.82, r * 0.98],
    [-height * 0.5, r],
    [-height * 0.08, r * 0.98],
    [0, r * 0.88],
  ];
  glass(sheet, profile, food, 0.9, 0.16);
  if (inside)
    sheet.clipped(
      `M${round(-r * 0.96)} ${round(-height * 0.84)}H${round(r * 0.96)}V-2H${round(-r * 0.96)}Z`,
      () => inside(r),
    );
  if (label) {
    const [top, bottom] = [-height * 0.62, -height * 0.2];
    const tag = `M${round(-r * 0.8)} ${round(top)}Q0 ${round(top + r * 0.2)} ${round(r * 0.8)} ${round(top)}V${round(bottom)}Q0 ${round(bottom + r * 0.22)} ${round(-r * 0.8)} ${round(bottom)}Z`;
    sheet.path(tag, {
      fill: sheet.linear(
        [0, darken(label, 0.12), 0.3, lighten(label, 0.25), 1, darken(label, 0.2)],
        0,
        0,
        1,
        0,
      ),
    });
    sheet.clipped(tag, () =>
      sheet.at(0, (top + bottom) / 2 + r * 0.16, () => hills(sheet, r * 0.8, 0, darken(lid, 0.1))),
    );
    sheet.line(
      `M${round(-r * 0.4)} ${round(top + r * 0.3)}Q0 ${round(top + r * 0.4)} ${round(r * 0.4)} ${round(top + r * 0.3)}`,
      darken(label, 0.5),
      3,
      0.4,
    );
  }
  turned(
    sheet,
    [
      [-height - r * 0.3, r * 0.8],
      [-height - r * 0.24, r * 0.84],
      [-height + r * 0.06, r * 0.84],
    ],
    { colour: lid, inside: lighten(lid, 0.16), gloss: 0.5, tilt: 0.16 },
  );
}

/** A thick wooden board from above with a hanging hole. */
export function board(sheet: Sheet, width: number, height: number, wood = "#b98553"): void {
  const { random } = sheet;
  const [w, h] = [width / 2, height / 2];
  shadow(sheet, w * 0.06, h * 0.12, w * 1.25, h * 1.35, 0.6);
  const shape = (grow: number): string =>
    `M${-w} ${-h + 30 + grow}Q${-w} ${-h + grow} ${-w + 30} ${-h + grow}H${w - 30}Q${w} ${-h + grow} ${w} ${-h + 30 + grow}V${h - 30 + grow}Q${w} ${h + grow} ${w - 30} ${h + grow}H${-w + 30}Q${-w} ${h + grow} ${-w} ${h - 30 + grow}Z`;
  sheet.path(shape(12), { fill: darken(wood, 0.5) });
  sheet.path(shape(0), {
    fill: sheet.linear([0, lighten(wood, 0.26), 0.5, wood, 1, darken(wood, 0.18)], 0, 0, 1, 1),
  });
  sheet.clipped(shape(0), () => {
    for (let at = 0; at < 22; at += 1) {
      const y = -h + ((at + random.next()) / 22) * height;
      const sway = random.between(-16, 16);
      sheet.line(
        smooth([
          [-w, y],
          [-w * 0.3, y + sway],
          [w * 0.3, y - sway * 0.6],
          [w, y + sway * 0.3],
        ]),
        mix(darken(wood, 0.4), wood, random.between(0, 0.5)),
        random.between(1, 3),
        0.36,
      );
    }
  });
  sheet.circle(w - 44, 0, 15, { fill: "#1f130c", opacity: 0.7 });
}

/** A small heap of powder or grains from above. */
export function powder(
  sheet: Sheet,
  r: number,
  colour: string,
  fleck = lighten(colour, 0.4),
  count = 200,
): void {
  const { random } = sheet;
  sheet.path(blob(random, 0, 0, r, r, 0.05, 14), {
    fill: sheet.radial([0, lighten(colour, 0.26), 0.7, colour, 1, darken(colour, 0.32)], 0.38, 0.32, 0.7),
  });
  let dark = "";
  let light = "";
  for (const [at, [x, y]] of scatter(random, count, r * 1.02, r * 1.02, 0.5).entries()) {
    const dot = `M${round(x)} ${round(y)}l${round(random.between(-3, 3))} ${round(random.between(-2, 2))}`;
    if (at % 2) dark += dot;
    else light += dot;
  }
  sheet.line(dark, darken(colour, 0.5), r * 0.03, 0.8);
  sheet.line(light, fleck, r * 0.026, 0.8);
}

/** A dried or fresh chilli lying flat. */
export function chili(sheet: Sheet, length: number, colour = "#b3261c"): void {
  shadow(sheet, length * 0.52, length * 0.06, length * 0.56, length * 0.16, 0.35);
  const d = `M0 0C${round(length * 0.1)} ${round(-length * 0.16)} ${round(length * 0.6)} ${round(-length * 0.14)} ${round(length)} ${round(length * 0.1)}C${round(length * 0.6)} ${round(length * 0.08)} ${round(length * 0.2)} ${round(length * 0.14)} 0 0Z`;
  sheet.path(d, {
    fill: sheet.linear([0, lighten(colour, 0.3), 0.5, colour, 1, darken(colour, 0.45)]),
  });
  sheet.line(
    `M${round(length * 0.12)} ${round(-length * 0.05)}Q${round(length * 0.5)} ${round(-length * 0.1)} ${round(length * 0.8)} ${round(length * 0.02)}`,
    lighten(colour, 0.6),
    length * 0.02,
    0.6,
  );
  sheet.line(
    `M${round(length * 0.04)} 0Q${round(-length * 0.06)} ${round(-length * 0.02)} ${round(-length * 0.14)} ${round(-length * 0.08)}`,
    "#6f8a3a",
    length * 0.035,
  );
}
