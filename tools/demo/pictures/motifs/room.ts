import { woodGrain } from "../backdrop.ts";
import { darken, lighten } from "../colour.ts";
import { polygon, round } from "../path.ts";
import type { Sheet } from "../sheet.ts";

/** Under the roof of an old house: dark beams, plank wall, a shaft of light. Things hang from the pole at y = 84. */
export function rafters(sheet: Sheet, wall = "#7a5436"): void {
  const { width, height, random } = sheet;
  sheet.cover(sheet.linear([0, darken(wall, 0.5), 0.5, wall, 1, darken(wall, 0.3)]));
  for (let at = 0; at < 7; at += 1) {
    const x = (width * at) / 7;
    sheet.rect(x, 0, width / 7 - 2, height, {
      fill: sheet.linear([
        0,
        darken(wall, 0.44),
        0.6,
        lighten(wall, random.between(0, 0.12)),
        1,
        darken(wall, 0.36),
      ]),
    });
    sheet.line(`M${round(x)} 0V${height}`, "#1f110a", 4, 0.5);
  }
  sheet.path(
    polygon([
      [120, -10],
      [320, -10],
      [720, height + 10],
      [380, height + 10],
    ]),
    {
      fill: sheet.linear([0, "#ffe2a6/0.5", 1, "#ffe2a6/0.04"]),
    },
  );
  sheet.rect(-10, 60, width + 20, 40, {
    fill: sheet.linear([0, "#a9794a", 0.4, "#7a5230", 1, "#3a2414"]),
  });
  woodGrain(sheet, -10, 62, width + 20, 36, "#7a5230", 6);
  sheet.rect(-10, height - 90, width + 20, 100, {
    fill: sheet.linear([0, "#3a2414", 1, "#1f110a"]),
  });
}
