import { darken, lighten } from "../colour.ts";
import { lying, standing } from "../light.ts";
import type { Sheet } from "../sheet.ts";
import { hills } from "./caddy.ts";
import { turned } from "./lathe.ts";

/** A standing side-gusset bag with a band of hills for a label; about 250 wide, 360 high. */
export function bagOf(sheet: Sheet, colour: string, accent: string, label = "#f4ead6"): void {
  standing(sheet, 6, 0, 118, 300);
  const body = "M-118 -322L-128 -20Q-126 0 -108 2H108Q126 0 128 -20L118 -322Z";
  sheet.path(body, {
    fill: sheet.linear(
      [
        0,
        darken(colour, 0.28),
        0.14,
        lighten(colour, 0.14),
        0.5,
        colour,
        0.86,
        darken(colour, 0.2),
        1,
        darken(colour, 0.48),
      ],
      0,
      0,
      1,
      0,
    ),
  });
  sheet.line(
    "M-88 -318C-98 -200 -104 -80 -112 -4M90 -318C98 -200 106 -80 112 -4",
    darken(colour, 0.5),
    5,
    0.28,
  );
  sheet.line("M-80 -318C-90 -200 -96 -80 -104 -4", lighten(colour, 0.5), 4, 0.25);
  sheet.rect(-118, -352, 236, 34, {
    fill: sheet.linear([0, lighten(colour, 0.2), 1, darken(colour, 0.24)]),
    rx: 4,
  });
  sheet.line("M-112 -342H112M-112 -334H112", darken(colour, 0.4), 2, 0.4);
  sheet.circle(0, -286, 9, { fill: darken(colour, 0.4) });
  sheet.circle(0, -286, 4, { fill: lighten(colour, 0.2) });
  const tag = "M-82 -246H82V-66H-82Z";
  sheet.path(tag, {
    fill: sheet.linear([0, lighten(label, 0.2), 1, darken(label, 0.12)], 0, 0, 1, 0.3),
  });
  sheet.clipped(tag, () => {
    sheet.at(0, -150, () => hills(sheet, 82, 0, accent));
    sheet.rect(-82, -94, 164, 30, { fill: accent });
  });
  sheet.line("M-50 -226H50M-34 -214H34", darken(label, 0.55), 4, 0.5);
  sheet.line("M-56 -82H-10M-56 -74H-26M20 -78H56", label, 3, 0.8);
}

/** A flat foil sachet. */
export function sachet(sheet: Sheet, width: number, height: number, colour: string): void {
  const [w, h] = [width / 2, height / 2];
  lying(sheet, 0, 0, Math.max(w, h) * 0.9, 0.12, 0.4);
  sheet.rect(-w, -h, width, height, {
    fill: sheet.linear([0, lighten(colour, 0.24), 0.5, colour, 1, darken(colour, 0.24)], 0, 0, 1, 1),
    rx: 5,
  });
  sheet.path(`M${-w} ${-h + 12}H${w}M${-w} ${h - 12}H${w}`, {
    stroke: darken(colour, 0.3),
    "stroke-width": 2,
    "stroke-dasharray": "3 3",
    fill: "none",
    opacity: 0.6,
  });
  const seal = `M${-w * 0.7} ${-h * 0.4}H${w * 0.7}V${h * 0.5}H${-w * 0.7}Z`;
  sheet.path(seal, { fill: "#fbf1de" });
  sheet.clipped(seal, () => hills(sheet, w * 0.7, h * 0.05, colour));
  sheet.line(`M${-w * 0.8} ${-h * 0.86}L${-w * 0.5} ${h * 0.9}`, "#ffffff", w * 0.12, 0.16);
}

/** A thimble of freeze-dried coffee with a peel-off lid. */
export function thimble(sheet: Sheet, colour: string): void {
  standing(sheet, 0, 0, 40, 70);
  turned(
    sheet,
    [
      [-88, 56],
      [-70, 52],
      [0, 38],
    ],
    { colour, gloss: 0.35, tilt: 0.26 },
  );
  sheet.ellipse(0, -90, 60, 16, { fill: darken(colour, 0.3) });
  sheet.ellipse(0, -92, 58, 15, {
    fill: sheet.linear([0, lighten(colour, 0.5), 1, lighten(colour, 0.1)], 0, 0, 1, 1),
  });
  sheet.path("M46 -84Q74 -84 72 -72L44 -80Z", { fill: lighten(colour, 0.2) });
  sheet.line("M-24 -92Q0 -98 24 -92", darken(colour, 0.4), 3, 0.5);
}
