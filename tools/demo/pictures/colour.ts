/** Colours are six-digit hex words throughout; these mix them. */

type Channels = [number, number, number];

function channels(hex: string): Channels {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** `share` of the way from `from` to `to`. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const blended = a.map((value, at) => Math.round(value + ((b[at] ?? value) - value) * share));
  return `#${blended.map((value) => Math.max(0, Math.min(255, value)).toString(16).padStart(2, "0")).join("")}`;
}

/** Towards a warm white: highlights are sunlit, never blue. */
export const lighten = (hex: string, share: number): string => mix(hex, "#fff8ea", share);

/** Towards a deep warm brown: shadows are never plain black. */
export const darken = (hex: string, share: number): string => mix(hex, "#1f130c", share);

/** The colour with an opacity, for use in a ramp. */
export const fade = (hex: string, opacity: number): string => `${hex}/${opacity}`;
