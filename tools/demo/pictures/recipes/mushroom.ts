import { bamboo, linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { shadow, steam } from "../light.ts";
import { rattan } from "../motifs/basket.ts";
import { bambooGrove, fern, pineForest, pineTwig } from "../motifs/forest.ts";
import { bowlAbove, chili, fatSpots, herbs, jar } from "../motifs/kitchenware.ts";
import {
  laceSkirt,
  matsutake,
  morel,
  moss,
  porcini,
  slice,
  slim,
  termite,
  threads,
} from "../motifs/mushroom.ts";
import { noodles } from "../motifs/noodle.ts";
import { plate } from "../motifs/tea.ts";
import { scatter } from "../path.ts";
import { MORNING, RAIN } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

export const mushroomPictures: Record<string, Draw> = {
  "matsutake-dried-hero": (s) => {
    slate(s, "#54594f");
    s.at(360, 340, () => plate(s, 250, "#e9dfc8", () => slices(s, "matsutake", 13, 170, 118)));
    s.at(600, 640, () => slice(s, 128, "matsutake"), 1, 40);
    s.at(30, 660, () => pineTwig(s, 240), 1, -14);
  },
  "matsutake-dried-set": (s) => {
    moonWindow(s, "#c9b58a", "#5c3f2a", RAIN, 0.64, 0.34, 0.26, 0.7);
    s.zoomed(1.32, 375, 710, () => {
      s.at(260, 680, () => jar(s, 150, 210, "#e3cfa4", "#4a3020", "#f0e4c8", (r) => sliceStack(s, r, 210)));
      s.at(430, 690, () => jar(s, 150, 210, "#e3cfa4", "#4a3020", "#f0e4c8", (r) => sliceStack(s, r, 210)));
      s.at(560, 706, () => matsutake(s, 130, 0.3));
    });
  },
  "matsutake-dried-close": (s) => {
    linen(s, "#d9cba8");
    s.at(375, 375, () => slices(s, "matsutake", 16, 330, 260));
  },
  "matsutake-dried-scene": (s) => {
    planks(s, "#6d4a33", 4, 0);
    s.at(370, 360, () =>
      bowlAbove(s, 270, "#3b332e", "#e6c882", () => {
        fatSpots(s, 200);
        s.at(0, 10, () => slices(s, "matsutake", 9, 150, 150));
        herbs(s, 190, 12);
      }),
    );
    steam(s, 360, 300, 170, 0.3);
  },
  "matsutake-fresh-hero": (s) => {
    pineForest(s, 560, "#41523a", "#e3e8c8");
    moss(s, 560);
    for (const [x, y, size, open] of [
      [250, 640, 330, 0.3],
      [470, 660, 390, 0.6],
      [630, 690, 210, 0.15],
      [110, 700, 190, 0.2],
    ] as const)
      s.at(x, y, () => matsutake(s, size, open), 1, (x % 13) - 6);
    s.at(-10, 720, () => fern(s, 240), 1, -34);
  },
  "matsutake-fresh-set": (s) => {
    planks(s, "#a5794f", 5, 8);
    s.at(375, 380, () =>
      rattan(s, 310, () => {
        for (const [x, y, size, turn] of [
          [-150, 120, 240, -34],
          [-40, 150, 270, -10],
          [80, 150, 260, 14],
          [170, 100, 220, 40],
          [0, -10, 210, 4],
        ] as const)
          s.at(x, y, () => matsutake(s, size, 0.3), 1, turn);
      }),
    );
  },
  "matsutake-fresh-close": (s) => {
    linen(s, "#cfd6b8");
    s.at(250, 690, () => matsutake(s, 600, 0.4), 1, -6);
    s.at(560, 730, () => matsutake(s, 460, 0.2), 1, 10);
  },
  "matsutake-fresh-scene": (s) => {
    pineForest(s, 600, "#2f4232", "#d6e0c4");
    moss(s, 600, "#4a6b34");
    s.at(180, 690, () => matsutake(s, 130, 0.3));
    s.at(270, 710, () => matsutake(s, 90, 0.1));
    s.at(760, 640, () => fern(s, 260), 1, 206);
  },
  "porcini-dried-hero": (s) => {
    planks(s, "#c09a68", 4, -10);
    s.at(380, 350, () => rattan(s, 270, () => slices(s, "porcini", 17, 165, 116)));
    s.at(130, 650, () => slice(s, 140, "porcini"), 1, -30);
    s.at(640, 660, () => slice(s, 120, "porcini"), 1, 50);
  },
  "porcini-dried-set": (s) => {
    table(s, { wall: "#d3c49a", top: "#6b4a30", horizon: 0.7, light: "leaves" });
    s.zoomed(1.4, 375, 715, () => {
      s.at(270, 690, () => jar(s, 180, 250, "#c9a364", "#3f2a1c", "#efe2c0", (r) => sliceStack(s, r, 250)));
      s.at(460, 700, () => porcini(s, 160));
      s.at(560, 712, () => porcini(s, 110, "#7d4420"));
    });
  },
  "porcini-dried-close": (s) => {
    plaster(s, "#7a5a34");
    s.at(375, 375, () => slices(s, "porcini", 18, 340, 250));
  },
  "porcini-dried-scene": (s) => {
    linen(s, "#e2d5b8");
    s.at(375, 360, () =>
      plate(s, 286, "#3f4a45", () => {
        rice(s, 210);
        s.at(0, 0, () => slices(s, "porcini", 10, 150, 128));
        herbs(s, 170, 14);
      }),
    );
  },
  "morel-hero": (s) => {
    table(s, { wall: "#b9c4a3", top: "#6f5138", horizon: 0.7, light: "leaves" });
    for (const [x, y, size, turn] of [
      [230, 650, 380, -5],
      [430, 680, 450, 3],
      [610, 680, 320, 8],
    ] as const)
      s.at(x, y, () => morel(s, size), 1, turn);
  },
  "morel-set": (s) => {
    plaster(s, "#e4c99a");
    s.at(370, 370, () =>
      rattan(s, 290, () => {
        for (const [at, [x, y]] of scatter(s.random, 17, 180, 180, 0.2).entries())
          s.at(x, y + 50, () => morel(s, 128), 1, at * 83);
      }),
    );
  },
  "morel-close": (s) => {
    plaster(s, "#5a4a34");
    s.at(270, 900, () => morel(s, 880), 1, -3);
    s.at(620, 880, () => morel(s, 700), 1, 8);
  },
  "morel-scene": (s) => {
    bamboo(s, "#d3bb84");
    s.at(370, 370, () =>
      bowlAbove(s, 280, "#eee7d6", "#e3c67c", () => {
        fatSpots(s, 210);
        for (const [x, y, t] of [
          [-90, 40, -50],
          [50, -10, 20],
          [120, 110, 70],
          [-40, 150, -20],
          [20, -90, 140],
        ] as const)
          s.at(x, y, () => morel(s, 200), 1, t);
        herbs(s, 200, 12);
      }),
    );
  },
  "bamboo-fungus-hero": (s) => {
    bambooGrove(s, 600);
    moss(s, 600, "#5f7f3a");
    for (const [x, y, size] of [
      [230, 670, 400],
      [480, 690, 500],
      [650, 700, 300],
    ] as const)
      s.at(x, y, () => laceSkirt(s, size), 1, (x % 9) - 4);
  },
  "bamboo-fungus-set": (s) => {
    table(s, { wall: "#cfd9bd", top: "#7a5c3e", horizon: 0.7 });
    s.zoomed(1.3, 375, 710, () => {
      s.at(250, 684, () =>
        jar(s, 170, 240, "#f0e6c9", "#47613a", "#f6f0dc", (r) => {
          for (let at = 0; at < 5; at += 1) s.at(-r * 0.6 + at * r * 0.3, -20, () => laceSkirt(s, 160));
        }),
      );
      s.at(470, 700, () => laceSkirt(s, 230));
      s.at(590, 710, () => laceSkirt(s, 160));
    });
  },
  "bamboo-fungus-close": (s) => {
    plaster(s, "#46583c");
    s.at(375, 900, () => laceSkirt(s, 900));
  },
  "bamboo-fungus-scene": (s) => {
    planks(s, "#8a6a48", 4, 6);
    s.at(370, 370, () =>
      bowlAbove(s, 276, "#8fae9c", "#efe0a8", () => {
        for (const [x, y, t] of [
          [-70, 90, -30],
          [60, 40, 20],
          [110, 130, 60],
          [-20, -10, 170],
        ] as const)
          s.at(x, y, () => laceSkirt(s, 250), 1, t);
        herbs(s, 190, 14);
        for (const [x, y] of [
          [-110, -70],
          [40, -120],
          [130, -30],
        ] as const)
          s.circle(x, y, 17, { fill: "#b3261c" });
      }),
    );
  },
  "soup-mix-hero": (s) => {
    linen(s, "#d9c7a1");
    s.at(375, 375, () => plate(s, 316, "#6d4a30", () => s.zoomed(1.36, 0, 0, () => sevenKinds(s, 150))));
  },
  "soup-mix-set": (s) => {
    plaster(s, "#9fb089");
    for (const [x, y, turn, c] of [
      [220, 220, -8, "#e9d3a4"],
      [500, 200, 6, "#f0e2c0"],
      [240, 520, 5, "#f0e2c0"],
      [520, 510, -6, "#e9d3a4"],
    ] as const)
      s.at(x, y, () => kraft(s, c), 1, turn);
  },
  "soup-mix-close": (s) => {
    planks(s, "#a98359", 5, 0);
    s.zoomed(1.6, 375, 375, () => s.at(375, 375, () => sevenKinds(s, 175)));
  },
  "soup-mix-scene": (s) => {
    table(s, { wall: "#bd8f66", top: "#4e3422", horizon: 0.62, light: "window" });
    s.squeezed(375, 480, 1.2, 0.8, () =>
      bowlAbove(s, 250, "#2b2522", "#d9b56a", () => {
        fatSpots(s, 180);
        s.at(-60, 10, () => slices(s, "porcini", 5, 80, 90));
        s.at(90, 60, () => morel(s, 120), 1, 60);
        s.at(60, -60, () => threads(s, 60));
        s.at(-20, 130, () => laceSkirt(s, 130), 1, -30);
        herbs(s, 160, 14);
      }),
    );
    steam(s, 360, 350, 260, 0.5);
  },
  "termite-oil-hero": (s) => {
    table(s, { wall: "#e0c07e", top: "#6b4426", horizon: 0.7, light: "leaves" });
    s.zoomed(1.5, 375, 710, () => {
      s.at(310, 690, () => jar(s, 190, 230, "#b06a1e", "#2f2a22", "#f3e4bf", (r) => shreds(s, r, 200)));
      s.at(490, 700, () => termite(s, 210, 0.6), 1, 4);
      s.at(560, 712, () => termite(s, 140, 0.2), 1, 12);
    });
  },
  "termite-oil-set": (s) => {
    moonWindow(s, "#e7d3a4", "#7a4e2c", MORNING, 0.5, 0.32, 0.28, 0.68);
    s.zoomed(1.3, 375, 712, () => {
      for (const [x, y] of [
        [190, 670],
        [320, 690],
        [450, 690],
        [580, 670],
      ] as const)
        s.at(x, y, () => jar(s, 120, 150, "#b06a1e", "#2f2a22", "#f3e4bf", (r) => shreds(s, r, 130)));
    });
  },
  "termite-oil-close": (s) => {
    planks(s, "#5c3b24", 3, 12);
    s.at(375, 375, () =>
      bowlAbove(s, 330, "#e8dfca", "#b5691c", () => {
        s.at(0, 0, () => threads(s, 300, "#8a4f1c"));
        for (const [x, y, t] of [
          [-120, 40, 20],
          [90, -90, 130],
          [110, 110, 210],
        ] as const)
          s.at(x, y, () => chili(s, 110), 1, t);
      }),
    );
  },
  "termite-oil-scene": (s) => {
    linen(s, "#d3d9bd");
    s.at(360, 370, () =>
      bowlAbove(s, 280, "#f2ede0", "#e9d7a8", () => {
        noodles(s, 230, "#f7f0dc");
        s.at(10, -20, () => threads(s, 150, "#8a4f1c"));
        herbs(s, 190, 16);
      }),
    );
  },
  "mushroom-sauce-hero": (s) => {
    plaster(s, "#cf5a3a");
    shadow(s, 400, 690, 380, 50, 0.4);
    s.zoomed(1.5, 375, 700, () => {
      for (const [x, y, lid] of [
        [230, 640, "#2f6b4f"],
        [500, 640, "#d9a032"],
        [366, 682, "#7d2018"],
      ] as const)
        s.at(x, y, () => jar(s, 150, 190, "#6e3216", lid, "#f6e8c9", (r) => dices(s, r, 160)));
    });
  },
  "mushroom-sauce-set": (s) => {
    table(s, { wall: "#e6d5ae", top: "#87583a", horizon: 0.68 });
    s.zoomed(1.5, 375, 710, () => {
      s.at(250, 690, () => jar(s, 150, 190, "#6e3216", "#d9a032", "#f6e8c9", (r) => dices(s, r, 160)));
      s.at(420, 700, () => jar(s, 150, 190, "#6e3216", "#7d2018", "#f6e8c9", (r) => dices(s, r, 160)));
      s.at(560, 712, () => porcini(s, 110));
    });
  },
  "mushroom-sauce-close": (s) => {
    plaster(s, "#caa877");
    s.at(375, 375, () =>
      bowlAbove(s, 320, "#f4ecda", "#8a3c18", () => s.at(0, 240, () => dices(s, 280, 480, 24))),
    );
  },
  "mushroom-sauce-scene": (s) => {
    planks(s, "#b78a5c", 4, -6);
    s.at(360, 380, () =>
      bowlAbove(s, 270, "#5d7d86", "#fbf6ea", () => {
        rice(s, 230);
        s.at(0, 120, () => dices(s, 150, 240, 19));
        herbs(s, 170, 12);
      }),
    );
    s.at(650, 120, () => chili(s, 120), 1, 100);
  },
};

function slices(s: S, kind: "matsutake" | "porcini", count: number, reach: number, size: number): void {
  for (const [at, [x, y]] of scatter(s.random, count, reach, reach, 0.2).reverse().entries())
    s.at(
      x,
      y,
      () => slice(s, size * s.random.between(0.86, 1.1), kind),
      1,
      at * 67 + s.random.between(-20, 20),
    );
}

function sliceStack(s: S, r: number, height: number): void {
  for (let at = 0; at < 12; at += 1)
    s.at(
      s.random.between(-0.6, 0.6) * r,
      -height * s.random.between(0.08, 0.76),
      () => slice(s, r * 0.8, "matsutake"),
      1,
      s.random.between(0, 360),
    );
}

function shreds(s: S, r: number, height: number): void {
  for (const [x, y] of [
    [-0.4, -0.2],
    [0.4, -0.24],
    [0, -0.5],
    [-0.3, -0.7],
    [0.4, -0.7],
  ] as const)
    s.at(x * r, y * height, () => threads(s, r * 0.7, "#7a4218"));
}

function dices(s: S, r: number, height: number, size = r * 0.13): void {
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

function rice(s: S, r: number): void {
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

function sevenKinds(s: S, reach: number): void {
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

function kraft(s: S, colour: string): void {
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
