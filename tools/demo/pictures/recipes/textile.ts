import { linen, moonWindow, planks, plaster, table } from "../backdrop.ts";
import { shadow } from "../light.ts";
import { rattan } from "../motifs/basket.ts";
import { blossom } from "../motifs/blossom.ts";
import { type Dye, draped, dyed, folded, INDIGO, medallion } from "../motifs/cloth.ts";
import { fern } from "../motifs/forest.ts";
import { fibres, lantern, looseSheet, notebook, PAPER } from "../motifs/paper.ts";
import { BREW, cup, cupAbove, teapot } from "../motifs/vessel.ts";
import { courtyard, dyeYard, longTable } from "../motifs/village.ts";
import { MORNING, NIGHT } from "../scenery.ts";
import type { Draw } from "./recipe.ts";

type S = Parameters<Draw>[0];

/** Tie-dye and paper: hero, set, close and scene of each. */
export const textilePictures: Record<string, Draw> = {
  "indigo-scarf-hero": (s) => {
    plaster(s, "#ead9bd");
    s.line("M80 80H670", "#5a3b26", 20);
    s.line("M80 74H670", "#b98a58", 6, 0.7);
    s.at(270, 80, () => draped(s, 300, 560, "butterfly"));
    s.at(500, 80, () => draped(s, 190, 440, "cloud", "#3d6ea5"));
    s.at(620, 640, () => blossom(s, 44, "#fdf8ee"));
    s.at(680, 580, () => blossom(s, 28, "#fdf8ee"));
  },
  "indigo-scarf-set": (s) => {
    moonWindow(s, "#e6dcc6", "#7a5a41", MORNING, 0.5, 0.36, 0.34, 0.86);
    s.line("M60 96H690", "#5a3b26", 20);
    s.line("M60 90H690", "#b98a58", 6, 0.7);
    for (const [x, dye, blue, h] of [
      [190, "butterfly", INDIGO, 520],
      [375, "cloud", "#3d6ea5", 580],
      [560, "ice", "#1f3556", 500],
    ] as const)
      s.at(x, 96, () => draped(s, 160, h, dye, blue));
  },
  "indigo-scarf-close": (s) => {
    s.at(375, 375, () => dyed(s, 800, 800, "ice", "#1f3f6b"));
    medallion(s, 240, 520, 230);
    medallion(s, 610, 170, 160);
  },
  "indigo-scarf-scene": (s) => dyeYard(s, MORNING, ["#274b7a", "#3d6ea5", "#1f3556", "#5a8abf"]),
  "indigo-tablecloth-hero": (s) => {
    planks(s, "#b58a5c", 5, 6);
    s.at(
      375,
      375,
      () => {
        shadow(s, 14, 20, 420, 420, 0.4);
        s.clipped("M-310 -310H310V310H-310Z", () => dyed(s, 620, 620, "medallion"));
        s.rect(-310, -310, 620, 620, { fill: "none", stroke: "#eef3f4", "stroke-width": 6, opacity: 0.8 });
      },
      1,
      -6,
    );
    s.at(540, 540, () => cupAbove(s, 84, "#f4efe4", BREW.raw, "#f4efe4"));
  },
  "indigo-tablecloth-set": (s) => {
    linen(s, "#dcd0b6");
    s.at(230, 240, () => folded(s, 300, 260, "medallion"), 1, -5);
    s.at(520, 380, () => folded(s, 300, 260, "fish", "#3d6ea5"), 1, 6);
    s.at(250, 580, () => folded(s, 300, 220, "diamond", "#1f3556"), 1, -3);
  },
  "indigo-tablecloth-close": (s) => {
    s.at(375, 375, () => dyed(s, 440, 440, "diamond", "#2b5288"), 1.8);
    s.line("M-20 560Q300 470 780 640", "#0c1a2c", 60, 0.14);
    s.line("M-20 530Q300 440 780 610", "#ffffff", 26, 0.12);
  },
  "indigo-tablecloth-scene": (s) => {
    moonWindow(s, "#e9dfc9", "#5a3b28", MORNING, 0.7, 0.3, 0.22, 0.66);
    s.rect(0, 470, 750, 60, { fill: "#1f3556" });
    s.clipped("M0 500H750V690Q375 730 0 690Z", () =>
      s.at(375, 600, () => dyed(s, 780, 240, "fish", "#2b5288")),
    );
    s.rect(0, 470, 750, 34, {
      fill: s.linear([0, "#6f97c4", 1, "#2b5288"]),
    });
    s.zoomed(1.25, 375, 480, () => {
      s.at(290, 490, () => teapot(s, "#f4efe4", "#2b5288", 0.9), 0.8);
      s.at(500, 492, () => cup(s, "#f4efe4", BREW.green));
    });
  },
  "dye-kit-hero": (s) => {
    plaster(s, "#e8b28c");
    s.at(230, 250, () => folded(s, 270, 240, "medallion"), 1, -8);
    s.at(540, 230, () => bowl(s, 128, "#1f3f6b"));
    s.at(240, 580, () => tied(s, 96));
    s.at(420, 610, () => tied(s, 66));
    for (const [x, y, t] of [
      [570, 470, 20],
      [620, 540, -10],
      [560, 610, 34],
    ] as const)
      s.at(x, y, () => peg(s), 1, t);
  },
  "dye-kit-set": (s) => {
    linen(s, "#dfe3da");
    s.at(375, 350, () => tote(s));
    s.at(120, 640, () => tied(s, 56));
    s.at(650, 640, () => tied(s, 50));
  },
  "dye-kit-close": (s) => {
    plaster(s, "#d9c7a3");
    s.at(330, 330, () => tied(s, 210));
    s.at(600, 600, () => tied(s, 130));
  },
  "dye-kit-scene": (s) => {
    courtyard(s, MORNING);
    longTable(s, 375, 600, 330);
    s.squeezed(250, 560, 1, 0.5, () => bowl(s, 90, "#1f3f6b"));
    s.squeezed(420, 550, 1, 0.5, () => folded(s, 150, 130, "butterfly"));
    s.squeezed(560, 566, 1, 0.6, () => tied(s, 44));
  },
  "paper-notebook-hero": (s) => {
    plaster(s, "#b8c2a2");
    s.at(350, 370, () => notebook(s, 380, 520, PAPER, () => fibres(s, 380, 520, 12)), 1, -8);
    s.at(620, 620, () => fern(s, 260, "#5c7f45"), 1, -120);
    s.at(610, 200, () => pen(s), 1, 62);
  },
  "paper-notebook-set": (s) => {
    linen(s, "#d9ceb4");
    s.at(200, 300, () => notebook(s, 230, 320, PAPER, () => fibres(s, 230, 320, 7)), 1, -6);
    s.at(420, 270, () => notebook(s, 230, 320, "#e6d6b0", () => fibres(s, 230, 320, 0)), 1, 3);
    s.at(560, 500, () => notebook(s, 230, 320, "#274b7a", () => dyed(s, 250, 340, "butterfly")), 1, 9);
  },
  "paper-notebook-close": (s) => {
    plaster(s, "#a8926a");
    s.at(375, 375, () => looseSheet(s, 900, 900, 26));
  },
  "paper-notebook-scene": (s) => {
    planks(s, "#6b4a33", 4, 8);
    s.at(310, 360, () => looseSheet(s, 380, 480, 6), 1, -10);
    s.at(430, 350, () => notebook(s, 280, 390, PAPER, () => fibres(s, 280, 390, 9)), 1, 8);
    s.at(140, 610, () => cupAbove(s, 84, "#e9dfc9", BREW.ripe));
    s.at(610, 560, () => pen(s), 1, 70);
  },
  "paper-lantern-hero": (s) => {
    table(s, { wall: "#54433a", top: "#2f1f17", horizon: 0.76, light: "plain" });
    s.at(375, 620, () => lantern(s, 360, 440, "round"));
  },
  "paper-lantern-set": (s) => {
    table(s, { wall: "#6b5546", top: "#3a271c", horizon: 0.76, light: "plain" });
    s.at(200, 620, () => lantern(s, 220, 260, "round", 0.8));
    s.at(400, 640, () => lantern(s, 190, 230, "square", 0.8));
    s.at(580, 620, () => lantern(s, 130, 430, "long", 0.8));
  },
  "paper-lantern-close": (s) => {
    s.cover("#f3cf86");
    s.at(375, 375, () => fibres(s, 800, 800, 22));
    s.circle(340, 360, 520, {
      fill: s.radial([0, "#fffbe6/0.85", 0.5, "#ffe9ae/0.3", 1, "#b3702c/0.5"]),
    });
    s.line("M120 -10V760M620 -10V760", "#6b4420", 12, 0.6);
  },
  "paper-lantern-scene": (s) => {
    moonWindow(s, "#4a4652", "#2a1c18", NIGHT, 0.62, 0.34, 0.27, 0.72);
    s.at(230, 590, () => lantern(s, 210, 250, "round", 0.9));
    s.zoomed(1.2, 375, 700, () => {
      s.at(480, 640, () => teapot(s, "#3d3534"), 0.8);
      s.at(330, 680, () => cup(s, "#6b5a50", BREW.red));
    });
  },
};

function bowl(s: S, r: number, dye: string): void {
  rattan(s, r * 1.02, () => undefined);
  s.circle(0, 0, r * 0.86, {
    fill: s.radial([0, "#3d6ea5", 0.7, dye, 1, "#0f1f38"], 0.4, 0.36, 0.66),
  });
  s.line(`M${-r * 0.5} ${-r * 0.3}Q0 ${-r * 0.6} ${r * 0.4} ${-r * 0.36}`, "#a9c4de", 8, 0.5);
}

/** A cloth tied into knots with thread, before it goes into the vat. */
function tied(s: S, r: number): void {
  shadow(s, r * 0.1, r * 0.16, r * 1.3, r * 1.2, 0.4);
  for (let at = 0; at < 9; at += 1) {
    s.at(
      0,
      0,
      () => {
        s.path(
          `M0 0C${r * 0.3} ${-r * 0.26} ${r * 0.8} ${-r * 0.3} ${r} ${-r * 0.1}C${r * 1.04} ${r * 0.1} ${r * 0.7} ${r * 0.3} 0 0Z`,
          {
            fill: s.linear([0, "#fbf6ea", 0.6, at % 2 ? "#d9e0e6" : "#f3ead6", 1, "#a8b4c0"]),
          },
        );
        s.line(`M${r * 0.2} 0Q${r * 0.6} ${-r * 0.08} ${r * 0.9} 0`, "#8fa3b5", r * 0.02, 0.6);
      },
      1,
      at * 40,
    );
  }
  for (const k of [0.16, 0.22, 0.28])
    s.circle(0, 0, r * k, { fill: "none", stroke: INDIGO, "stroke-width": r * 0.035 });
  s.circle(0, 0, r * 0.12, { fill: "#fbf6ea" });
}

function peg(s: S): void {
  s.rect(-64, -12, 128, 12, { fill: "#d9b07a", rx: 4 });
  s.rect(-64, 3, 128, 12, { fill: "#b98a52", rx: 4 });
  s.circle(6, 1, 12, { fill: "none", stroke: "#8a8b88", "stroke-width": 5 });
}

function tote(s: S): void {
  shadow(s, 16, 30, 300, 300, 0.45);
  s.line("M-90 -180C-90 -330 90 -330 90 -180", "#e6dcc4", 22);
  const d = "M-200 -190H200L180 250Q0 268 -180 250Z";
  s.path(d, {
    fill: s.linear([0, "#fffaf0", 1, "#e3d8bc"], 0, 0, 1, 1),
  });
  s.clipped(d, () => {
    s.at(0, 130, () => dyed(s, 460, 280, "cloud" satisfies Dye));
    medallion(s, 0, 60, 110);
  });
}

function pen(s: S): void {
  shadow(s, 0, 10, 190, 22, 0.4);
  s.rect(-170, -11, 290, 22, {
    fill: s.linear([0, "#a86a3c", 0.4, "#7a4526", 1, "#3f2212"]),
    rx: 10,
  });
  s.path("M120 -11L176 0L120 11Z", {
    fill: s.linear([0, "#f4f2ec", 1, "#8a8b88"]),
  });
  s.rect(40, -12, 12, 24, { fill: "#d9b04a" });
}
