import { plaster } from "../backdrop.ts";
import { darken, lighten } from "../colour.ts";
import { shadow } from "../light.ts";
import { caddy } from "../motifs/caddy.ts";
import { cabinet, corridor, stool, vase } from "../motifs/furnishing.ts";
import {
  cushion,
  floorLight,
  latticeWindow,
  panel,
  pendant,
  picturesque,
  room,
  scroll,
  shelves,
} from "../motifs/interior.ts";
import { lantern } from "../motifs/paper.ts";
import { CATALPA, dovetail, figure, frameTable, slab, slabTable, WALNUT } from "../motifs/timberwork.ts";
import { BREW, cup, gaiwan, teapot } from "../motifs/vessel.ts";
import { DAWN, DUSK, MORNING, RAIN } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

/** Furniture and rooms of solid wood: hero, set, close and scene of each. */
export const timberPictures: Record<string, Draw> = {
  "slab-table-hero": (s) => {
    room(s, { wall: "#e3dac6", floor: "#b08a62", line: 560 });
    picturesque(s, 150, 90, 450, 270, MORNING);
    floorLight(s, 120, 590, 520);
    s.at(375, 690, () => slabTable(s, 330, 230, WALNUT));
    s.at(280, 436, () => gaiwan(s, "#efe9da"), 0.56);
    s.at(450, 440, () => cup(s, "#efe9da", BREW.raw), 0.62);
    s.at(540, 436, () => vase(s), 0.7);
  },
  "slab-table-set": (s) => {
    plaster(s, "#c9c2b2");
    for (const [y, w, h, wood] of [
      [150, 600, 150, "#8a5a38"],
      [375, 660, 170, WALNUT],
      [600, 560, 150, "#6b4128"],
    ] as const)
      s.at(375, y, () => slab(s, w, h, wood), 1, y === 375 ? 1 : -2);
  },
  "slab-table-close": (s) => {
    s.cover(WALNUT);
    s.at(375, 375, () => figure(s, 900, 900, WALNUT, 70));
    s.cover(s.linear([0, "#fff2d6/0.22", 0.5, "#fff2d6/0", 1, "#1f130c/0.3"], 0, 0, 1, 1));
  },
  "slab-table-scene": (s) => {
    room(s, { wall: "#cfc3ae", floor: "#8a6848", line: 540 });
    shelves(s, 70, 90, 250, 330, 2, 3, WALNUT);
    picturesque(s, 400, 110, 290, 280, DUSK, "#4a3020", 2);
    pendant(s, 375, 150, 54);
    s.at(375, 690, () => slabTable(s, 300, 210, WALNUT, true));
    s.at(330, 462, () => teapot(s, "#6b3527", "#e8c79a"), 0.5);
    s.at(470, 466, () => cup(s, "#efe9da", BREW.red), 0.56);
  },
  "dining-table-hero": (s) => {
    room(s, { wall: "#bccabb", floor: "#c2a078", line: 540 });
    picturesque(s, 60, 110, 260, 250, RAIN, "#8a6a48", 2);
    scroll(s, 500, 90, 120, 270);
    floorLight(s, 40, 590, 420);
    s.at(375, 640, () => frameTable(s, 300, 220, CATALPA));
    s.at(375, 712, () => frameTable(s, 230, 110, CATALPA, 34));
    s.at(300, 396, () => vase(s), 0.9);
    s.at(440, 400, () => teapot(s, "#f4efe4", "#2b5288", 0.9), 0.5);
  },
  "dining-table-set": (s) => {
    plaster(s, "#e0d3bb");
    s.at(375, 420, () => frameTable(s, 310, 240, CATALPA));
    s.at(220, 650, () => frameTable(s, 170, 110, CATALPA, 30));
    s.at(560, 650, () => frameTable(s, 150, 110, CATALPA, 30));
  },
  "dining-table-close": (s) => {
    plaster(s, "#d9cdb4");
    s.at(375, 360, () => dovetail(s, 420, CATALPA));
  },
  "dining-table-scene": (s) => {
    room(s, { wall: "#d8c6ab", floor: "#a07e58", line: 530 });
    shelves(s, 90, 100, 570, 250, 5, 2, CATALPA);
    pendant(s, 250, 130, 46);
    pendant(s, 500, 130, 46);
    s.at(375, 650, () => frameTable(s, 320, 210, CATALPA));
    s.at(375, 722, () => frameTable(s, 250, 104, CATALPA, 30));
    for (const [x, c] of [
      [200, "#9fc4b4"],
      [330, "#f4efe4"],
      [470, "#c9744c"],
      [570, "#9fc4b4"],
    ] as const)
      s.at(x, 426, () => cup(s, c, null), 0.6);
  },
  "tea-room-hero": (s) => teaRoom(s, DAWN),
  "tea-room-set": (s) => {
    plaster(s, "#c4bda8");
    s.at(220, 590, () => cabinet(s, 300, 430, WALNUT));
    s.at(540, 600, () => frameTable(s, 180, 120, WALNUT, 50));
    s.at(470, 470, () => gaiwan(s, "#9fc4b4"), 0.4);
    s.at(600, 470, () => cup(s, "#9fc4b4", BREW.raw), 0.5);
  },
  "tea-room-close": (s) => {
    room(s, { wall: "#bfae92", floor: "#8a6a48", line: 640 });
    latticeWindow(s, 130, 70, 490, 530, WALNUT);
    for (const [x, k] of [
      [130, 0.7],
      [230, 0.5],
    ] as const)
      s.at(x, 700, () => caddy(s, "#5a7a68", "#efe4cc"), k);
  },
  "tea-room-scene": (s) => {
    room(s, { wall: "#c9b79c", floor: "#7d5c40", line: 500 });
    shelves(s, 60, 80, 300, 330, 3, 4, WALNUT, 1);
    scroll(s, 470, 80, 150, 320);
    s.at(400, 660, () => frameTable(s, 260, 120, WALNUT, 70));
    s.at(340, 520, () => teapot(s, "#6b3527", "#e8c79a"), 0.5);
    for (const x of [440, 500, 560]) s.at(x, 530, () => cup(s, "#efe9da", BREW.red), 0.5);
    cushion(s, 250, 712, 96, "#8f4a34");
    cushion(s, 560, 712, 96, "#8f4a34");
  },
  "tea-room-room": (s) => {
    room(s, { wall: "#b8ab92", floor: "#6b4c34", line: 520 });
    latticeWindow(s, 50, 110, 210, 330, WALNUT);
    latticeWindow(s, 490, 110, 210, 330, WALNUT);
    scroll(s, 315, 110, 120, 300);
    s.rect(0, 540, 750, 40, {
      fill: s.linear([0, "#a57a50", 1, "#6b4428"]),
    });
    s.at(375, 690, () => frameTable(s, 220, 90, WALNUT, 60));
    s.at(375, 588, () => gaiwan(s, "#efe9da"), 0.46);
    cushion(s, 120, 690, 84, "#3d5a54");
    cushion(s, 630, 690, 84, "#3d5a54");
    s.at(660, 560, () => lantern(s, 70, 96, "round", 0.7));
  },
  "whole-house-hero": (s) => {
    room(s, { wall: "#c5d0c4", floor: "#b9946a", line: 570 });
    for (let at = 0; at < 4; at += 1) panel(s, 30 + at * 92, 60, 88, 510, CATALPA);
    picturesque(s, 450, 110, 260, 300, MORNING, "#8a6a48", 2);
    s.rect(430, 470, 300, 100, {
      fill: s.linear([0, lighten(CATALPA, 0.2), 1, darken(CATALPA, 0.2)]),
    });
    for (let at = 1; at < 3; at += 1) s.line(`M${430 + at * 100} 476V566`, darken(CATALPA, 0.5), 3, 0.7);
    s.at(490, 470, () => vase(s), 0.8);
    s.at(620, 470, () => lantern(s, 80, 104, "round", 0.6));
    floorLight(s, 260, 600, 420);
  },
  "whole-house-set": (s) => {
    plaster(s, "#d6cebc");
    for (const [at, wood] of [CATALPA, "#a87a4c", WALNUT, "#55341f"].entries()) {
      shadow(s, 130 + at * 164, 390, 100, 320, 0.3);
      panel(s, 60 + at * 164, 90, 140, 570, wood);
    }
  },
  "whole-house-close": (s) => {
    s.cover(CATALPA);
    for (let at = 0; at < 3; at += 1) panel(s, at * 252 - 3, -10, 248, 780, at === 1 ? "#b98d58" : CATALPA);
    s.rect(356, 300, 22, 170, {
      fill: s.linear([0, "#e9cf8a", 0.4, "#b98d3c", 1, "#6b4a1c"], 0, 0, 1, 0),
      rx: 11,
    });
  },
  "whole-house-scene": (s) => {
    room(s, { wall: "#cdbfa6", floor: "#97714c", line: 560 });
    panel(s, 40, 70, 120, 490, CATALPA);
    panel(s, 164, 70, 120, 490, CATALPA);
    s.rect(320, 420, 400, 150, {
      fill: s.linear([0, "#efe6d4", 1, "#cdbfa4"]),
      rx: 18,
    });
    s.rect(320, 340, 400, 110, {
      fill: s.linear([0, lighten(CATALPA, 0.16), 1, darken(CATALPA, 0.16)]),
      rx: 10,
    });
    s.rect(340, 420, 360, 60, { fill: "#f6f0e4", rx: 16 });
    s.rect(330, 470, 380, 100, {
      fill: s.linear([0, "#6d8a86", 1, "#3f5a58"]),
      rx: 14,
    });
    pendant(s, 380, 190, 40);
    scroll(s, 560, 80, 100, 220);
  },
  "whole-house-room": (s) => {
    corridor(s);
  },
  "bookshelf-wall-hero": (s) => {
    room(s, { wall: "#d3c7b0", floor: "#9a7550", line: 620 });
    shelves(s, 40, 40, 670, 580, 5, 6, WALNUT, 1);
    s.at(610, 712, () => stool(s), 0.9);
  },
  "bookshelf-wall-set": (s) => {
    plaster(s, "#dcd5c4");
    shelves(s, 60, 90, 290, 520, 2, 5, CATALPA);
    shelves(s, 410, 90, 290, 520, 2, 5, WALNUT, 2);
  },
  "bookshelf-wall-close": (s) => {
    plaster(s, "#6b5540");
    s.at(360, 380, () => dovetail(s, 430, WALNUT));
  },
  "bookshelf-wall-scene": (s) => {
    room(s, { wall: "#b9ae98", floor: "#6f4f36", line: 600 });
    shelves(s, 30, 50, 470, 550, 4, 5, WALNUT, 1);
    picturesque(s, 560, 110, 160, 330, DUSK, "#4a3020", 1);
    s.rect(540, 500, 190, 60, { fill: "#8f4a34", rx: 16 });
    s.rect(540, 440, 190, 90, {
      fill: s.linear([0, "#b3634a", 1, "#7a3a28"]),
      rx: 20,
    });
    s.rect(552, 556, 14, 60, { fill: "#3a2414" });
    s.rect(706, 556, 14, 60, { fill: "#3a2414" });
    pendant(s, 640, 90, 40);
  },
};

/** The picture that sells a tea room: moon window, platform, low table. */
export function teaRoom(s: S, air: typeof DAWN): void {
  room(s, { wall: "#d9c8a8", floor: "#8f6a48", line: 510 });
  const r = 190;
  s.circle(375, 270, r + 16, {
    fill: s.linear([0, lighten(WALNUT, 0.2), 1, darken(WALNUT, 0.3)]),
  });
  s.clipped(`M${375 - r} 270a${r} ${r} 0 1 1 ${r * 2} 0a${r} ${r} 0 1 1 ${-r * 2} 0Z`, () =>
    s.at(0, 0, () => picturesque(s, 140, 60, 480, 420, air, WALNUT, 1)),
  );
  s.line(`M375 ${270 - r}V${270 + r}M${375 - r} 270H${375 + r}`, WALNUT, 8, 0.9);
  panel(s, 0, 0, 70, 510, WALNUT);
  panel(s, 680, 0, 70, 510, WALNUT);
  s.rect(0, 520, 750, 46, {
    fill: s.linear([0, "#b98a5a", 1, "#74492a"]),
  });
  s.at(375, 676, () => frameTable(s, 240, 96, WALNUT, 66));
  s.at(330, 566, () => gaiwan(s, "#9fc4b4"), 0.5);
  for (const x of [440, 500]) s.at(x, 568, () => cup(s, "#9fc4b4", BREW.raw), 0.52);
  cushion(s, 170, 710, 94, "#8f4a34");
  cushion(s, 580, 710, 94, "#8f4a34");
  s.at(118, 556, () => lantern(s, 76, 110, "round", 0.7));
}
