import { lying, shadow, standing } from "../light.ts";
import { leafPath, onEllipse, type Point, round } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { outline, radiusAt, turned } from "./lathe.ts";

const METAL = "#c3c7c9";

/** The bands of light that make grey look like polished silver. */
function sheen(sheet: Sheet, x2: number, y2: number): string {
  return sheet.linear(
    [
      0,
      "#f9fafa",
      0.14,
      "#8d9497",
      0.28,
      "#eef1f1",
      0.46,
      "#a9afb2",
      0.62,
      "#fdfdfc",
      0.78,
      "#737a7e",
      0.9,
      "#d9dddd",
      1,
      "#8d9497",
    ],
    0,
    0,
    x2,
    y2,
  );
}

/** An open bangle seen from above and a little to the side. */
export function bangle(sheet: Sheet, r: number, kind: "hammered" | "vine" | "twist"): void {
  const { random } = sheet;
  const thick = r * 0.26;
  shadow(sheet, r * 0.1, r * 0.16, r * 1.35, r * 1.2, 0.34);
  const arc = (reach: number): string => {
    const [x1, y1] = onEllipse(0, 0, reach, reach * 0.88, 1.72);
    const [x2, y2] = onEllipse(0, 0, reach, reach * 0.88, 1.42);
    return `M${round(x1)} ${round(y1)}A${round(reach)} ${round(reach * 0.88)} 0 1 1 ${round(x2)} ${round(y2)}`;
  };
  sheet.line(arc(r), "#4a5054", thick * 1.08);
  sheet.line(arc(r), sheen(sheet, 1, 1), thick);
  sheet.line(arc(r * 1.07), "#ffffff", thick * 0.12, 0.75);
  sheet.line(arc(r * 0.92), "#3a4044", thick * 0.1, 0.45);
  const count = kind === "twist" ? 46 : kind === "vine" ? 22 : 44;
  for (let at = 0; at < count; at += 1) {
    const angle = 1.86 + (at / count) * 5.7;
    const [x, y] = onEllipse(0, 0, r, r * 0.88, angle);
    const turn = (angle * 180) / Math.PI;
    sheet.at(
      x,
      y,
      () => {
        if (kind === "hammered") {
          const [dx, dy, size] = [
            random.between(-0.3, 0.3) * thick,
            random.between(-0.3, 0.3) * thick,
            thick * random.between(0.16, 0.24),
          ];
          sheet.ellipse(dx, dy, size, size * 0.8, {
            fill: sheet.linear([0, "#7d8488", 1, "#ffffff"], 0, 0, 1, 1),
            opacity: 0.6,
          });
        } else if (kind === "vine") {
          sheet.path(leafPath(thick * 0.7, thick * 0.4), {
            fill: "#5f666a",
            opacity: 0.75,
            transform: `rotate(${at % 2 ? 40 : -40})`,
          });
          sheet.line(`M0 0h${round(thick * 0.5)}`, "#ffffff", 2, 0.7, {
            transform: `rotate(${at % 2 ? 40 : -40})`,
          });
          sheet.circle(0, 0, thick * 0.1, { fill: "#4a5054" });
        } else {
          sheet.line(
            `M${round(-thick * 0.46)} ${round(-thick * 0.2)}Q0 0 ${round(thick * 0.46)} ${round(thick * 0.2)}`,
            "#4a5054",
            thick * 0.1,
            0.75,
          );
          sheet.line(
            `M${round(-thick * 0.46)} ${round(-thick * 0.06)}Q0 ${round(thick * 0.14)} ${round(thick * 0.46)} ${round(thick * 0.34)}`,
            "#ffffff",
            thick * 0.07,
            0.7,
          );
        }
      },
      1,
      turn,
    );
  }
  for (const angle of [1.72, 1.42]) {
    const [x, y] = onEllipse(0, 0, r, r * 0.88, angle);
    sheet.circle(x, y, thick * 0.56, {
      fill: sheet.radial([0, "#ffffff", 0.5, METAL, 1, "#5f666a"], 0.34, 0.3, 0.8),
    });
  }
}

/** A ginkgo leaf of thin silver on an ear hook; `dark` for the oxidised one. */
export function ginkgo(sheet: Sheet, size: number, dark = false): void {
  shadow(sheet, size * 0.08, size * 0.5, size * 0.8, size * 0.7, 0.3);
  sheet.path(
    `M0 0C${-size * 0.06} ${-size * 0.3} ${size * 0.3} ${-size * 0.44} ${size * 0.26} ${-size * 0.12}`,
    { fill: "none", stroke: dark ? "#5f666a" : "#b9bfc2", "stroke-width": size * 0.035 },
  );
  sheet.line(`M0 0V${round(size * 0.3)}`, dark ? "#5f666a" : "#aab0b3", size * 0.05);
  const fan = `M0 ${round(size * 0.24)}C${round(-size * 0.3)} ${round(size * 0.4)} ${round(-size * 0.7)} ${round(size * 0.5)} ${round(-size * 0.72)} ${round(size * 0.78)}Q${round(-size * 0.4)} ${round(size * 1.06)} ${round(-size * 0.06)} ${round(size * 0.98)}L0 ${round(size * 0.74)}L${round(size * 0.06)} ${round(size * 0.98)}Q${round(size * 0.4)} ${round(size * 1.06)} ${round(size * 0.72)} ${round(size * 0.78)}C${round(size * 0.7)} ${round(size * 0.5)} ${round(size * 0.3)} ${round(size * 0.4)} 0 ${round(size * 0.24)}Z`;
  sheet.path(fan, {
    fill: dark
      ? sheet.linear([0, "#8d9497", 0.4, "#4a5054", 0.7, "#8d9497", 1, "#33383b"], 0, 0, 1, 1)
      : sheen(sheet, 1, 1),
  });
  sheet.clipped(fan, () => {
    let veins = "";
    for (let at = -10; at <= 10; at += 1)
      veins += `M0 ${round(size * 0.24)}Q${round(at * size * 0.03)} ${round(size * 0.6)} ${round(at * size * 0.075)} ${round(size * 1.06)}`;
    sheet.line(veins, dark ? "#cfd4d6" : "#5f666a", size * 0.01, 0.6);
  });
}

/** Mountain-shaped studs. */
export function mountainStud(sheet: Sheet, size: number): void {
  lying(sheet, 0, 0, size * 0.6, 0.12, 0.4);
  sheet.path(
    `M${-size} ${round(size * 0.4)}L${round(-size * 0.36)} ${round(-size * 0.5)}L${round(-size * 0.1)} ${round(-size * 0.1)}L${round(size * 0.26)} ${round(-size * 0.7)}L${size} ${round(size * 0.4)}Z`,
    { fill: sheen(sheet, 1, 0.6), stroke: "#737a7e", "stroke-width": 2, "stroke-linejoin": "round" },
  );
  sheet.line(
    `M${round(-size * 0.36)} ${round(-size * 0.5)}L${round(-size * 0.2)} ${round(size * 0.36)}M${round(size * 0.26)} ${round(-size * 0.7)}L${round(size * 0.3)} ${round(size * 0.36)}`,
    "#ffffff",
    3,
    0.7,
  );
}

/** A plain round ear hoop. */
export function hoop(sheet: Sheet, r: number): void {
  shadow(sheet, r * 0.14, r * 0.2, r * 1.2, r * 1.1, 0.25);
  sheet.circle(0, 0, r, { fill: "none", stroke: "#4a5054", "stroke-width": r * 0.17 });
  sheet.circle(0, 0, r, { fill: "none", stroke: sheen(sheet, 1, 1), "stroke-width": r * 0.14 });
}

/** Hammer marks over a turned body, foreshortened towards its edges, and bands of reflected light under them. */
function beaten(sheet: Sheet, profile: Point[], size: number): void {
  const { random } = sheet;
  const d = outline(profile, 0.2);
  const [top] = profile[0] ?? [0];
  sheet.path(d, {
    fill: sheet.linear(
      [
        0,
        "#6a7175/0.7",
        0.12,
        "#ffffff/0.75",
        0.24,
        "#8d9497/0.35",
        0.4,
        "#ffffff/0.65",
        0.56,
        "#737a7e/0.55",
        0.74,
        "#f4f6f6/0.5",
        0.88,
        "#4a5054/0.75",
        1,
        "#c3c7c9/0.6",
      ],
      0,
      0,
      1,
      0,
    ),
  });
  sheet.clipped(d, () => {
    for (let y = top + size * 0.8, row = 0; y < -size * 0.3; y += size * 1.15, row += 1) {
      const r = radiusAt(profile, y);
      for (let angle = -1.4 + (row % 2) * 0.1; angle <= 1.4; angle += (size * 1.25) / r) {
        const x = Math.sin(angle) * r;
        const flat = Math.cos(angle);
        const drop = flat * r * 0.2;
        const lit = random.chance(0.5) ? ["#5f666a", "#ffffff"] : ["#7d8488", "#f2f4f4"];
        sheet.ellipse(
          x + random.between(-2, 2),
          y + drop + random.between(-2, 2),
          size * (0.16 + flat * 0.44),
          size * 0.52,
          {
            fill: sheet.linear([0, lit[0] ?? METAL, 1, lit[1] ?? METAL], 0, 0, 0.6, 1),
            opacity: 0.5,
          },
        );
      }
    }
  });
}

const CUP: Point[] = [
  [-104, 78],
  [-84, 76],
  [-44, 64],
  [-12, 44],
  [0, 40],
];
const POT: Point[] = [
  [-148, 58],
  [-136, 82],
  [-104, 112],
  [-64, 118],
  [-26, 98],
  [0, 70],
];

/** A small beaten cup, about 150 wide. */
export function silverCup(sheet: Sheet, tea: string | null): void {
  standing(sheet, 0, 0, 52, 90);
  turned(sheet, CUP, { colour: METAL, gloss: 0 });
  beaten(sheet, CUP, 15);
  sheet.ellipse(0, -104, 78, 18.7, { fill: "#f4f6f6" });
  sheet.ellipse(0, -103, 73, 17, {
    fill: sheet.linear([0, "#5f666a", 0.5, "#b9bfc2", 1, "#f9fafa"], 0, 0, 1, 0.4),
  });
  if (!tea) return;
  sheet.ellipse(0, -98, 66, 13, {
    fill: sheet.radial([0, tea, 1, "#7a4a1c"], 0.4, 0.4, 0.8),
  });
  sheet.ellipse(-20, -101, 22, 3.4, { fill: "#fffaf0", opacity: 0.5 });
}

/** A silver teapot with an overhead handle. */
export function silverPot(sheet: Sheet): void {
  standing(sheet, 10, 2, 110, 170);
  sheet.path("M-84 -146C-90 -300 90 -300 84 -146", { fill: "none", stroke: "#5f666a", "stroke-width": 17 });
  sheet.path("M-84 -148C-90 -300 90 -300 84 -148", {
    fill: "none",
    stroke: sheen(sheet, 1, 0),
    "stroke-width": 12,
  });
  sheet.path("M-92 -70C-138 -78 -146 -124 -176 -144L-150 -150C-126 -136 -116 -118 -82 -114Z", {
    fill: sheen(sheet, 0.6, 1),
  });
  turned(sheet, POT, { colour: METAL, gloss: 0, tilt: 0.18 });
  beaten(sheet, POT, 19);
  turned(
    sheet,
    [
      [-178, 14],
      [-170, 28],
      [-156, 54],
      [-144, 62],
    ],
    { colour: "#d9dddd", gloss: 0.9, tilt: 0.18 },
  );
  turned(
    sheet,
    [
      [-202, 9],
      [-194, 14],
      [-184, 13],
      [-176, 10],
    ],
    { colour: "#3a2a22", gloss: 0.5, tilt: 0.3 },
  );
}
