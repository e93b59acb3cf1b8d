import { shadow } from "../light.ts";
import type { Sheet } from "../sheet.ts";
import { jerky, thinSlice } from "./meat.ts";

/** Thin slices laid in rings like a flower. */
export function rosette(s: Sheet): void {
  for (const [reach, count, r] of [
    [168, 9, 92],
    [92, 6, 84],
    [20, 3, 66],
  ] as const) {
    for (let at = 0; at < count; at += 1) {
      const angle = (at / count) * Math.PI * 2 + reach;
      s.at(
        Math.cos(angle) * reach,
        Math.sin(angle) * reach,
        () => thinSlice(s, r),
        1,
        (angle * 180) / Math.PI + 60,
      );
    }
  }
}

/** A vacuum pack of slices. */
export function pack(s: Sheet): void {
  shadow(s, 10, 16, 150, 150, 0.4);
  s.rect(-118, -128, 236, 256, {
    fill: s.linear([0, "#fffaf0", 1, "#d9cdb4"], 0, 0, 1, 1),
    rx: 10,
  });
  for (const [x, y, t] of [
    [-30, -50, 10],
    [40, 0, -16],
    [-30, 56, 24],
  ] as const)
    s.at(x, y, () => thinSlice(s, 74), 1, t);
  s.rect(-118, -128, 236, 52, { fill: "#27424a", rx: 10 });
  s.rect(-118, -128, 236, 256, {
    fill: s.linear([0, "#ffffff/0.5", 0.4, "#ffffff/0", 1, "#ffffff/0.16"], 0, 0, 1, 1),
    rx: 10,
  });
}

/** A slice of melon. */
export function melon(s: Sheet): void {
  s.path("M-80 0Q0 70 80 0Q0 118 -80 0Z", { fill: "#4f8a4a" });
  s.path("M-76 0Q0 64 76 0Q0 96 -76 0Z", { fill: "#d9e3a0" });
  s.path("M-72 -4Q0 60 72 -4Q0 84 -72 -4Z", {
    fill: s.linear([0, "#ffc27a", 1, "#f09a45"]),
  });
}

/** A pouch of jerky from above. */
export function pouch(s: Sheet, colour: string): void {
  shadow(s, 12, 18, 150, 180, 0.45);
  s.rect(-110, -150, 220, 300, {
    fill: s.linear([0, "#ffffff", 0.04, colour, 0.6, colour, 1, "#1f130c"], 0, 0, 1, 1),
    rx: 8,
  });
  s.circle(0, 10, 78, { fill: "#fbf1de" });
  s.at(0, -14, () => jerky(s, 110), 1, -12);
  s.at(0, 30, () => jerky(s, 110), 1, 8);
  s.rect(-110, -150, 220, 36, { fill: "#fbf1de", opacity: 0.9, rx: 8 });
}
