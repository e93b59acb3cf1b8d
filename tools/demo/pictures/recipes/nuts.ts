import { linen, moonWindow, planks, plaster, slate, table } from "../backdrop.ts";
import { shadow } from "../light.ts";
import { rattan } from "../motifs/basket.ts";
import { blossom } from "../motifs/blossom.ts";
import { pineForest, pineTwig } from "../motifs/forest.ts";
import { bowlAbove, jar } from "../motifs/kitchenware.ts";
import { carvedPlum, cone, macadamia, pineNut, walnut, walnutHalf } from "../motifs/nut.ts";
import { plate } from "../motifs/tea.ts";
import { BREW, cupAbove } from "../motifs/vessel.ts";
import { scatter } from "../path.ts";
import { DAWN, MORNING, mountains, tree } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

/** Nuts and candied plums: hero, set, close and scene of each. */
export const nutsPictures: Record<string, Draw> = {
  "macadamia-hero": (s) => {
    plaster(s, "#8fb9a6");
    s.at(360, 350, () =>
      bowlAbove(s, 260, "#f4ecda", "#6b4426", () =>
        strew(s, 30, 215, (at) => macadamia(s, 52, at % 4 === 0)),
      ),
    );
    for (const [x, y, open] of [
      [620, 620, true],
      [690, 540, false],
      [110, 640, false],
      [190, 690, true],
    ] as const)
      s.at(x, y, () => macadamia(s, 54, open), 1, x % 90);
  },
  "macadamia-set": (s) => {
    table(s, { wall: "#e9d2a4", top: "#8f5f3a", horizon: 0.7 });
    s.zoomed(1.4, 375, 712, () => {
      s.at(300, 690, () =>
        jar(s, 210, 250, "#a87a4a", "#2f5d52", "#f6ead0", (r) => strewIn(s, r, 240, () => macadamia(s, 26))),
      );
      for (const [x, y, open] of [
        [470, 690, false],
        [530, 700, true],
        [580, 684, false],
        [500, 660, true],
      ] as const) {
        shadow(s, x + 8, y + 20, 40, 12, 0.5);
        s.at(x, y, () => macadamia(s, 30, open));
      }
    });
  },
  "macadamia-close": (s) => {
    plaster(s, "#5a3a22");
    s.at(375, 375, () => strew(s, 26, 470, (at) => macadamia(s, 108, at % 3 === 0)));
  },
  "macadamia-scene": (s) => {
    linen(s, "#e0d2b0");
    s.at(280, 290, () =>
      plate(s, 190, "#5f7d73", () => strew(s, 14, 120, (at) => macadamia(s, 42, at % 2 === 0))),
    );
    s.at(580, 540, () => cupAbove(s, 110, "#f4ecda", "#f3e6cc", "#f4ecda"));
    s.at(180, 620, () => key(s), 1, -20);
  },
  "yangbi-walnut-hero": (s) => {
    planks(s, "#4a3122", 4, -10);
    s.at(370, 350, () =>
      rattan(s, 280, () => strew(s, 24, 200, (at) => (at % 5 === 0 ? walnutHalf(s, 58) : walnut(s, 60)))),
    );
    for (const [x, y] of [
      [120, 660],
      [630, 660],
      [690, 580],
    ] as const)
      s.at(x, y, () => walnut(s, 56), 1, x);
  },
  "yangbi-walnut-set": (s) => {
    table(s, { wall: "#cfc39a", top: "#6b4a30", horizon: 0.68, light: "leaves" });
    s.zoomed(1.3, 375, 712, () => {
      s.path("M180 690Q150 560 190 470H470Q510 560 480 690Z", {
        fill: s.linear([0, "#b08a54", 0.3, "#dcbc84", 1, "#7a5a30"], 0, 0, 1, 0),
      });
      let weave = "";
      for (let y = 490; y < 690; y += 12) weave += `M170 ${y}H490`;
      for (let x = 180; x < 490; x += 12) weave += `M${x} 470V690`;
      s.line(weave, "#7a5a30", 1.6, 0.3);
      for (const [x, y] of [
        [220, 460],
        [280, 448],
        [340, 440],
        [400, 450],
        [450, 462],
        [310, 466],
        [370, 468],
      ] as const)
        s.at(x, y, () => walnut(s, 34), 1, x);
      for (const [x, y] of [
        [540, 680],
        [600, 696],
        [520, 706],
      ] as const)
        s.at(x, y, () => walnut(s, 32), 1, x);
    });
  },
  "yangbi-walnut-close": (s) => {
    linen(s, "#d8c8a0");
    s.at(240, 250, () => walnut(s, 180));
    s.at(540, 300, () => walnutHalf(s, 150), 1, 30);
    s.at(300, 580, () => walnutHalf(s, 140), 1, -40);
    s.at(610, 600, () => walnut(s, 120), 1, 80);
  },
  "yangbi-walnut-scene": (s) => {
    mountains(s, MORNING, 220, 520, 5);
    s.rect(0, 540, 750, 210, {
      fill: s.linear([0, "#8fa557", 1, "#566f34"]),
    });
    tree(s, 250, 640, 400, "#5b8a45");
    tree(s, 590, 610, 260, "#6d9a4c");
    s.squeezed(520, 690, 1, 0.5, () => rattan(s, 130, () => strew(s, 12, 84, () => walnut(s, 28))));
  },
  "walnut-kernel-hero": (s) => {
    plaster(s, "#d9b1a0");
    s.at(370, 360, () =>
      bowlAbove(s, 270, "#3f5a58", "#8a5a33", () =>
        strew(s, 26, 210, (at) => walnutHalf(s, 62, at % 2 ? "#a8561c" : null)),
      ),
    );
    s.at(640, 650, () => walnutHalf(s, 54), 1, 40);
  },
  "walnut-kernel-set": (s) => {
    table(s, { wall: "#e6c9a0", top: "#7d5135", horizon: 0.68 });
    s.zoomed(1.35, 375, 712, () => {
      for (const [x, lid, glaze] of [
        [190, "#7a5a3c", "#d8b07a"],
        [375, "#a8561c", "#a8561c"],
        [560, "#4f6f4c", "#cfa468"],
      ] as const)
        s.at(x, 690, () =>
          jar(s, 160, 190, glaze, lid, "#f6ead0", (r) =>
            strewIn(s, r, 180, () => walnutHalf(s, 26, glaze === "#a8561c" ? glaze : null)),
          ),
        );
    });
  },
  "walnut-kernel-close": (s) => {
    slate(s, "#4b3d35");
    s.at(375, 375, () => strew(s, 17, 420, () => walnutHalf(s, 130, "#b5621f")));
  },
  "walnut-kernel-scene": (s) => {
    linen(s, "#d3d8c4");
    s.at(360, 370, () =>
      bowlAbove(s, 270, "#f4ecda", "#e9dcb8", () => {
        for (const [x, y] of scatter(s.random, 90, 230, 230, 0.5))
          s.at(
            x,
            y,
            () => s.ellipse(0, 0, 15, 8, { fill: "#f6edd2", stroke: "#cdb98a", "stroke-width": 1.2 }),
            1,
            s.random.between(0, 180),
          );
        strew(s, 9, 150, () => walnutHalf(s, 56));
        for (const [x, y] of [
          [-90, 80],
          [60, -100],
          [120, 60],
          [-20, 150],
        ] as const)
          s.ellipse(x, y, 30, 22, {
            fill: s.radial([0, "#d9584a", 1, "#7a1c18"], 0.34, 0.3, 0.8),
          });
      }),
    );
  },
  "pine-nuts-hero": (s) => {
    plaster(s, "#6f8a6a");
    s.at(350, 330, () =>
      bowlAbove(s, 230, "#e9dcc0", "#4a2f1c", () => strew(s, 90, 190, (at) => pineNut(s, 26, at % 3 === 0))),
    );
    s.at(590, 590, () => cone(s, 150));
    s.at(20, 660, () => pineTwig(s, 330), 1, -8);
  },
  "pine-nuts-set": (s) => {
    moonWindow(s, "#c9cfae", "#6a4a30", DAWN, 0.62, 0.35, 0.27, 0.7);
    s.zoomed(1.35, 375, 712, () => {
      for (const x of [250, 420])
        s.at(x, 690, () =>
          jar(s, 150, 200, "#8a5a33", "#2f4a38", "#f6ead0", (r) =>
            strewIn(s, r, 190, () => pineNut(s, 15, s.random.chance(0.4)), 46),
          ),
        );
      s.at(570, 670, () => cone(s, 66));
    });
  },
  "pine-nuts-close": (s) => {
    plaster(s, "#3a2416");
    s.at(375, 375, () => strew(s, 110, 500, (at) => pineNut(s, 64, at % 3 === 0)));
  },
  "pine-nuts-scene": (s) => {
    pineForest(s, 580, "#37503a", "#e6e9c9");
    s.rect(0, 580, 750, 170, {
      fill: s.linear([0, "#7a5c38", 1, "#4a3620"]),
    });
    for (const [x, y, k] of [
      [180, 660, 90],
      [400, 680, 120],
      [590, 650, 80],
    ] as const)
      s.at(x, y, () => cone(s, k), 1, x % 40);
    s.at(470, 590, () => pineTwig(s, 260), 1, 12);
  },
  "carved-plum-hero": (s) => {
    plaster(s, "#cfdca4");
    s.at(370, 370, () => plate(s, 280, "#f6f0e0", () => strew(s, 9, 170, () => carvedPlum(s, 74))));
    for (const [x, y, r] of [
      [640, 120, 40],
      [690, 200, 28],
      [90, 650, 36],
      [150, 700, 26],
    ] as const)
      s.at(x, y, () => blossom(s, r, "#fdf4ee", "#d9b44a"));
  },
  "carved-plum-set": (s) => {
    table(s, { wall: "#e3dcb4", top: "#8a613c", horizon: 0.68, light: "leaves" });
    s.zoomed(1.4, 375, 712, () => {
      s.at(260, 690, () =>
        jar(s, 180, 220, "#9a4f14", "#5f7d3a", "#f6efd6", (r) => strewIn(s, r, 210, () => carvedPlum(s, 32))),
      );
      s.at(470, 690, () =>
        jar(s, 150, 180, "#b98a3a", "#c9b04a", "#f6efd6", (r) =>
          strewIn(s, r, 170, () => carvedPlum(s, 28, "#9a8a2c")),
        ),
      );
    });
  },
  "carved-plum-close": (s) => {
    plaster(s, "#e0b56a");
    s.at(290, 290, () => carvedPlum(s, 210));
    s.at(590, 520, () => carvedPlum(s, 160), 1, 20);
    s.at(200, 630, () => carvedPlum(s, 120), 1, 40);
  },
  "carved-plum-scene": (s) => {
    planks(s, "#94704c", 4, 8);
    s.at(290, 300, () => cupAbove(s, 148, "#a9c4a6", BREW.red, "#a9c4a6"));
    s.at(570, 540, () => plate(s, 150, "#f6f0e0", () => strew(s, 4, 74, () => carvedPlum(s, 58))));
    for (const [x, y, r] of [
      [620, 170, 44],
      [160, 620, 40],
      [230, 690, 30],
    ] as const)
      s.at(x, y, () => blossom(s, r, "#fdf4ee", "#d9b44a"));
  },
};

/** Things strewn over a disc of the given reach, the outer ones first so that the heap closes towards the middle. */
function strew(s: S, count: number, reach: number, one: (at: number) => void): void {
  for (const [at, [x, y]] of scatter(s.random, count, reach, reach, 0.16).reverse().entries())
    s.at(x, y, () => one(at), 1, at * 79);
}

/** The same inside a jar whose half width is r. */
function strewIn(s: S, r: number, height: number, one: () => void, count = 24): void {
  for (let at = 0; at < count; at += 1)
    s.at(s.random.between(-0.86, 0.86) * r, -height * s.random.between(0.05, 0.8), one, 1, at * 73);
}

/** The little steel key that opens a macadamia. */
function key(s: S): void {
  shadow(s, 60, 8, 110, 26, 0.4);
  s.rect(0, -9, 130, 18, {
    fill: s.linear([0, "#f4f2ec", 1, "#8a8b88"]),
    rx: 4,
  });
  s.circle(0, 0, 34, {
    fill: s.linear([0, "#f4f2ec", 1, "#8a8b88"], 0, 0, 1, 1),
  });
  s.circle(0, 0, 18, { fill: "#d8cba8" });
  s.rect(118, -22, 16, 44, { fill: "#a5a6a2", rx: 3 });
}
