import { shadow } from "../light.ts";
import { leafPath, polygon } from "../path.ts";
import type { Sheet } from "../sheet.ts";
import { room } from "./interior.ts";

/** A bare room before anything is built. */
export function emptyRoom(s: Sheet, line: number): void {
  room(s, { wall: "#d3d0ca", floor: "#aaa69e", line, bare: true });
}

/** A moving carton standing on the floor. */
export function carton(s: Sheet, x: number, y: number, size: number): void {
  shadow(s, x + size * 0.1, y + 4, size * 0.8, size * 0.16, 0.45);
  s.rect(x - size / 2, y - size * 0.8, size, size * 0.8, {
    fill: s.linear([0, "#d6b98a", 1, "#a98a5a"], 0, 0, 1, 1),
  });
  s.path(
    polygon([
      [x - size / 2, y - size * 0.8],
      [x - size * 0.36, y - size],
      [x + size * 0.6, y - size],
      [x + size / 2, y - size * 0.8],
    ]),
    { fill: "#e3cda2" },
  );
  s.rect(x - size * 0.06, y - size * 0.8, size * 0.12, size * 0.8, { fill: "#efe4c9", opacity: 0.7 });
}

/** The slopes of a roof closing in from both sides. */
export function attic(s: Sheet, colour: string): void {
  s.path("M0 0H250L0 420Z", {
    fill: s.linear([0, colour, 1, "#6b5a48"], 0, 0, 1, 1),
  });
  s.path("M750 0H500L750 420Z", {
    fill: s.linear([0, colour, 1, "#5a4a3c"], 0, 0, 1, 1),
  });
  for (let at = 1; at < 4; at += 1)
    s.line(
      `M${250 - at * 62} 0L0 ${420 - at * 104}M${500 + at * 62} 0L750 ${420 - at * 104}`,
      "#4a3a2c",
      4,
      0.35,
    );
  s.rect(0, -4, 750, 30, { fill: "#5a4430" });
}

/** A potted tree for a corner. */
export function plant(s: Sheet, x: number, y: number, k: number): void {
  s.at(
    x,
    y,
    () => {
      shadow(s, 8, 2, 70, 16, 0.5);
      for (const turn of [-150, -120, -96, -70, -44, -20])
        s.at(
          0,
          -80,
          () =>
            s.path(leafPath(170, 54, 8), {
              fill: s.linear([0, "#7fab5c", 0.5, "#4f8044", 1, "#2f5a30"]),
            }),
          1,
          turn,
        );
      s.path("M-44 -90H44L34 0H-34Z", {
        fill: s.linear([0, "#efe6d4", 1, "#b5a88e"], 0, 0, 1, 0),
      });
    },
    k,
  );
}
