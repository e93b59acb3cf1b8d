import { bamboo, linen, planks, plaster } from "../backdrop.ts";
import { steam } from "../light.ts";
import { rattan } from "../motifs/basket.ts";
import { blossom } from "../motifs/blossom.ts";
import { lakeside, teaHills, teaTree } from "../motifs/country.ts";
import { leaves, meadow, pencil, rolled, slope, specimen, vaseOf } from "../motifs/fieldwork.ts";
import { fern } from "../motifs/forest.ts";
import { pendant, picturesque, room } from "../motifs/interior.ts";
import { cloudSea, hamlet, hearth, leafBasket, lodge, terraces, wok } from "../motifs/mountainside.ts";
import { fibres, notebook, PAPER } from "../motifs/paper.ts";
import { rafters } from "../motifs/room.ts";
import { cake, heap, strands, wrapped } from "../motifs/tea.ts";
import { CATALPA, frameTable, WALNUT } from "../motifs/timberwork.ts";
import { BREW, cup, cupAbove, gaiwan, teapot } from "../motifs/vessel.ts";
import { courtyard, longTable } from "../motifs/village.ts";
import { leafPath, scatter } from "../path.ts";
import { DAWN, DUSK, MORNING, mist, mountains, NIGHT, RAIN, tree } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

/** Research trips to the tea mountains: hero, set, close and scene of each. */
export const studyPictures: Record<string, Draw> = {
  "jingmai-two-days-hero": (s) => {
    mountains(s, DAWN, 180, 400, 5);
    cloudSea(s, 400, "#fbeedd");
    slope(s, 540, "#5f8a4c");
    hamlet(s, 350, 640, 360);
    teaTree(s, 170, 690, 470);
    teaHills(s, 640, "#3f7a45", 1);
    s.at(620, 742, () => leafBasket(s, 130, 120));
  },
  "jingmai-two-days-set": (s) => {
    linen(s, "#d6ccae");
    s.at(240, 250, () => rattan(s, 200, () => leaves(s, 18, 130)));
    s.at(540, 330, () => cake(s, 150, "raw"));
    s.at(260, 590, () => wrapped(s, 130, "#efe3c8", "#2f6b45", "tree"));
    s.at(570, 610, () => cupAbove(s, 80, "#f1ede0", BREW.raw));
  },
  "jingmai-two-days-close": (s) => {
    plaster(s, "#55753c");
    s.at(375, 375, () => leaves(s, 46, 420, 240));
  },
  "jingmai-two-days-scene": (s) => {
    mountains(s, DAWN, 130, 380, 6);
    cloudSea(s, 380, "#fdf0de");
    slope(s, 520, "#5f8a4c");
    hamlet(s, 110, 640, 500);
    teaHills(s, 650, "#3f7a45", 1);
  },
  "jingmai-two-days-class": (s) => {
    rafters(s, "#6b4a30");
    s.at(375, 560, () => hearth(s, 0, 60, 130));
    s.line("M375 84V430", "#1f1310", 6);
    s.at(375, 560, () => teapot(s, "#3a3432"), 0.72);
    for (const [x, y] of [
      [130, 690],
      [240, 716],
      [520, 716],
      [630, 690],
    ] as const)
      s.at(x, y, () => cup(s, "#d9c9ae", BREW.raw), 0.8);
  },
  "yiwu-three-days-hero": (s) => {
    mountains(s, MORNING, 150, 470, 6);
    mist(s, 430, "#f4f6ea", 0.8);
    teaTree(s, 400, 690, 640);
    teaHills(s, 650, "#4c8a4a", 1);
    s.at(150, 740, () => leafBasket(s, 150, 140));
  },
  "yiwu-three-days-set": (s) => {
    room(s, { wall: "#cdb892", floor: "#8a6a48", line: 470 });
    picturesque(s, 60, 80, 230, 210, RAIN, "#5a3b28", 2);
    s.at(400, 450, () =>
      wok(s, 220, () => {
        s.squeezed(0, 0, 1, 0.46, () => leaves(s, 24, 150, 130));
      }),
    );
    steam(s, 390, 400, 260, 0.5);
  },
  "yiwu-three-days-close": (s) => {
    planks(s, "#8a6a4a", 4, 0);
    s.at(230, 230, () => rattan(s, 230, () => leaves(s, 22, 150)));
    s.at(560, 320, () => rattan(s, 190, () => heap(s, 130, 120, "green", 44)));
    s.at(330, 610, () => rattan(s, 210, () => heap(s, 140, 130, "raw", 46)));
  },
  "yiwu-three-days-scene": (s) => {
    mountains(s, DUSK, 180, 450, 6);
    teaHills(s, 460, "#4a6b4c", 2);
    tree(s, 600, 520, 200, "#4a6b48");
  },
  "yiwu-three-days-class": (s) => {
    room(s, { wall: "#c4b08c", floor: "#7d5c40", line: 430 });
    picturesque(s, 130, 70, 490, 240, MORNING, "#6b4a31", 3);
    s.at(375, 700, () => frameTable(s, 350, 250, WALNUT, 110));
    for (const [x, k] of [
      [170, 0.7],
      [330, 0.8],
      [520, 0.7],
    ] as const)
      s.squeezed(x, 400, k, k * 0.36, () => rattan(s, 110, () => leaves(s, 12, 76, 90)));
    for (const x of [240, 420, 600]) s.at(x, 440, () => gaiwan(s, "#f4efe4"), 0.36);
  },
  "fengqing-black-tea-hero": (s) => {
    mountains(s, DAWN, 160, 420, 5);
    mist(s, 380, "#fbeedd", 0.8);
    teaHills(s, 420, "#4a8a4a", 2);
    s.at(560, 730, () => leafBasket(s, 180, 170));
  },
  "fengqing-black-tea-set": (s) => {
    bamboo(s, "#d8bd85");
    s.at(220, 220, () => rattan(s, 180, () => leaves(s, 16, 110)));
    s.at(540, 330, () => rattan(s, 180, () => rolled(s, "green")));
    s.at(240, 560, () => rattan(s, 180, () => rolled(s, "red")));
    s.at(580, 640, () => cupAbove(s, 80, "#f6ecd8", BREW.red));
  },
  "fengqing-black-tea-close": (s) => {
    plaster(s, "#3d1c10");
    s.at(375, 375, () => strands(s, "red", 520, 520, 520, 100, 0.18));
    s.at(400, 400, () => strands(s, "gold", 420, 420, 90, 90, 0.14));
  },
  "fengqing-black-tea-scene": (s) => terraces(s, MORNING, 330),
  "fengqing-black-tea-class": (s) => {
    courtyard(s, MORNING);
    longTable(s, 375, 560, 340, "#b98a5a");
    for (const [x, tea] of [
      [170, BREW.red],
      [290, BREW.raw],
      [420, BREW.red],
      [540, BREW.white],
    ] as const)
      s.at(x, 556, () => cup(s, "#f6ecd8", tea), 0.8);
    s.at(360, 520, () => teapot(s, "#8f3a2a"), 0.5);
    s.at(630, 730, () => leafBasket(s, 130, 120));
  },
  "family-camp-hero": (s) => {
    lakeside(s, MORNING, 390);
    s.path("M-10 520Q200 470 400 530T760 510V760H-10Z", {
      fill: s.linear([0, "#8fb95e", 1, "#4f7f38"]),
    });
    meadow(s, 540);
    tree(s, 130, 600, 300, "#5f9a4c");
    s.at(540, 700, () => leafBasket(s, 130, 110));
    s.at(400, 716, () => notebook(s, 130, 90, PAPER, () => fibres(s, 130, 90, 3)), 1, -8);
  },
  "family-camp-set": (s) => {
    linen(s, "#d9e0c6");
    s.at(
      250,
      300,
      () =>
        notebook(s, 300, 400, PAPER, () => {
          for (const [x, y, t] of [
            [-40, -80, -60],
            [60, 10, -110],
            [-30, 110, -40],
          ] as const)
            s.at(x, y, () => s.path(leafPath(130, 50, 4), { fill: "#6f8f4c", opacity: 0.7 }), 1, t);
        }),
      1,
      -7,
    );
    s.at(560, 240, () => rattan(s, 130, () => leaves(s, 9, 80, 90)));
    for (const [at, c] of ["#d9502f", "#e9b13a", "#3d7ea5", "#4f8a4c", "#8a5a9c"].entries())
      pencil(s, 470 + at * 46, 520, c, 70 + at * 8);
    s.at(180, 650, () => blossom(s, 46, "#f0a5b8"));
  },
  "family-camp-close": (s) => {
    plaster(s, "#f0e6cc");
    for (let at = 0; at < 7; at += 1) specimen(s, at);
  },
  "family-camp-scene": (s) => {
    mountains(s, MORNING, 140, 360, 5);
    teaHills(s, 380, "#57994f", 2);
    s.path(
      "M300 760C330 640 420 600 380 520C350 470 430 440 420 400L446 400C470 450 410 480 440 530C480 600 470 660 520 760Z",
      {
        fill: s.linear([0, "#e3cfa0", 1, "#c4a66c"]),
      },
    );
    meadow(s, 640);
  },
  "family-camp-class": (s) => {
    courtyard(s, DAWN);
    longTable(s, 375, 590, 330, "#c49a68");
    for (const [x, c] of [
      [150, "#d9502f"],
      [270, "#3d7ea5"],
      [400, "#4f8a4c"],
      [520, "#e9b13a"],
    ] as const) {
      s.squeezed(x, 556, 1, 0.44, () => notebook(s, 84, 104, PAPER, () => fibres(s, 84, 104, 2)));
      s.line(`M${x + 50} 566l30 -12`, c, 6);
    }
    s.at(600, 548, () => vaseOf(s));
  },
  "team-retreat-hero": (s) => {
    mountains(s, DUSK, 170, 470, 6);
    lodge(s, 150, 590, 450, true);
    teaHills(s, 640, "#3d5a48", 1);
    tree(s, 680, 650, 260, "#33503f");
  },
  "team-retreat-set": (s) => {
    room(s, { wall: "#b8a283", floor: "#7d5c40", line: 450 });
    picturesque(s, 90, 70, 570, 270, DAWN, "#5a3b28", 4);
    for (const x of [230, 520]) pendant(s, x, 60, 40);
    s.at(375, 690, () => frameTable(s, 340, 190, CATALPA, 120));
    for (const [x, y] of [
      [160, 470],
      [280, 440],
      [420, 440],
      [560, 470],
      [340, 490],
    ] as const)
      s.at(x, y, () => cup(s, "#f4efe4", BREW.raw), 0.6);
    s.at(430, 500, () => teapot(s, "#6b3527"), 0.46);
  },
  "team-retreat-close": (s) => {
    s.cover(s.linear([0, "#2a2430", 1, "#4a3428"]));
    hearth(s, 375, 520, 210);
    for (const [x, y] of [
      [110, 660],
      [230, 710],
      [530, 710],
      [650, 660],
    ] as const)
      s.at(x, y, () => cup(s, "#d9c9ae", BREW.ripe), 0.95);
  },
  "team-retreat-scene": (s) => {
    mountains(s, NIGHT, 260, 560, 5);
    for (const [x, y] of scatter(s.random, 60, 380, 95, 0.9))
      s.circle(x + 375, y + 90, s.random.between(1, 2.6), { fill: "#fdf3d4", opacity: 0.8 });
    lodge(s, 200, 640, 350, true);
    s.rect(0, 676, 750, 80, { fill: "#0f1a1c" });
    hearth(s, 640, 690, 44);
  },
  "team-retreat-class": (s) => {
    mountains(s, DAWN, 120, 340, 5);
    s.path("M-10 400Q300 350 760 410V760H-10Z", {
      fill: s.linear([0, "#9ab968", 1, "#557f3c"]),
    });
    longTable(s, 375, 590, 350, "#c49a68");
    for (const x of [130, 250, 370, 490, 610])
      s.squeezed(x, 545, 1, 0.4, () => rattan(s, 54, () => leaves(s, 6, 34, 60)));
    tree(s, 90, 470, 280, "#5f9a4c");
    s.at(690, 470, () => fern(s, 120), 1, -80);
  },
};
