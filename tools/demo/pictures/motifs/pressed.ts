import { darken, lighten, mix } from "../colour.ts";
import { lying, shadow, standing } from "../light.ts";
import { blob, polygon, round, smooth } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { LEAF, type LeafKind, strands } from "./tea.ts";

/** Something round and flat set upright on a small wooden rest; the origin is where the rest stands. */
export function disc(sheet: Sheet, r: number, face: () => void): void {
  standing(sheet, 0, 0, r * 0.72, r * 1.6);
  sheet.circle(r * 0.05, -r * 0.985, r, { fill: "#2a1a10", opacity: 0.85 });
  sheet.at(0, -r, face);
  const wood = sheet.linear([0, "#a97a4c", 1, "#5d3b22"]);
  sheet.path(
    polygon([
      [-r * 0.56, -r * 0.2],
      [-r * 0.36, -r * 0.16],
      [-r * 0.3, 0],
      [-r * 0.62, 0],
    ]),
    { fill: wood },
  );
  sheet.path(
    polygon([
      [r * 0.56, -r * 0.2],
      [r * 0.36, -r * 0.16],
      [r * 0.3, 0],
      [r * 0.62, 0],
    ]),
    { fill: wood },
  );
  sheet.rect(-r * 0.64, -r * 0.06, r * 1.28, r * 0.075, { fill: wood, rx: 4 });
}

/** Cakes stacked edge-on in a bamboo-leaf sheath with two ties: how seven of them travel. */
export function bambooStack(sheet: Sheet, r: number, count: number): void {
  const { random } = sheet;
  const step = r * 0.27;
  standing(sheet, 0, 2, r, count * step);
  const height = count * step;
  const body = `M${-r} ${-10}Q${-r * 1.05} ${-height * 0.5} ${-r * 0.96} ${-height}Q0 ${-height - r * 0.3} ${r * 0.96} ${-height}Q${r * 1.05} ${-height * 0.5} ${r} ${-10}Q0 ${r * 0.24} ${-r} -10Z`;
  sheet.path(body, {
    fill: sheet.linear([0, "#8a6a35", 0.2, "#dcbd7c", 0.55, "#b8924f", 1, "#5f4521"], 0, 0, 1, 0),
  });
  sheet.clipped(body, () => {
    for (let at = -14; at <= 14; at += 1) {
      const x = Math.sin((at / 14) * 1.5) * r;
      sheet.line(
        smooth([
          [x, 40],
          [x * 1.04, -height * 0.5],
          [x * 0.7, -height - r * 0.3],
        ]),
        at % 3 === 0 ? "#f0dba8" : "#5f4521",
        random.between(1, 3),
        0.4,
      );
    }
    for (let at = 1; at < count; at += 1)
      sheet.line(
        `M${-r * 1.1} ${-at * step}Q0 ${-at * step + r * 0.22} ${r * 1.1} ${-at * step}`,
        "#4a3418",
        5,
        0.3,
      );
  });
  sheet.ellipse(0, -height - r * 0.02, r * 0.6, r * 0.12, { fill: "#6b4d24", opacity: 0.6 });
  for (const share of [0.26, 0.72]) {
    sheet.line(
      `M${-r * 1.02} ${-height * share}Q0 ${-height * share + r * 0.25} ${r * 1.02} ${-height * share}`,
      "#4f3a1c",
      9,
    );
    sheet.line(
      `M${-r * 1.02} ${-height * share - 2}Q0 ${-height * share + r * 0.25 - 2} ${r * 1.02} ${-height * share - 2}`,
      "#c9a35e",
      4,
    );
  }
  sheet.line(
    smooth([
      [r * 0.2, -height * 0.26 + r * 0.11],
      [r * 0.32, -height * 0.26 + r * 0.3],
      [r * 0.2, -height * 0.26 + r * 0.42],
    ]),
    "#c9a35e",
    5,
  );
}

/** The pick that prises a cake open: wooden handle at the origin, steel to the right. */
export function pick(sheet: Sheet, length: number): void {
  shadow(sheet, length * 0.5, length * 0.035, length * 0.52, length * 0.05, 0.5);
  sheet.path(
    polygon([
      [length * 0.38, -length * 0.02],
      [length, 0],
      [length * 0.38, length * 0.02],
    ]),
    {
      fill: sheet.linear([0, "#f4f2ec", 0.5, "#a5a6a2", 1, "#5c5d5b"]),
    },
  );
  sheet.path(
    smooth(
      [
        [0, 0],
        [length * 0.03, -length * 0.042],
        [length * 0.2, -length * 0.034],
        [length * 0.38, -length * 0.026],
        [length * 0.38, length * 0.026],
        [length * 0.2, length * 0.034],
        [length * 0.03, length * 0.042],
      ],
      true,
      0.8,
    ),
    {
      fill: sheet.linear([0, "#c08a55", 0.5, "#8a5a33", 1, "#4e301a"]),
    },
  );
  sheet.rect(length * 0.35, -length * 0.03, length * 0.05, length * 0.06, { fill: "#c9a558" });
}

/** A pressed brick seen from above with its thickness below; with paper it is half wrapped. */
export function brick(sheet: Sheet, width: number, height: number, kind: LeafKind, paper?: string): void {
  const [ground] = LEAF[kind];
  const [w, h] = [width / 2, height / 2];
  shadow(sheet, w * 0.08, h * 0.16, w * 1.35, h * 1.45, 0.6);
  const box = (grow: number): string =>
    `M${round(-w - grow)} ${round(-h - grow)}H${round(w + grow)}V${round(h + grow)}H${round(-w - grow)}Z`;
  sheet.rect(-w, -h + 26, width, height, { fill: darken(ground, 0.55), rx: 14 });
  sheet.clipped(`${box(0).slice(0, -1)}V${round(h + 26)}Z`, () =>
    sheet.at(0, h + 10, () => strands(sheet, kind, w, 20, 40, 34, 0.2)),
  );
  sheet.rect(-w, -h, width, height, {
    fill: sheet.linear([0, lighten(ground, 0.2), 1, darken(ground, 0.25)], 0, 0, 1, 1),
    rx: 14,
  });
  sheet.clipped(box(-3), () => {
    strands(sheet, kind, w * 1.3, h * 1.3, 420, 48, 0.19);
    sheet.rect(-w, -h, width, height, {
      fill: sheet.linear([0, "#fff0cf/0.28", 0.4, "#fff0cf/0", 1, "#180c05/0.4"], 0, 0, 1, 1),
    });
  });
  if (!paper) return;
  const fold = polygon([
    [-w - 4, -h - 4],
    [w * 0.12, -h - 4],
    [-w * 0.06, h + 30],
    [-w - 4, h + 30],
  ]);
  sheet.path(fold, {
    fill: sheet.linear([0, lighten(paper, 0.3), 0.8, paper, 1, darken(paper, 0.25)], 0, 0, 1, 0.4),
  });
  sheet.line(
    `M${-w * 0.5} ${-h}L${-w * 0.56} ${h + 28}M${-w} ${h * 0.2}L${w * 0.02} ${h * 0.12}`,
    darken(paper, 0.4),
    2,
    0.3,
  );
  sheet.circle(-w * 0.5, -h * 0.1, h * 0.34, {
    fill: "none",
    stroke: "#8a2c1a",
    "stroke-width": 5,
    opacity: 0.8,
  });
  sheet.path(
    `M${-w * 0.5 - h * 0.3} ${h * 0.04}q${h * 0.18} ${-h * 0.4} ${h * 0.32} ${-h * 0.06}q${h * 0.14} ${-h * 0.2} ${h * 0.28} ${h * 0.06}Z`,
    { fill: "#8a2c1a", opacity: 0.8 },
  );
}

/** One small nest of tea: bare, or twisted into a square of paper. */
export function tuo(sheet: Sheet, r: number, paper: string | null): void {
  const { random } = sheet;
  lying(sheet, 0, 0, r, 0.14, 0.55);
  if (paper === null) {
    const [ground] = LEAF.ripe;
    const d = blob(random, 0, 0, r, r * 0.96, 0.03, 12);
    sheet.path(d, {
      fill: sheet.radial([0, lighten(ground, 0.22), 1, darken(ground, 0.4)], 0.36, 0.32, 0.7),
    });
    sheet.clipped(d, () => strands(sheet, "ripe", r, r, 70, r * 0.5, 0.17));
    sheet.circle(0, 0, r, {
      fill: sheet.radial([0, "#fff0cf/0.36", 0.5, "#fff0cf/0", 1, "#180c05/0.55"], 0.34, 0.3, 0.72),
    });
    sheet.circle(r * 0.05, r * 0.04, r * 0.26, {
      fill: sheet.radial([0, "#120905/0.75", 1, "#120905/0"]),
    });
    return;
  }
  sheet.path(blob(random, 0, 0, r, r, 0.04, 14), {
    fill: sheet.radial([0, lighten(paper, 0.4), 0.6, paper, 1, darken(paper, 0.34)], 0.36, 0.32, 0.72),
  });
  for (let at = 0; at < 18; at += 1) {
    const angle = (at / 18) * Math.PI * 2 + random.between(-0.1, 0.1);
    const [c, n] = [Math.cos(angle), Math.sin(angle)];
    sheet.line(
      `M${round(c * r * 0.16)} ${round(n * r * 0.16)}Q${round(c * r * 0.5 - n * r * 0.14)} ${round(n * r * 0.5 + c * r * 0.14)} ${round(c * r * 0.92)} ${round(n * r * 0.92)}`,
      at % 2 ? "#ffffff" : darken(paper, 0.5),
      r * 0.035,
      at % 2 ? 0.5 : 0.22,
    );
  }
  for (let at = 0; at < 7; at += 1) {
    const turn = at * 51 + random.between(-8, 8);
    sheet.at(
      0,
      0,
      () =>
        sheet.path(
          `M0 0C${r * 0.1} ${-r * 0.2} ${r * 0.3} ${-r * 0.2} ${r * 0.4} ${-r * 0.04}L${r * 0.34} ${r * 0.08}Z`,
          { fill: at % 2 ? lighten(paper, 0.45) : darken(paper, 0.14) },
        ),
      1,
      turn,
    );
  }
}

/** A small dried mandarin: open, the tea shows and its cap lies beside. */
export function citrus(sheet: Sheet, r: number, open: boolean): void {
  const { random } = sheet;
  const skin = mix("#3f4a22", "#5a5a24", random.next());
  lying(sheet, 0, 0, r, 0.14, 0.6);
  sheet.path(blob(random, 0, 0, r, r * 0.97, 0.025, 12), {
    fill: sheet.radial([0, lighten(skin, 0.36), 0.5, skin, 1, darken(skin, 0.58)], 0.34, 0.3, 0.75),
  });
  let pores = "";
  for (let at = 0; at < 130; at += 1) {
    const reach = Math.sqrt(random.next()) * r * 0.95;
    const angle = random.between(0, 6.28);
    pores += `M${round(Math.cos(angle) * reach)} ${round(Math.sin(angle) * reach)}h0.1`;
  }
  sheet.line(pores, darken(skin, 0.55), r * 0.032, 0.6);
  if (!open) {
    for (let at = 0; at < 6; at += 1)
      sheet.at(
        0,
        -r * 0.06,
        () => sheet.line(`M0 0Q${r * 0.16} ${-r * 0.06} ${r * 0.3} 0`, darken(skin, 0.5), r * 0.03, 0.5),
        1,
        at * 60,
      );
    sheet.circle(0, -r * 0.06, r * 0.1, { fill: "#8a7a45" });
    sheet.circle(-r * 0.02, -r * 0.08, r * 0.05, { fill: "#c9b878" });
    return;
  }
  const mouth = r * 0.5;
  sheet.circle(0, -r * 0.06, mouth * 1.09, { fill: "#cdb673" });
  sheet.circle(0, -r * 0.06, mouth, { fill: "#1f120b" });
  const hole = `M${-mouth} ${-r * 0.06}a${mouth} ${mouth} 0 1 1 ${mouth * 2} 0a${mouth} ${mouth} 0 1 1 ${-mouth * 2} 0Z`;
  sheet.clipped(hole, () =>
    sheet.at(0, -r * 0.06, () => strands(sheet, "ripe", mouth, mouth, 60, r * 0.3, 0.17)),
  );
  sheet.at(r * 0.84, r * 0.78, () => {
    lying(sheet, 0, 0, r * 0.36, 0.16, 0.5);
    sheet.circle(0, 0, r * 0.36, {
      fill: sheet.radial([0, lighten(skin, 0.3), 1, darken(skin, 0.45)], 0.34, 0.3, 0.75),
    });
    sheet.circle(0, 0, r * 0.08, { fill: "#b3a15f" });
  });
}
