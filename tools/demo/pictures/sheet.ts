import { round } from "./path.ts";
import { type Random, randomOf } from "./random.ts";

/** A colour ramp: offset (0–1) and colour in turn. A colour may carry its opacity after a slash, as `fade` writes it. */
export type Ramp = readonly (number | string)[];
export type Attributes = Record<string, string | number | undefined>;

/** An SVG being composed: shapes in painting order, gradients and clips on the side, and the picture's own randomness. */
export class Sheet {
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  readonly #defs: string[] = [];
  readonly #body: string[] = [];
  readonly #known = new Map<string, string>();

  constructor(key: string, width: number, height: number) {
    this.width = width;
    this.height = height;
    this.random = randomOf(key);
  }

  /** A gradient across each shape's own box, from (x1, y1) to (x2, y2) in shares of it. */
  linear(ramp: Ramp, x1 = 0, y1 = 0, x2 = 0, y2 = 1): string {
    return this.#define("g", (id) => {
      const ends = `x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"`;
      return `<linearGradient id="${id}" ${ends}>${stopMarkup(ramp)}</linearGradient>`;
    });
  }

  /** A round gradient in shares of each shape's own box. */
  radial(ramp: Ramp, cx = 0.5, cy = 0.5, r = 0.5): string {
    return this.#define("g", (id) => {
      return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopMarkup(ramp)}</radialGradient>`;
    });
  }

  /** Everything drawn inside `draw` shows only within the path `d` (in the coordinates in force there). */
  clipped(d: string, draw: () => void): void {
    const clip = this.#define("c", (id) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`);
    this.group({ "clip-path": clip }, draw);
  }

  path(d: string, attributes: Attributes): void {
    this.#body.push(`<path d="${d}"${painted(attributes)}/>`);
  }

  /** An open line: no fill, round ends. */
  line(d: string, stroke: string, width: number, opacity = 1, more: Attributes = {}): void {
    this.path(d, {
      fill: "none",
      stroke,
      "stroke-width": width,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      opacity: opacity === 1 ? undefined : opacity,
      ...more,
    });
  }

  ellipse(cx: number, cy: number, rx: number, ry: number, attributes: Attributes): void {
    const place = `cx="${round(cx)}" cy="${round(cy)}" rx="${round(rx)}" ry="${round(ry)}"`;
    this.#body.push(`<ellipse ${place}${painted(attributes)}/>`);
  }

  circle(cx: number, cy: number, r: number, attributes: Attributes): void {
    this.ellipse(cx, cy, r, r, attributes);
  }

  rect(x: number, y: number, width: number, height: number, attributes: Attributes): void {
    const place = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
    this.#body.push(`<rect ${place}${painted(attributes)}/>`);
  }

  /** The whole picture in one fill. */
  cover(fill: string, opacity = 1): void {
    this.rect(0, 0, this.width, this.height, { fill, opacity: opacity === 1 ? undefined : opacity });
  }

  group(attributes: Attributes, draw: () => void): void {
    this.#body.push(`<g${words(attributes)}>`);
    draw();
    this.#body.push("</g>");
  }

  /** Draws with the origin moved to (x, y), then scaled and turned (degrees). */
  at(x: number, y: number, draw: () => void, scale = 1, turn = 0, more: Attributes = {}): void {
    let transform = `translate(${round(x)} ${round(y)})`;
    if (turn !== 0) transform += `rotate(${round(turn)})`;
    if (scale !== 1) transform += `scale(${Math.round(scale * 1000) / 1000})`;
    this.group({ transform, ...more }, draw);
  }

  /** Draws squeezed or mirrored: separate factors for x and y around (x, y). */
  squeezed(x: number, y: number, scaleX: number, scaleY: number, draw: () => void): void {
    this.group({ transform: `translate(${round(x)} ${round(y)})scale(${scaleX} ${scaleY})` }, draw);
  }

  /** Draws everything `factor` times larger around (x, y): how a scene is brought closer. */
  zoomed(factor: number, x: number, y: number, draw: () => void): void {
    this.at(x * (1 - factor), y * (1 - factor), draw, factor);
  }

  toString(): string {
    const box = `width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}"`;
    const defs = this.#defs.length > 0 ? `<defs>${this.#defs.join("")}</defs>` : "";
    return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${defs}${this.#body.join("")}</svg>`;
  }

  #define(prefix: string, markup: (id: string) => string): string {
    const shape = markup("");
    const known = this.#known.get(shape);
    if (known) return known;
    const id = `${prefix}${this.#defs.length}`;
    this.#defs.push(markup(id));
    this.#known.set(shape, `url(#${id})`);
    return `url(#${id})`;
  }
}

function stopMarkup(ramp: Ramp): string {
  let markup = "";
  for (let at = 0; at < ramp.length; at += 2) {
    const [colour, opacity] = String(ramp[at + 1]).split("/");
    const seen = opacity === undefined ? "" : ` stop-opacity="${opacity}"`;
    markup += `<stop offset="${ramp[at]}" stop-color="${colour}"${seen}/>`;
  }
  return markup;
}

function words(attributes: Attributes): string {
  let markup = "";
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined)
      markup += ` ${name}="${typeof value === "number" ? Math.round(value * 1000) / 1000 : value}"`;
  }
  return markup;
}

/**
 * Opacity of one shape as opacity of its paint. An `opacity` would make the renderer paint each shape on a surface of
 * its own first, which made whole pictures twice as slow.
 */
function painted({ opacity, ...rest }: Attributes): string {
  if (opacity === undefined) return words(rest);
  return words({
    ...rest,
    [rest["fill"] === "none" ? "stroke-opacity" : "fill-opacity"]: opacity,
    ...(rest["stroke"] && rest["fill"] !== "none" ? { "stroke-opacity": opacity } : {}),
  });
}
