import { darken, lighten, mix } from "../colour.ts";
import type { Random } from "../random.ts";
import { DAWN, DUSK, MORNING, mountains, NIGHT, RAIN } from "../scenery.ts";
import { KEEPSAKES } from "./icons.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

const GROUNDS = ["#f3c9a5", "#bfd8d6", "#cfe0b8", "#f6d9d0", "#d6cfe6", "#f7e2a8", "#b9cfe0", "#e6c6b4"];
const SKINS = ["#f6d3b3", "#eec19a", "#e3ab80", "#d1946a"];
const HAIRS = ["#2a1c16", "#3d2a20", "#1c1a1e", "#5a3a26", "#6b6a6a"];
const CLOTHS = ["#2f6b5a", "#c9502f", "#274b7a", "#e0a53a", "#8f4a34", "#f4efe4", "#7a6aa8", "#5d8a86"];

/** Sixty customers of the past, and the five whom one can be. */
const COUNT = 65;

/** Avatars 128 × 128: a third faces, a third views, the rest a cat or a keepsake. */
export const avatarPictures: Record<string, Draw> = Object.fromEntries(
  Array.from({ length: COUNT }, (_, at): [string, Draw] => [
    `avatar-${String(at + 1).padStart(2, "0")}`,
    (s) => portrait(s, at),
  ]),
);

function portrait(s: S, at: number): void {
  const ground = GROUNDS[at % GROUNDS.length] ?? "#f3c9a5";
  s.cover(s.linear([0, lighten(ground, 0.4), 1, ground], 0, 0, 1, 1));
  if (at % 3 === 0) return face(s, s.random);
  if (at % 3 === 1) return mountains(s, s.random.pick([DAWN, DUSK, MORNING, NIGHT, RAIN]), 40, 100, 4);
  if (at % 6 === 2) return cat(s, s.random);
  KEEPSAKES[Math.floor(at / 6) % KEEPSAKES.length]?.(s);
}

function face(s: S, random: Random): void {
  const skin = random.pick(SKINS);
  const hair = random.pick(HAIRS);
  const cloth = random.pick(CLOTHS);
  const style = random.whole(0, 4);
  if (style < 2)
    s.path("M30 70C26 20 102 20 98 70C102 96 96 112 88 116H40C32 112 26 96 30 70Z", { fill: hair });
  s.path("M14 134C16 104 40 96 64 96C88 96 112 104 114 134Z", {
    fill: s.linear([0, lighten(cloth, 0.16), 1, darken(cloth, 0.16)]),
  });
  s.path("M54 82H74V100Q64 110 54 100Z", { fill: darken(skin, 0.14) });
  s.ellipse(64, 66, 25, 29, {
    fill: s.linear([0, lighten(skin, 0.2), 1, skin]),
  });
  for (const x of [52, 76]) s.circle(x, 76, 5, { fill: "#e58b7a", opacity: 0.3 });
  for (const x of [55, 73]) s.ellipse(x, 67, 2.2, 2.8, { fill: "#2a1c16" });
  s.line("M58 80Q64 85 70 80", darken(skin, 0.5), 2.2);
  const fringe = [
    "M38 62C36 34 92 34 90 62C84 48 74 46 66 50C56 46 44 50 38 62Z",
    "M38 64C36 32 92 32 90 64C86 54 80 44 60 46C50 48 42 54 38 64Z",
    "M38 58C38 34 90 34 90 58C78 46 50 46 38 58Z",
    "M36 62C34 30 94 30 92 62C90 54 86 50 80 52C74 42 54 42 48 52C42 50 38 54 36 62Z",
    "M40 54C44 36 84 36 88 54C76 48 52 48 40 54Z",
  ];
  s.path(fringe[style] ?? "", { fill: hair });
  if (style === 4) s.circle(64, 34, 10, { fill: hair });
  if (random.chance(0.3)) {
    for (const x of [54, 74]) s.circle(x, 67, 8, { fill: "none", stroke: "#3a2c26", "stroke-width": 2 });
    s.line("M62 67H66", "#3a2c26", 2);
  }
  if (random.chance(0.24)) {
    s.path("M34 52Q64 18 94 52L104 58Q64 44 24 58Z", { fill: mix(cloth, "#e6d3a4", 0.6) });
  }
}

function cat(s: S, random: Random): void {
  const fur = random.pick(["#e0943c", "#8a8480", "#f3ead6", "#3d3936"]);
  s.path("M20 134C20 106 40 94 64 94C88 94 108 106 108 134Z", { fill: darken(fur, 0.1) });
  for (const k of [-1, 1]) {
    s.path(`M${64 + k * 34} 62L${64 + k * 36} 24L${64 + k * 10} 42Z`, { fill: fur });
    s.path(`M${64 + k * 29} 54L${64 + k * 31} 34L${64 + k * 17} 44Z`, { fill: "#e9a5a0", opacity: 0.8 });
  }
  s.ellipse(64, 70, 38, 33, {
    fill: s.radial([0, lighten(fur, 0.3), 1, fur], 0.4, 0.34, 0.7),
  });
  s.ellipse(64, 82, 19, 14, { fill: lighten(fur, 0.5) });
  for (const k of [-1, 1]) {
    s.ellipse(64 + k * 16, 66, 5, 6.4, { fill: "#3f5a3a" });
    s.ellipse(64 + k * 16, 66, 2.2, 5.6, { fill: "#14120f" });
    s.circle(64 + k * 16 - 1.6, 63, 1.6, { fill: "#ffffff" });
    for (const dy of [-3, 3])
      s.line(`M${64 + k * 16} ${82 + dy * 0.4}L${64 + k * 46} ${80 + dy * 2}`, "#fff8ea", 1.2, 0.9);
  }
  s.path("M60 76H68L64 81Z", { fill: "#c96a62" });
  s.line("M64 81Q58 88 54 84M64 81Q70 88 74 84", darken(fur, 0.5), 1.8);
  for (const x of [54, 64, 74])
    s.line(`M${x} 40Q${x + (64 - x) * 0.1} 46 ${x + (64 - x) * 0.2} 52`, darken(fur, 0.34), 4, 0.6);
}
