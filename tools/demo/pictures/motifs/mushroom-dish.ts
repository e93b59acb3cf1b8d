import { shadow } from "../light.ts";
import { scatter } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { laceSkirt, morel, porcini, slice, slim, threads } from "./mushroom.ts";

/** Dried slices strewn over a disc. */
export function slices(
  s: Sheet,
  kind: "matsutake" | "porcini",
  count: number,
  reach: number,
  size: number,
): void {
  for (const [at, [x, y]] of scatter(s.random, count, reach, reach, 0.2).reverse().entries())
    s.at(
      x,
      y,
      () => slice(s, size * s.random.between(0.86, 1.1), kind),
      1,
      at * 67 + s.random.between(-20, 20),
    );
}

/** Slices seen through the wall of a jar. */
export function sliceStack(s: Sheet, r: number, height: number): void {
  for (let at = 0; at < 12; at += 1)
    s.at(
      s.random.between(-0.6, 0.6) * r,
      -height * s.random.between(0.08, 0.76),
      () => slice(s, r * 0.8, "matsutake"),
      1,
      s.random.between(0, 360),
    );
}

/** Shredded mushroom in oil, inside a jar. */
export function shreds(s: Sheet, r: number, height: number): void {
  for (const [x, y] of [
    [-0.4, -0.2],
    [0.4, -0.24],
    [0, -0.5],
    [-0.3, -0.7],
    [0.4, -0.7],
  ] as const)
    s.at(x * r, y * height, () => threads(s, r * 0.7, "#7a4218"));
}

/** Diced mushroom and chilli filling the clip in force. */
export function dices(s: Sheet, r: number, height: number, size = r * 0.13): void {
  for (let at = 0; at < 60; at += 1) {
    s.at(
      s.random.between(-0.9, 0.9) * r,
      -height * s.random.between(0.02, 0.98),
      () => {
        const tone = s.random.pick(["#c98a48", "#8a4a22", "#e0b070", "#5a2a12", "#b3391f"]);
        s.rect(-size, -size * 0.7, size * 2, size * 1.4, { fill: tone, rx: size * 0.4 });
        s.rect(-size * 0.8, -size * 0.6, size, size * 0.4, {
          fill: "#fff1d2",
          opacity: 0.35,
          rx: size * 0.2,
        });
      },
      1,
      s.random.between(0, 180),
    );
  }
}

/** A bed of rice. */
export function rice(s: Sheet, r: number): void {
  s.circle(0, 0, r, { fill: "#fbf5e6" });
  for (const [x, y] of scatter(s.random, 260, r, r, 0.5))
    s.at(
      x,
      y,
      () => s.ellipse(0, 0, 10, 4.4, { fill: "#fffdf6", stroke: "#d8c9a8", "stroke-width": 0.9 }),
      1,
      s.random.between(0, 180),
    );
}

/** Seven kinds of dried mushroom and dates laid in a ring. */
export function sevenKinds(s: Sheet, reach: number): void {
  const kinds: ((r: number) => void)[] = [
    () => slim(s, 150, "#8a5a30"),
    () => slices(s, "porcini", 5, 48, 84),
    () =>
      s.at(
        0,
        60,
        () => {
          laceSkirt(s, 128);
        },
        1,
        20,
      ),
    () => {
      for (const [x, y, t] of [
        [-36, 50, -20],
        [20, 60, 10],
        [50, 30, 40],
      ] as const)
        s.at(x, y, () => morel(s, 96), 1, t);
    },
    () => slim(s, 140, "#5f3d22"),
    () => threads(s, 78),
  ];
  for (const [at, kind] of kinds.entries()) {
    const angle = (at / 6) * Math.PI * 2 - 1.2;
    s.at(Math.cos(angle) * reach, Math.sin(angle) * reach, () => kind(80), 1, at * 40 - 60);
  }
  for (const [x, y] of [
    [-24, -10],
    [22, -20],
    [4, 24],
    [-30, 34],
    [40, 22],
  ] as const) {
    s.at(
      x,
      y,
      () =>
        s.ellipse(0, 0, 25, 19, {
          fill: s.radial([0, "#d9584a", 0.6, "#9a2a22", 1, "#5c1512"], 0.34, 0.3, 0.8),
        }),
      1,
      x * 3,
    );
  }
}

/** A paper packet with mushrooms printed on it. */
export function kraft(s: Sheet, colour: string): void {
  shadow(s, 12, 18, 160, 180, 0.45);
  s.rect(-112, -136, 224, 272, {
    fill: s.linear([0, "#fff6e2", 0.3, colour, 1, "#b08f5c"], 0, 0, 1, 1),
    rx: 6,
  });
  s.rect(-112, -136, 224, 40, { fill: "#3f5a36", rx: 6 });
  s.circle(0, 30, 66, { fill: "#fbf5e6" });
  s.at(-24, 74, () => porcini(s, 84));
  s.at(28, 76, () => morel(s, 70));
}
