import { darken, fade, lighten } from "../colour.ts";
import { lying, shadow, standing } from "../light.ts";
import { leafPath, onEllipse, round, scatter } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { blossom } from "./blossom.ts";
import { fern } from "./forest.ts";

export const PAPER = "#efe4c9";

/** Hand-laid paper: fibres and the flowers caught in it, over the clip that is in force. */
export function fibres(sheet: Sheet, width: number, height: number, flowers: number): void {
  const { random } = sheet;
  let dark = "";
  let light = "";
  for (let at = 0; at < 120; at += 1) {
    const [x, y] = [random.between(-0.5, 0.5) * width, random.between(-0.5, 0.5) * height];
    const d = `M${round(x)} ${round(y)}q${round(random.between(-14, 14))} ${round(random.between(-14, 14))} ${round(random.between(-26, 26))} ${round(random.between(-20, 20))}`;
    if (at % 2) dark += d;
    else light += d;
  }
  sheet.line(dark, "#8a6f44", 1.3, 0.32);
  sheet.line(light, "#ffffff", 1.8, 0.6);
  for (const [at, [x, y]] of scatter(random, flowers, width * 0.44, height * 0.44, 0.4).entries()) {
    sheet.at(
      x,
      y,
      () => {
        if (at % 3 === 0) fern(sheet, 80, "#7a8f5a");
        else if (at % 3 === 1) blossom(sheet, 19, "#c98fa0", "#d9b45a");
        else sheet.path(leafPath(52, 18, 2), { fill: "#8a9a5f", opacity: 0.8 });
      },
      1,
      at * 97,
    );
  }
}

/** A thread-bound notebook from above; the cover drawn by `cover` over its area around the origin. */
export function notebook(
  sheet: Sheet,
  width: number,
  height: number,
  paper: string,
  cover: () => void,
): void {
  const [w, h] = [width / 2, height / 2];
  shadow(sheet, w * 0.12, h * 0.14, w * 1.4, h * 1.36, 0.55);
  for (let at = 5; at > 0; at -= 1)
    sheet.rect(-w + at * 2, -h + at * 3, width, height, { fill: at % 2 ? "#f6ecd4" : "#d9c9a6", rx: 5 });
  const d = `M${-w} ${-h}H${w}V${h}H${-w}Z`;
  sheet.rect(-w, -h, width, height, {
    fill: sheet.linear([0, lighten(paper, 0.3), 1, darken(paper, 0.12)], 0, 0, 1, 1),
    rx: 5,
  });
  sheet.clipped(d, cover);
  sheet.rect(-w, -h, width * 0.13, height, { fill: "#5a3624", opacity: 0.9, rx: 5 });
  let thread = `M${round(-w + width * 0.13)} ${-h}V${h}`;
  for (let at = 1; at < 6; at += 1)
    thread += `M${-w} ${round(-h + (height * at) / 6)}h${round(width * 0.13)}`;
  sheet.line(thread, "#e9d8b0", 3, 0.9);
  sheet.path(d, {
    fill: sheet.linear([0, "#ffffff/0.28", 0.4, "#ffffff/0", 1, "#2a170c/0.22"], 0, 0, 1, 1),
  });
}

/** A paper lantern standing on the origin and lit from inside. */
export function lantern(
  sheet: Sheet,
  width: number,
  height: number,
  shape: "round" | "square" | "long",
  glow = 1,
): void {
  const [w, h] = [width / 2, height];
  if (glow > 0)
    sheet.circle(0, -h / 2, Math.max(w, h / 2) * 2.3, {
      fill: sheet.radial([0, fade("#ffd98a", 0.6 * glow), 0.4, fade("#ffc56a", 0.22 * glow), 1, "#ffc56a/0"]),
    });
  standing(sheet, 0, 6, w * 0.7, h * 0.4);
  const d =
    shape === "round"
      ? `M${-w * 0.4} ${-h}C${-w * 1.25} ${-h * 0.9} ${-w * 1.25} ${-h * 0.12} ${-w * 0.4} 0H${w * 0.4}C${w * 1.25} ${-h * 0.12} ${w * 1.25} ${-h * 0.9} ${w * 0.4} ${-h}Z`
      : shape === "square"
        ? `M${-w} ${-h}H${w}V0H${-w}Z`
        : `M${-w * 0.8} ${-h}Q${-w * 1.1} ${-h / 2} ${-w * 0.8} 0H${w * 0.8}Q${w * 1.1} ${-h / 2} ${w * 0.8} ${-h}Z`;
  sheet.path(d, {
    fill: sheet.radial([0, "#fffbe6", 0.4, "#ffe9ae", 0.8, "#f3c878", 1, "#c98a3c"], 0.48, 0.56, 0.68),
  });
  sheet.clipped(d, () => {
    sheet.at(0, -h / 2, () => fibres(sheet, width * 1.1, height, 7));
    sheet.circle(0, -h * 0.45, Math.min(w, h / 2) * 0.9, {
      fill: sheet.radial([0, "#fffdf0/0.9", 1, "#fffdf0/0"]),
    });
    let ribs = "";
    if (shape === "round")
      for (let at = 1; at < 7; at += 1)
        ribs += `M${-w * 1.2} ${round((-h * at) / 7)}Q0 ${round((-h * at) / 7 + 12)} ${w * 1.2} ${round((-h * at) / 7)}`;
    else for (let at = -1; at <= 1; at += 1) ribs += `M${round(at * w * 0.66)} ${-h}V0`;
    sheet.line(ribs, "#8a5a24", 2.4, 0.36);
  });
  sheet.path(d, {
    fill: "none",
    stroke: "#6b4420",
    "stroke-width": shape === "round" ? 2 : 8,
    opacity: shape === "round" ? 0.5 : 0.9,
  });
  const [top, cap] = [-h, w * (shape === "round" ? 0.44 : 0.86)];
  sheet.rect(-cap, top - 12, cap * 2, 16, {
    fill: sheet.linear([0, "#8a5a30", 1, "#4a2c16"]),
    rx: 4,
  });
  sheet.rect(-cap, -6, cap * 2, 16, {
    fill: sheet.linear([0, "#8a5a30", 1, "#4a2c16"]),
    rx: 4,
  });
}

/** A loose sheet of the paper with a deckle edge. */
export function looseSheet(sheet: Sheet, width: number, height: number, flowers = 8): void {
  const [w, h] = [width / 2, height / 2];
  lying(sheet, 0, 0, Math.min(w, h) * 1.1, 0.06, 0.4);
  let d = "";
  for (let at = 0; at < 40; at += 1) {
    const [cx, cy] = onEllipse(0, 0, 1.5, 1.5, (at / 40) * Math.PI * 2);
    const x = Math.max(-1, Math.min(1, cx)) * w + sheet.random.between(-5, 5);
    const y = Math.max(-1, Math.min(1, cy)) * h + sheet.random.between(-5, 5);
    d += `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`;
  }
  d += "Z";
  sheet.path(d, {
    fill: sheet.linear([0, lighten(PAPER, 0.4), 1, darken(PAPER, 0.1)], 0, 0, 1, 1),
  });
  sheet.clipped(d, () => fibres(sheet, width, height, flowers));
}
