import { shadow, standing } from "../light.ts";
import { scatter } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { turned } from "./lathe.ts";

/** A small roast potato. */
export function potato(s: Sheet): void {
  s.ellipse(3, 5, 58, 38, { fill: "#1f130c", opacity: 0.25 });
  s.ellipse(0, 0, 58, 38, {
    fill: s.radial([0, "#ffe9a8", 0.6, "#e9be5c", 1, "#a8742c"], 0.36, 0.3, 0.75),
  });
  s.line("M-30 -14Q0 -26 30 -12", "#8a5a1c", 3, 0.3);
}

/** A glazed fermenting crock with its lid. */
export function crock(s: Sheet, colour: string): void {
  standing(s, 0, 2, 100, 200);
  turned(
    s,
    [
      [-190, 62],
      [-176, 70],
      [-140, 108],
      [-80, 118],
      [-26, 96],
      [0, 76],
    ],
    { colour, gloss: 0.55, tilt: 0.2 },
  );
  turned(
    s,
    [
      [-226, 30],
      [-216, 66],
      [-196, 78],
      [-186, 74],
    ],
    { colour: "#6b3f2a", gloss: 0.4, tilt: 0.2 },
  );
  s.line("M-108 -96Q0 -70 108 -96", "#e0b47a", 4, 0.3);
}

/** Chopped chillies filling the clip in force. */
export function chopped(s: Sheet, r: number, height: number, size = r * 0.12): void {
  for (let at = 0; at < 90; at += 1) {
    const tone = s.random.pick(["#e0401f", "#c4280f", "#f07a35", "#f7d79a", "#8fae3a", "#ff9a5a"]);
    s.at(
      s.random.between(-0.92, 0.92) * r,
      -height * s.random.between(0.02, 0.98),
      () =>
        s.path(`M${-size} 0Q0 ${-size} ${size} ${-size * 0.2}Q${size * 0.4} ${size * 0.8} ${-size} 0Z`, {
          fill: tone,
        }),
      1,
      s.random.between(0, 360),
    );
  }
}

/** Shredded potato, fried. */
export function shredded(s: Sheet, r: number): void {
  for (const [at, [x, y]] of scatter(s.random, 120, r, r, 0.4).entries())
    s.at(
      x,
      y,
      () => s.line(`M-34 0Q0 ${at % 2 ? -12 : 12} 34 0`, at % 3 ? "#f6e2a0" : "#e3c46a", 7),
      1,
      at * 47,
    );
}

/** A block of brown sugar from above. */
export function cube(s: Sheet, size: number, colour: string): void {
  const h = size / 2;
  shadow(s, size * 0.1, size * 0.16, size * 0.8, size * 0.76, 0.5);
  s.rect(-h, -h + size * 0.12, size, size * 0.94, { fill: "#2a0f06", rx: size * 0.08 });
  s.rect(-h, -h, size, size * 0.92, {
    fill: s.linear([0, "#d9925a", 0.35, colour, 1, "#35150a"], 0, 0, 1, 1),
    rx: size * 0.08,
  });
  let grains = "";
  for (let at = 0; at < 70; at += 1)
    grains += `M${Math.round(s.random.between(-h * 0.9, h * 0.9))} ${Math.round(s.random.between(-h * 0.9, h * 0.76))}h0.2`;
  s.line(grains, "#f0b98a", size * 0.022, 0.55);
  s.line(`M${-h * 0.8} ${-h * 0.86}H${h * 0.5}`, "#ffd9b0", size * 0.03, 0.5);
}

/** Two cut lengths of sugar cane. */
export function cane(s: Sheet): void {
  for (const dy of [-24, 14]) {
    s.rect(-90, dy, 200, 34, {
      fill: s.linear([0, "#c9b85a", 0.4, "#8a7a2c", 1, "#4a4416"]),
      rx: 8,
    });
    for (const x of [-30, 40]) s.rect(x, dy - 1, 8, 36, { fill: "#5f3a2a" });
    s.ellipse(110, dy + 17, 9, 17, { fill: "#f3e6b0" });
  }
}
