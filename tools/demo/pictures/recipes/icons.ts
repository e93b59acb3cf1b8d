import { darken, fade, lighten } from "../colour.ts";
import { comb, dipper, honeyJar } from "../motifs/bee.ts";
import { bag, rose } from "../motifs/blossom.ts";
import { blackPot, lattice } from "../motifs/carving.ts";
import { medallion } from "../motifs/cloth.ts";
import { bean, cherries, coffeeAbove, dripBag, ROAST } from "../motifs/coffee.ts";
import { bagOf } from "../motifs/coffee-pack.ts";
import { teaTree } from "../motifs/country.ts";
import { bowlAbove, chili, herbs, jar } from "../motifs/kitchenware.ts";
import { cut, leg } from "../motifs/meat.ts";
import { hamlet, leafBasket, lodge } from "../motifs/mountainside.ts";
import { matsutake, morel, porcini, slice, termite } from "../motifs/mushroom.ts";
import { noodles } from "../motifs/noodle.ts";
import { macadamia, walnut } from "../motifs/nut.ts";
import { lantern } from "../motifs/paper.ts";
import { CRUST, FILLING, flowerCake, openCake } from "../motifs/pastry.ts";
import { bangle, ginkgo } from "../motifs/silver.ts";
import { cake, sprig, wrapped } from "../motifs/tea.ts";
import { CATALPA, slabTable, WALNUT } from "../motifs/timberwork.ts";
import { BREW, cup, gaiwan, teapot } from "../motifs/vessel.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

/** A pale ground of one hue with a soft sun behind the thing itself, 160 × 160. */
const icon =
  (ground: string, draw: (s: S) => void): Draw =>
  (s) => {
    s.cover(s.linear([0, lighten(ground, 0.5), 1, ground], 0, 0, 1, 1));
    s.circle(80, 72, 70, {
      fill: s.radial([0, "#ffffff/0.7", 1, "#ffffff/0"]),
    });
    draw(s);
    s.cover(s.linear([0.6, fade(darken(ground, 0.5), 0), 1, fade(darken(ground, 0.5), 0.14)]));
  };

/** Category icons, keyed as the catalogue names them. */
export const iconPictures: Record<string, Draw> = {
  "icon-tea": icon("#cfe0b8", (s) => {
    s.at(66, 82, () => wrapped(s, 44, "#f3e8cf", "#2f6b45", "hills"));
    s.at(104, 96, () => cake(s, 38, "raw"));
  }),
  "icon-puer": icon("#e6cfa8", (s) => s.at(80, 82, () => cake(s, 52, "ripe"))),
  "icon-dianhong": icon("#f3cdb0", (s) => {
    s.at(80, 122, () => cup(s, "#fbf3ea", BREW.red), 1.05);
    s.at(80, 66, () => sprig(s, 52));
  }),
  "icon-teaware": icon("#c9dfd6", (s) => s.at(80, 132, () => gaiwan(s, "#8fbba8"), 0.46)),
  "icon-coffee": icon("#ead2b6", (s) => s.at(80, 82, () => coffeeAbove(s, 36, "#f6efe2", true))),
  "icon-coffee-beans": icon("#e3c9a8", (s) => {
    s.at(62, 66, () => bean(s, 32, ROAST.medium, -30));
    s.at(100, 100, () => bean(s, 32, ROAST.dark, 20));
  }),
  "icon-coffee-ready": icon("#d6e0d2", (s) => s.at(72, 138, () => dripBag(s, "#fbf6ec", "#c0452f"), 0.46)),
  "icon-mushroom": icon("#d9dfb8", (s) => {
    s.at(64, 136, () => matsutake(s, 100, 0.5));
    s.at(114, 140, () => matsutake(s, 64, 0.2));
  }),
  "icon-mushroom-dried": icon("#ecdcb4", (s) => {
    s.at(64, 82, () => slice(s, 96, "porcini"), 1, -14);
    s.at(112, 92, () => slice(s, 70, "matsutake"), 1, 24);
  }),
  "icon-mushroom-fresh": icon("#cfe0c0", (s) => {
    s.at(60, 136, () => morel(s, 100));
    s.at(108, 138, () => porcini(s, 76));
  }),
  "icon-mushroom-ready": icon("#f0d9a4", (s) => {
    s.at(62, 134, () => jar(s, 74, 78, "#a8601e", "#2f2a22", "#f6e8c9"));
    s.at(120, 138, () => termite(s, 84, 0.6));
  }),
  "icon-pastry": icon("#f6cfc6", (s) => {
    s.at(66, 66, () => flowerCake(s, 44));
    s.at(98, 128, () => openCake(s, 44, CRUST.plain, FILLING.rose));
  }),
  "icon-flower-cake": icon("#f3bfc2", (s) => s.at(80, 82, () => rose(s, 46, "#cf4866"))),
  "icon-old-pastry": icon("#f0d6a4", (s) => s.at(80, 116, () => openCake(s, 58, CRUST.ham, FILLING.ham))),
  "icon-honey": icon("#fae09a", (s) => s.at(80, 138, () => honeyJar(s, "#d98a1f", "#c9502f"), 0.44)),
  "icon-honey-jar": icon("#f9d98a", (s) => s.at(76, 70, () => dipper(s, 40, "#d98a1f", 58))),
  "icon-honey-comb": icon("#fbe3a8", (s) => s.at(80, 80, () => comb(s, 100, 84, 15))),
  "icon-larder": icon("#f0c9b8", (s) => s.at(74, 14, () => leg(s, 132), 1, 10)),
  "icon-ham": icon("#f3d0c4", (s) => s.at(80, 82, () => cut(s, 58, 44))),
  "icon-nuts": icon("#e6d3ae", (s) => {
    s.at(58, 66, () => walnut(s, 34));
    s.at(104, 80, () => macadamia(s, 32, true));
    s.at(66, 114, () => macadamia(s, 28));
  }),
  "icon-kitchen": icon("#f3d3ae", (s) =>
    s.at(80, 82, () =>
      bowlAbove(s, 56, "#c9502f", "#ecd08a", () => {
        noodles(s, 42, "#fbf4e0", 0.07);
        herbs(s, 36, 6);
      }),
    ),
  ),
  "icon-noodles": icon("#e3e6cf", (s) =>
    s.at(80, 82, () => {
      s.circle(4, 6, 52, { fill: "#8a7a5a", opacity: 0.3 });
      noodles(s, 52, "#fdf9ec", 0.075);
    }),
  ),
  "icon-condiments": icon("#f6cbb4", (s) => {
    for (const [x, y, t] of [
      [38, 60, 24],
      [32, 84, 8],
      [40, 112, -14],
    ] as const)
      s.at(x, y, () => chili(s, 88, "#c4281a"), 1, t);
  }),
  "icon-crafts": icon("#c3d3e6", (s) => {
    s.circle(80, 80, 56, { fill: "#274b7a" });
    medallion(s, 80, 80, 50);
  }),
  "icon-tie-dye": icon("#cddcec", (s) => {
    s.rect(28, 30, 104, 100, { fill: "#2b5288", rx: 12 });
    medallion(s, 80, 80, 44);
  }),
  "icon-silver": icon("#d6dade", (s) => s.at(80, 84, () => bangle(s, 42, "twist"))),
  "icon-pottery-wood": icon("#e0cdb6", (s) => s.at(80, 132, () => blackPot(s), 0.42)),
  "icon-paper": icon("#f3e3b8", (s) => s.at(80, 132, () => lantern(s, 78, 96, "round", 0.5))),
  "icon-study": icon("#c6e0c0", (s) => {
    teaTree(s, 66, 132, 108);
    s.at(122, 136, () => leafBasket(s, 40, 38));
  }),
  "icon-study-open": icon("#d3e6c0", (s) => s.at(80, 134, () => leafBasket(s, 78, 70))),
  "icon-study-group": icon("#f0d9b8", (s) => lodge(s, 34, 118, 92, true)),
  "icon-timber": icon("#e6d0b0", (s) => {
    s.at(80, 130, () => slabTable(s, 66, 52, WALNUT));
    s.at(80, 72, () => teapot(s, "#6b3527"), 0.22);
  }),
  "icon-timber-piece": icon("#ecdcc0", (s) => s.at(80, 128, () => slabTable(s, 64, 66, CATALPA, true))),
  "icon-timber-room": icon("#dccbb0", (s) => s.at(80, 80, () => lattice(s, 54, WALNUT, 5))),
};

/** Things that a few customers use as their picture instead of a face. */
export const KEEPSAKES: Draw[] = [
  (s) => s.at(64, 70, () => rose(s, 36, "#cf4866")),
  (s) => s.at(64, 104, () => cup(s, "#fbf3ea", BREW.green), 1),
  (s) => s.at(64, 112, () => sprig(s, 90)),
  (s) => s.at(64, 66, () => bag(s, 60, "#c0562c")),
  (s) => s.at(20, 70, () => cherries(s, 90), 1, -10),
  (s) => s.at(64, 30, () => ginkgo(s, 70)),
  (s) => s.at(64, 110, () => bagOf(s, "#2f6b5a", "#2f6b5a"), 0.26),
  (s) => hamlet(s, 14, 104, 100),
];
