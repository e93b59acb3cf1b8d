export const ICON_SVG = "";
export function avatarSvg(number: number): string | undefined {
  return number < 1 ? undefined : "";
}
