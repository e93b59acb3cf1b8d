import { shadow } from "../light.ts";
import { leafPath, scatter } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { blossom } from "./blossom.ts";
import { fern } from "./forest.ts";
import { heap, type LeafKind, sprig } from "./tea.ts";

/** Freshly picked sprigs strewn over a disc. */
export function leaves(s: Sheet, count: number, reach: number, size = 120): void {
  for (const [at, [x, y]] of scatter(s.random, count, reach, reach, 0.2).entries())
    s.at(x, y, () => sprig(s, size, s.random.pick(["#5f8f3e", "#4f7f38", "#76a34c"])), 1, at * 71);
}

/** Leaves after rolling, in a heap. */
export function rolled(s: Sheet, kind: LeafKind): void {
  heap(s, 120, 112, kind, 46);
}

/** A grassy shoulder of the hill, rising to the right. */
export function slope(s: Sheet, y: number, grass: string): void {
  s.path(`M-10 ${y + 90}Q160 ${y + 70} 330 ${y + 10}T760 ${y - 30}V760H-10Z`, {
    fill: s.linear([0, grass, 1, "#3f6b3c"]),
  });
}

/** Grass and small flowers from y to the bottom edge. */
export function meadow(s: Sheet, y: number): void {
  let grass = "";
  for (let at = 0; at < 160; at += 1)
    grass += `M${Math.round(s.random.between(0, 750))} ${Math.round(s.random.between(y, 750))}q${Math.round(s.random.between(-5, 5))} -12 ${Math.round(s.random.between(-8, 8))} -24`;
  s.line(grass, "#a9d07a", 2.6, 0.6);
  for (let at = 0; at < 26; at += 1)
    s.at(s.random.between(10, 740), s.random.between(y + 20, 740), () =>
      blossom(s, s.random.between(7, 14), s.random.pick(["#fdf4ee", "#f0a5b8", "#f7d24a", "#b9a1d6"])),
    );
}

/** A coloured pencil lying at (x, y). */
export function pencil(s: Sheet, x: number, y: number, colour: string, turn: number): void {
  s.at(
    x,
    y,
    () => {
      shadow(s, 8, 8, 130, 16, 0.3);
      s.rect(-120, -9, 190, 18, {
        fill: s.linear([0, "#ffffff", 0.2, colour, 1, colour]),
        rx: 4,
      });
      s.path("M70 -9L112 0L70 9Z", { fill: "#f0d9b0" });
      s.path("M100 -3L112 0L100 3Z", { fill: colour });
    },
    1,
    turn,
  );
}

/** One of seven pressed leaves on a sheet, each with its own outline. */
export function specimen(s: Sheet, at: number): void {
  const [x, y] = [130 + (at % 3) * 245 + (at === 6 ? 245 : 0), 150 + Math.floor(at / 3) * 235];
  const tone = ["#5f8f3e", "#8a9a3c", "#3f7a4a", "#c9853a", "#76a34c", "#a8562c", "#4f7f58"][at] ?? "#5f8f3e";
  s.at(
    x,
    y + 70,
    () => {
      if (at === 2) return fern(s, 190, tone);
      if (at === 5) {
        for (const turn of [-60, -30, 0, 30, 60])
          s.at(0, -40, () => s.path(leafPath(110, 40), { fill: tone }), 1, turn);
        return;
      }
      s.path(leafPath(190, 60 + (at % 3) * 34, (at % 2) * 8), {
        fill: s.linear([0, "#e3edb4", 0.2, tone, 1, tone]),
      });
      s.line("M0 0H180", "#f3f3d4", 3, 0.7);
      for (let vein = 1; vein < 7; vein += 1)
        s.line(
          `M${vein * 25} 0l22 ${-14 - (at % 3) * 6}M${vein * 25} 0l22 ${14 + (at % 3) * 6}`,
          "#f3f3d4",
          1.6,
          0.5,
        );
    },
    1,
    -90,
  );
  s.rect(x - 26, y + 76, 52, 12, { fill: "#d9c48f", opacity: 0.8 });
}

/** A small vase with three blossoms. */
export function vaseOf(s: Sheet): void {
  for (const [x, y] of [
    [-20, -90],
    [16, -100],
    [34, -70],
  ] as const) {
    s.line(`M0 -40Q${x * 0.4} -60 ${x} ${y}`, "#5a7a3c", 3);
    s.at(x, y, () => blossom(s, 14, "#f0a5b8"));
  }
  s.path("M-14 -44C-14 -30 -26 -24 -22 -6Q0 4 22 -6C26 -24 14 -30 14 -44Z", {
    fill: s.linear([0, "#8fb0b8", 0.3, "#dfeaec", 1, "#5d8088"], 0, 0, 1, 0),
  });
}
