import type { Random } from "./random.ts";

export type Point = [x: number, y: number];

/** One decimal is enough on 750 pixels and keeps the markup small. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** A curve through all points (Catmull-Rom turned into cubic segments). */
export function smooth(points: Point[], closed = false, tension = 1): string {
  const count = points.length;
  const at = (index: number): Point => {
    const wrapped = closed ? (index + count) % count : Math.max(0, Math.min(count - 1, index));
    return points[wrapped] ?? [0, 0];
  };
  const [startX, startY] = at(0);
  let d = `M${round(startX)} ${round(startY)}`;
  const segments = closed ? count : count - 1;
  const k = tension / 6;
  for (let index = 0; index < segments; index += 1) {
    const [x0, y0] = at(index - 1);
    const [x1, y1] = at(index);
    const [x2, y2] = at(index + 1);
    const [x3, y3] = at(index + 2);
    d += `C${round(x1 + (x2 - x0) * k)} ${round(y1 + (y2 - y0) * k)} ${round(x2 - (x3 - x1) * k)} ${round(
      y2 - (y3 - y1) * k,
    )} ${round(x2)} ${round(y2)}`;
  }
  return closed ? `${d}Z` : d;
}

/** Straight lines through all points. */
export function polygon(points: Point[], closed = true): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}${closed ? "Z" : ""}`;
}

/** A point on an ellipse; the angle runs clockwise from the right, in radians. */
export function onEllipse(cx: number, cy: number, rx: number, ry: number, angle: number): Point {
  return [cx + Math.cos(angle) * rx, cy + Math.sin(angle) * ry];
}

/** An uneven round: each of `count` points moves in or out by up to `wobble` of the radius. */
export function blob(
  random: Random,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  wobble = 0.1,
  count = 9,
): string {
  const points: Point[] = [];
  for (let at = 0; at < count; at += 1) {
    const reach = 1 + random.between(-wobble, wobble);
    points.push(onEllipse(cx, cy, rx * reach, ry * reach, (at / count) * Math.PI * 2));
  }
  return smooth(points, true);
}

/** A leaf from its stalk at the origin to its tip at (length, 0). */
export function leafPath(length: number, width: number, bend = 0): string {
  const half = width / 2;
  return `M0 0C${round(length * 0.25)} ${round(-half * 1.35 + bend)} ${round(length * 0.7)} ${round(
    -half + bend,
  )} ${round(length)} ${round(bend)}C${round(length * 0.7)} ${round(half + bend)} ${round(length * 0.25)} ${round(
    half * 1.35 + bend,
  )} 0 0Z`;
}

/** Points spread over a disc, evenly rather than clumped (sunflower order with a little unrest). */
export function scatter(random: Random, count: number, rx: number, ry: number, unrest = 0.12): Point[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, at): Point => {
    const reach = Math.sqrt((at + 0.5) / count) + random.between(-unrest, unrest) * 0.5;
    const angle = at * golden + random.between(-unrest, unrest);
    return [Math.cos(angle) * reach * rx, Math.sin(angle) * reach * ry];
  });
}
