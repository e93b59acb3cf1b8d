import { darken, lighten } from "../colour.ts";
import { round, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";

/** A nest of rice noodles: bundles of strands that sweep round the bowl and fold over each other. */
export function noodles(sheet: Sheet, r: number, colour: string, thickness = 0.042): void {
  const { random } = sheet;
  sheet.circle(0, 0, r * 0.96, { fill: darken(colour, 0.12) });
  for (let bundle = 0; bundle < 15; bundle += 1) {
    const away =
      r *
      (bundle < 9
        ? random.between(0.6, 0.86)
        : bundle < 13
          ? random.between(0.3, 0.55)
          : random.between(0.05, 0.2));
    const sweep = random.between(1.2, 2.2);
    sheet.at(
      0,
      0,
      () => {
        for (let strand = 0; strand < 6; strand += 1) {
          const ring = away + (strand - 2.5) * r * thickness * 1.25;
          const from = -sweep / 2 + random.between(-0.14, 0.14);
          const d = smooth(
            [0, 0.25, 0.5, 0.75, 1].map((share) => {
              const angle = from + sweep * share;
              const drift = ring * (1 + 0.1 * Math.sin(share * 5 + bundle));
              return [Math.cos(angle) * drift, Math.sin(angle) * drift];
            }),
          );
          sheet.line(d, darken(colour, 0.32), r * thickness * 1.3);
          sheet.line(d, strand % 2 ? colour : lighten(colour, 0.5), r * thickness * 0.92);
        }
      },
      1,
      bundle * 53 + round(random.between(-14, 14)),
    );
  }
}
