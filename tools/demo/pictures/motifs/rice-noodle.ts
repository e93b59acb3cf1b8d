import { shadow, standing } from "../light.ts";
import { scatter, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { blossom } from "./blossom.ts";
import { hills } from "./caddy.ts";
import { herbs, powder } from "./kitchenware.ts";
import { thinSlice } from "./meat.ts";
import { noodles } from "./noodle.ts";
import { plate } from "./tea.ts";

/** A poached egg floating at (x, y). */
export function egg(s: Sheet, x: number, y: number): void {
  s.ellipse(x, y, 44, 40, { fill: "#fffdf6", stroke: "#e6dcc0", "stroke-width": 2 });
  s.circle(x + 4, y - 2, 20, {
    fill: s.radial([0, "#ffd76a", 1, "#ef9a24"], 0.36, 0.32, 0.8),
  });
}

/** One of the small dishes that go into the broth. */
export function side(s: Sheet, r: number, kind: number): void {
  plate(s, r, "#fbf6ea", () => {
    if (kind === 0) for (const t of [0, 70, 150]) s.at(0, 0, () => thinSlice(s, r * 0.5), 1, t);
    if (kind === 1)
      for (const [at, [x, y]] of scatter(s.random, 8, r * 0.5, r * 0.5).entries())
        s.at(x, y, () => blossom(s, r * 0.2, "#f7d24a", "#c98a1f"), 1, at * 40);
    if (kind === 2) herbs(s, r * 0.6, 22);
    if (kind === 3) noodles(s, r * 0.66, "#fdf9ec", 0.07);
    if (kind === 4) s.at(0, 0, () => powder(s, r * 0.6, "#b8321c", "#f0c98a", 90));
  });
}

/** Dried noodles tied with a band, lying flat. */
export function bundle(s: Sheet, length: number): void {
  const h = length * 0.2;
  shadow(s, 10, h * 0.2, length * 0.6, h * 0.9, 0.45);
  for (let at = 0; at < 26; at += 1) {
    const y = (at / 25 - 0.5) * h;
    const tone = s.random.pick(["#fbf4df", "#f1e6c8", "#e3d4ac", "#fffaf0"]);
    s.line(
      smooth([
        [-length / 2 + s.random.between(-12, 12), y],
        [0, y + s.random.between(-2, 2)],
        [length / 2 + s.random.between(-12, 12), y],
      ]),
      tone,
      h * 0.055,
    );
  }
  s.rect(-length * 0.06, -h * 0.56, length * 0.12, h * 1.12, {
    fill: s.linear([0, "#d9502f", 0.5, "#c0392b", 1, "#7a1f16"]),
    rx: 4,
  });
}

/** A stand-up pouch with a coloured seam and a printed hill. */
export function pack(s: Sheet, colour: string): void {
  standing(s, 4, 0, 70, 220);
  s.path("M-72 -230Q-76 -100 -70 -4Q0 6 70 -4Q76 -100 72 -230Z", {
    fill: s.linear([0, "#d9c9a4", 0.25, "#fffaf0", 1, "#bda983"], 0, 0, 1, 0),
  });
  s.path("M-72 -230V-196H72V-230Z", { fill: colour });
  s.clipped("M-60 -150H60V-30H-60Z", () => {
    s.rect(-60, -150, 120, 120, { fill: colour, opacity: 0.16 });
    s.at(0, -84, () => hills(s, 60, 0, colour));
  });
}

/** Dried noodles standing tied in a sheaf. */
export function sheaf(s: Sheet): void {
  standing(s, 0, 0, 60, 200);
  for (let at = -9; at <= 9; at += 1)
    s.line(`M${at * 4} 0Q${at * 2.2} -100 ${at * 6} -230`, at % 2 ? "#f1e6c8" : "#fffaf0", 5);
  s.rect(-34, -110, 68, 26, { fill: "#c0392b", rx: 4 });
}

/** A flat packet with noodles behind its window. */
export function flatPack(s: Sheet, colour: string): void {
  shadow(s, 12, 18, 150, 170, 0.45);
  s.rect(-112, -140, 224, 280, {
    fill: s.linear([0, "#fffaf0", 1, "#e0d3b4"], 0, 0, 1, 1),
    rx: 8,
  });
  s.at(0, 40, () => noodles(s, 76, "#fdf9ec", 0.08));
  s.rect(-112, -140, 224, 76, { fill: colour, rx: 8 });
}

/** Fried noodle strips with ham, egg and tomato, r wide. */
export function stirFry(s: Sheet, r: number): void {
  noodles(s, r, "#f6e6bd", 0.06);
  for (const [at, [x, y]] of scatter(s.random, 6, r * 0.7, r * 0.7, 0.2).entries())
    s.at(x, y, () => thinSlice(s, r * 0.24), 1, at * 67);
  for (const [x, y] of scatter(s.random, 7, r * 0.8, r * 0.8, 0.4))
    s.ellipse(x, y, r * 0.11, r * 0.08, {
      fill: s.radial([0, "#ffe08a", 1, "#e9b13a"]),
    });
  for (const [x, y] of scatter(s.random, 6, r * 0.7, r * 0.7, 0.5))
    s.ellipse(x, y, r * 0.09, r * 0.07, { fill: "#d8432c" });
  herbs(s, r * 0.9, 20);
}
