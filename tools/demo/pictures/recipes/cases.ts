import { linen } from "../backdrop.ts";
import { shadow } from "../light.ts";
import { rattan } from "../motifs/basket.ts";
import { attic, carton, emptyRoom, plant } from "../motifs/before.ts";
import { teaHills, teaTree } from "../motifs/country.ts";
import { fern } from "../motifs/forest.ts";
import {
  cushion,
  floorLight,
  latticeWindow,
  panel,
  pendant,
  picturesque,
  room,
  shelves,
} from "../motifs/interior.ts";
import { hearth, leafBasket } from "../motifs/mountainside.ts";
import { fibres, lantern, looseSheet, notebook, PAPER } from "../motifs/paper.ts";
import { sprig } from "../motifs/tea.ts";
import { CATALPA, dovetail, figure, frameTable, slabTable, WALNUT } from "../motifs/timberwork.ts";
import { BREW, cup, cupAbove, gaiwan, teapot } from "../motifs/vessel.ts";
import { courtyard, longTable } from "../motifs/village.ts";
import { leafPath, polygon, scatter } from "../path.ts";
import { DAWN, DUSK, MORNING, mist, mountains, RAIN } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** What customers had before and after: wood in real rooms, days on the mountain. */
export const casePictures: Record<string, Draw> = {
  "case-riverside-before": (s) => {
    emptyRoom(s, 520);
    picturesque(s, 190, 110, 380, 270, RAIN, "#d6d3cc", 2);
    carton(s, 130, 690, 120);
    carton(s, 260, 710, 90);
  },
  "case-riverside-after": (s) => {
    room(s, { wall: "#e0d8c6", floor: "#a98259", line: 530 });
    picturesque(s, 130, 80, 500, 300, DUSK, "#4a3020", 2);
    floorLight(s, 60, 590, 480);
    s.at(375, 680, () => slabTable(s, 345, 215, WALNUT));
    s.at(240, 450, () => teapot(s, "#6b3527", "#e8c79a"), 0.5);
    s.at(360, 452, () => cup(s, "#efe9da", BREW.red), 0.56);
    plant(s, 690, 690, 1.1);
  },
  "case-riverside-detail": (s) => {
    s.cover("#8a5a38");
    s.at(375, 375, () => figure(s, 900, 900, "#8a5a38", 70));
    for (const [x, y] of [
      [250, 330],
      [470, 430],
    ] as const) {
      s.path(
        polygon([
          [x - 56, y - 44],
          [x, y - 16],
          [x + 56, y - 44],
          [x + 56, y + 44],
          [x, y + 16],
          [x - 56, y + 44],
        ]),
        { fill: "#4e2f1b", stroke: "#2a170c", "stroke-width": 3 },
      );
      s.line(`M${x - 44} ${y}H${x + 44}`, "#8a5a38", 3, 0.6);
    }
    s.cover(s.linear([0, "#fff2d6/0.24", 0.5, "#fff2d6/0", 1, "#1f130c/0.3"], 0, 0, 1, 1));
  },
  "case-dining-before": (s) => {
    emptyRoom(s, 500);
    shadow(s, 385, 660, 250, 40, 0.4);
    s.rect(360, 470, 30, 180, { fill: "#8f8a82" });
    s.ellipse(375, 462, 230, 66, { fill: "#9f988c" });
    s.ellipse(375, 450, 230, 66, {
      fill: s.linear([0, "#e6e2da", 1, "#c4beb2"]),
    });
    for (const x of [90, 640]) {
      s.rect(x - 50, 420, 100, 150, { fill: "#b5aea2", rx: 12 });
      s.rect(x - 58, 560, 116, 28, { fill: "#a49c8e", rx: 10 });
      s.rect(x - 46, 586, 12, 100, { fill: "#8f8a82" });
      s.rect(x + 34, 586, 12, 100, { fill: "#8f8a82" });
    }
  },
  "case-dining-after": (s) => {
    room(s, { wall: "#e3d9c2", floor: "#b58e64", line: 510 });
    picturesque(s, 60, 90, 220, 250, MORNING, "#8a6a48", 2);
    pendant(s, 430, 150, 60);
    s.at(400, 640, () => frameTable(s, 320, 215, CATALPA));
    s.at(400, 718, () => frameTable(s, 250, 106, CATALPA, 30));
    for (const [x, c] of [
      [220, "#c9744c"],
      [340, "#f4efe4"],
      [480, "#9fc4b4"],
      [590, "#f4efe4"],
    ] as const)
      s.at(x, 410, () => cup(s, c, null), 0.6);
  },
  "case-dining-detail": (s) => {
    s.cover("#d9cdb4");
    s.at(375, 370, () => dovetail(s, 430, "#b98a55"));
  },
  "case-attic-before": (s) => {
    emptyRoom(s, 540);
    attic(s, "#b9b4aa");
    for (const [x, y, k] of [
      [180, 690, 150],
      [330, 700, 110],
      [520, 690, 170],
      [400, 600, 90],
    ] as const)
      carton(s, x, y, k);
  },
  "case-attic-after": (s) => {
    room(s, { wall: "#d3c2a0", floor: "#7d5a3e", line: 540 });
    attic(s, "#a9855c");
    latticeWindow(s, 255, 220, 240, 250, WALNUT);
    s.rect(0, 560, 750, 40, {
      fill: s.linear([0, "#b98a5a", 1, "#74492a"]),
    });
    s.at(375, 696, () => frameTable(s, 200, 84, WALNUT, 54));
    s.at(340, 604, () => gaiwan(s, "#9fc4b4"), 0.44);
    s.at(440, 606, () => cup(s, "#9fc4b4", BREW.raw), 0.5);
    cushion(s, 140, 706, 84, "#8f4a34");
    cushion(s, 610, 706, 84, "#8f4a34");
    s.at(620, 580, () => lantern(s, 80, 110, "round", 0.8));
  },
  "case-attic-detail": (s) => {
    s.cover(s.linear([0, "#b98a5a", 1, "#8a5f3c"]));
    s.at(375, 375, () => figure(s, 900, 900, "#a5764a", 40));
    s.group({ transform: "translate(120 60) skewX(-24)", opacity: 0.5 }, () => {
      for (let row = 0; row < 4; row += 1)
        for (let column = 0; column < 4; column += 1)
          s.rect(150 + column * 140, 60 + row * 150, 112, 122, { fill: "#ffe9b8" });
    });
    cushion(s, 150, 660, 150, "#3d5a54");
  },
  "case-house-before": (s) => {
    emptyRoom(s, 520);
    s.rect(250, 120, 250, 400, { fill: "#8f8b84" });
    s.rect(270, 140, 210, 380, {
      fill: s.linear([0, "#c9c6c0", 1, "#a9a59d"]),
    });
    s.line("M560 -10V210", "#6b6862", 4);
    s.circle(560, 226, 18, { fill: "#e9e2c4" });
    for (const x of [90, 640]) s.line(`M${x} 60V470`, "#a49f96", 3, 0.7);
  },
  "case-house-after": (s) => {
    room(s, { wall: "#e6dcc8", floor: "#b08a60", line: 560 });
    shelves(s, 330, 60, 390, 490, 4, 5, CATALPA, 1);
    panel(s, 30, 60, 130, 500, CATALPA);
    panel(s, 164, 60, 130, 500, CATALPA);
    s.rect(60, 560, 300, 80, {
      fill: s.linear([0, "#6d8a86", 1, "#3f5a58"]),
      rx: 18,
    });
    s.rect(50, 500, 320, 90, {
      fill: s.linear([0, "#8fada6", 1, "#5a7a74"]),
      rx: 22,
    });
    s.rect(80, 636, 16, 50, { fill: "#4a3020" });
    s.rect(326, 636, 16, 50, { fill: "#4a3020" });
    plant(s, 680, 700, 1);
    floorLight(s, 330, 620, 360);
  },
  "case-house-detail": (s) => {
    s.cover("#d6c7aa");
    shelves(s, -60, -40, 900, 830, 3, 3, CATALPA);
  },
  "case-retreat-trail": (s) => {
    mountains(s, DAWN, 130, 380, 6);
    mist(s, 360, "#fbeedd", 0.9);
    teaTree(s, 150, 600, 460, "#41703f");
    teaTree(s, 640, 560, 360, "#4f7d48");
    s.path("M-10 590Q200 540 380 570T760 560V760H-10Z", {
      fill: s.linear([0, "#7fa557", 1, "#3f6b34"]),
    });
    s.path("M320 760C360 680 330 640 380 570L420 570C400 640 470 680 520 760Z", {
      fill: s.linear([0, "#e3cfa0", 1, "#b99a62"]),
    });
    s.at(40, 740, () => fern(s, 200), 1, -50);
  },
  "case-retreat-table": (s) => {
    room(s, { wall: "#b59f80", floor: "#7d5c40", line: 440 });
    picturesque(s, 80, 60, 590, 280, MORNING, "#5a3b28", 4);
    s.at(375, 700, () => frameTable(s, 350, 210, WALNUT, 140));
    for (const [x, y] of [
      [150, 470],
      [300, 440],
      [450, 440],
      [600, 470],
    ] as const)
      s.squeezed(x, y, 1, 0.4, () =>
        rattan(s, 64, () => {
          for (const [at, [lx, ly]] of scatter(s.random, 7, 42, 42).entries())
            s.at(lx, ly, () => sprig(s, 60), 1, at * 70);
        }),
      );
    s.at(375, 480, () => teapot(s, "#6b3527", "#e8c79a"), 0.5);
  },
  "case-retreat-fire": (s) => {
    s.cover(s.linear([0, "#1c2233", 0.6, "#3a2c2a", 1, "#2a1c16"]));
    for (const [x, y] of scatter(s.random, 50, 380, 160, 0.9))
      s.circle(x + 375, y + 150, s.random.between(1, 2.6), { fill: "#fdf3d4", opacity: 0.7 });
    hearth(s, 375, 560, 170);
    for (const x of [80, 640]) {
      s.rect(x - 70, 640, 170, 30, { fill: "#6b4428", rx: 14 });
      s.rect(x - 40, 668, 20, 50, { fill: "#3a2414" });
      s.rect(x + 50, 668, 20, 50, { fill: "#3a2414" });
    }
  },
  "case-family-garden": (s) => {
    mountains(s, MORNING, 130, 340, 5);
    teaHills(s, 350, "#57994f", 2);
    for (const [x, y, c] of [
      [180, 600, "#f7d24a"],
      [420, 540, "#f0a5b8"],
      [600, 660, "#a9d3e6"],
    ] as const) {
      s.rect(x, y, 66, 48, { fill: c, rx: 4 });
      s.line(`M${x + 33} ${y + 48}V${y + 110}`, "#8a6a3a", 6);
      s.at(x + 33, y + 40, () => s.path(leafPath(34, 14), { fill: "#4f7f38" }), 1, -80);
    }
  },
  "case-family-notes": (s) => {
    linen(s, "#e3dcc2");
    s.at(240, 290, () => notebook(s, 290, 380, PAPER, () => fibres(s, 290, 380, 7)), 1, -8);
    s.at(540, 430, () => looseSheet(s, 310, 330, 0), 1, 7);
    for (const [x, y, t, c] of [
      [470, 400, -70, "#6f8f4c"],
      [560, 480, -110, "#a8752c"],
      [600, 380, -60, "#4f7f58"],
    ] as const)
      s.at(x, y, () => s.path(leafPath(130, 54, 5), { fill: c, opacity: 0.75 }), 1, t);
    s.at(160, 640, () => cupAbove(s, 70, "#f4efe4", BREW.flower));
  },
  "case-family-court": (s) => {
    courtyard(s, DAWN);
    longTable(s, 330, 600, 300, "#c49a68");
    for (const x of [150, 290, 430])
      s.squeezed(x, 568, 1, 0.42, () => notebook(s, 80, 100, PAPER, () => fibres(s, 80, 100, 2)));
    s.at(650, 730, () => leafBasket(s, 130, 120));
  },
};
