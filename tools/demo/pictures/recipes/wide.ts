import { linen, planks, plaster } from "../backdrop.ts";
import { fade } from "../colour.ts";
import { steam } from "../light.ts";
import { comb } from "../motifs/bee.ts";
import { rose, rosePetal } from "../motifs/blossom.ts";
import { coffeeAbove } from "../motifs/coffee.ts";
import { teaHills, teaTree } from "../motifs/country.ts";
import { fern, pineForest } from "../motifs/forest.ts";
import { pendant, picturesque, room } from "../motifs/interior.ts";
import { bowlAbove, chili, fatSpots, herbs } from "../motifs/kitchenware.ts";
import { leafBasket } from "../motifs/mountainside.ts";
import { matsutake, morel, moss, porcini, slice } from "../motifs/mushroom.ts";
import { CRUST, FILLING, flowerCake, openCake } from "../motifs/pastry.ts";
import { disc, tuo } from "../motifs/pressed.ts";
import { cake, plate, sprig, wrapped } from "../motifs/tea.ts";
import { slabTable, WALNUT } from "../motifs/timberwork.ts";
import { BREW, cup, cupAbove, teapot } from "../motifs/vessel.ts";
import { scatter } from "../path.ts";
import { DAWN, DUSK, MORNING, mist, mountains } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

/** Banners and topic headers, 750 × 360: the subject to one side, the other left calm for words. */
export const widePictures: Record<string, Draw> = {
  "banner-tea": (s) => {
    planks(s, "#3f2a1e", 3, -6);
    s.at(590, 190, () => cake(s, 190, "raw"));
    s.at(400, 290, () => cupAbove(s, 66, "#efe6d2", BREW.raw));
    s.at(352, 70, () => sprig(s, 130), 1, -50);
    calm(s, "left", "#1f120b", 0.5);
  },
  "banner-rose": (s) => {
    plaster(s, "#f6cfc4");
    s.at(640, 110, () => flowerCake(s, 110));
    s.at(520, 318, () => openCake(s, 132, CRUST.plain, FILLING.rose));
    s.at(424, 92, () => rose(s, 66, "#cf4866"));
    for (const [x, y, t] of [
      [366, 210, 30],
      [700, 300, 120],
      [330, 320, 200],
    ] as const)
      s.at(x, y, () => rosePetal(s, 27, "#d9607a"), 1, t);
    calm(s, "left", "#fff1e8", 0.55);
  },
  "banner-mushroom": (s) => {
    pineForest(s, 270, "#26372c", "#b9c9a6");
    moss(s, 276, "#3f5f2f");
    for (const [x, y, size, open] of [
      [120, 336, 200, 0.3],
      [240, 346, 250, 0.6],
      [340, 352, 130, 0.1],
    ] as const)
      s.at(x, y, () => matsutake(s, size, open), 1, (x % 11) - 5);
    s.at(40, 352, () => morel(s, 120));
    s.at(-10, 350, () => fern(s, 130), 1, -30);
    calm(s, "right", "#14201a", 0.66);
  },
  "banner-study": (s) => {
    mountains(s, MORNING, 70, 220, 6);
    mist(s, 190, "#f4f6ea", 0.8);
    teaTree(s, 580, 296, 290);
    teaHills(s, 270, "#5a9a52", 1);
    s.at(430, 352, () => leafBasket(s, 74, 70));
    calm(s, "left", "#f6f6e6", 0.6);
  },
  "banner-timber": (s) => {
    room(s, { wall: "#6a5646", floor: "#4a3425", line: 268 });
    picturesque(s, 440, 40, 260, 130, DUSK, "#3a2518", 3);
    pendant(s, 350, 40, 30);
    s.at(545, 336, () => slabTable(s, 190, 120, WALNUT));
    s.at(500, 204, () => teapot(s, "#8f4a34"), 0.34);
    s.at(590, 208, () => cup(s, "#efe9da", BREW.red), 0.4);
    calm(s, "left", "#1f140d", 0.55);
  },
  "topic-puer": (s) => {
    s.cover(s.linear([0, "#d98a5a", 1, "#a8532f"], 0, 0, 1, 1));
    s.rect(0, 290, 750, 70, {
      fill: s.linear([0, "#5a3623", 1, "#6d452e"]),
    });
    s.at(470, 320, () => disc(s, 104, () => wrapped(s, 104, "#efe3c8", "#a8371f", "hills")));
    s.at(620, 344, () => disc(s, 112, () => cake(s, 112, "ripe")));
    s.at(370, 340, () => tuo(s, 26, "#f6efe0"));
    s.at(330, 346, () => tuo(s, 22, null));
    calm(s, "left", "#7a3a20", 0.4);
  },
  "topic-soup": (s) => {
    linen(s, "#e3d5b6");
    s.at(590, 180, () =>
      bowlAbove(s, 170, "#2f2b28", "#e3c274", () => {
        fatSpots(s, 130);
        for (const [at, [x, y]] of scatter(s.random, 6, 90, 90, 0.2).entries())
          s.at(x, y, () => slice(s, 76, at % 2 ? "porcini" : "matsutake"), 1, at * 64);
        s.at(40, 60, () => morel(s, 100), 1, 50);
        herbs(s, 110, 12);
      }),
    );
    s.at(374, 90, () => porcini(s, 90), 1, -14);
    s.at(350, 300, () => chili(s, 80), 1, -20);
    calm(s, "left", "#fbf3df", 0.5);
  },
  "topic-afternoon": (s) => {
    plaster(s, "#dfe6d3");
    s.at(610, 130, () => coffeeAbove(s, 74, "#f6f0e4", true));
    s.at(470, 262, () => plate(s, 92, "#fbf6ea", () => flowerCake(s, 60)));
    s.at(676, 296, () => comb(s, 100, 78, 12));
    s.at(400, 90, () => rose(s, 44, "#cf4866"));
    s.at(346, 232, () => rosePetal(s, 22, "#d9607a"), 1, 60);
    calm(s, "left", "#f6f8ec", 0.5);
  },
  "topic-wood": (s) => {
    room(s, { wall: "#d9cbb0", floor: "#a07a52", line: 270 });
    picturesque(s, 420, 36, 290, 140, DAWN, "#6b4a31", 3);
    s.at(550, 340, () => slabTable(s, 190, 120, "#8a5a38"));
    s.at(480, 212, () => teapot(s, "#f4efe4", "#2b5288", 0.9), 0.32);
    s.at(600, 214, () => cup(s, "#9fc4b4", BREW.raw), 0.4);
    steam(s, 600, 186, 46, 0.6);
    calm(s, "left", "#f3ead6", 0.5);
  },
};

/** Evens out the side the words stand on, so that they can be read. */
function calm(s: S, side: "left" | "right", colour: string, opacity: number): void {
  const [from, to] = side === "left" ? [0, 1] : [1, 0];
  s.cover(
    s.linear(
      [0, fade(colour, opacity), 0.4, fade(colour, opacity * 0.8), 0.62, fade(colour, 0), 1, fade(colour, 0)],
      from,
      0,
      to,
      0,
    ),
  );
}
