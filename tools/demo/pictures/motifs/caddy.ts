import { darken, lighten } from "../colour.ts";
import { standing } from "../light.ts";
import type { Sheet } from "../sheet.ts";
import { turned } from "./lathe.ts";

/** A tin or pottery caddy of a given size with a band of colour round it. */
export function caddy(
  sheet: Sheet,
  colour: string,
  band: string,
  width = 150,
  height = 210,
  lid = darken(colour, 0.2),
): void {
  const r = width / 2;
  standing(sheet, 0, 2, r, height);
  turned(
    sheet,
    [
      [-height, r],
      [-height * 0.5, r],
      [-4, r],
      [0, r * 0.98],
    ],
    { colour, gloss: 0.5, tilt: 0.2 },
  );
  const bandTop = -height * 0.66;
  const bandBottom = -height * 0.2;
  const curve = r * 0.2;
  const label = `M${-r} ${bandTop}Q0 ${bandTop + curve * 2} ${r} ${bandTop}V${bandBottom}Q0 ${bandBottom + curve * 2} ${-r} ${bandBottom}Z`;
  sheet.path(label, {
    fill: sheet.linear(
      [0, darken(band, 0.2), 0.2, lighten(band, 0.15), 0.6, band, 1, darken(band, 0.4)],
      0,
      0,
      1,
      0,
    ),
  });
  sheet.clipped(label, () =>
    hills(sheet, r, bandTop + (bandBottom - bandTop) * 0.55 + curve, darken(band, 0.42)),
  );
  turned(
    sheet,
    [
      [-height - 34, r * 1.03],
      [-height - 30, r * 1.04],
      [-height + 6, r * 1.04],
    ],
    { colour: lid, inside: lighten(lid, 0.12), gloss: 0.5, tilt: 0.2 },
  );
}

/** Three hills and a sun: the emblem printed on the shop's own labels. */
export function hills(sheet: Sheet, r: number, y: number, ink: string): void {
  sheet.circle(r * 0.3, y - r * 0.34, r * 0.17, { fill: ink, opacity: 0.75 });
  sheet.path(
    `M${-r} ${y + r * 0.3}Q${-r * 0.5} ${y - r * 0.52} ${-r * 0.1} ${y + r * 0.02}Q${r * 0.3} ${y - r * 0.36} ${r} ${y + r * 0.3}V${y + r}H${-r}Z`,
    { fill: ink, opacity: 0.5 },
  );
  sheet.path(
    `M${-r} ${y + r * 0.46}Q${-r * 0.2} ${y - r * 0.1} ${r * 0.16} ${y + r * 0.3}Q${r * 0.6} ${y} ${r} ${y + r * 0.4}V${y + r}H${-r}Z`,
    { fill: ink, opacity: 0.85 },
  );
}
