/**
 * The one place where colour, space, radius, type and motion of the console are decided. Parts read them as CSS variables
 * (`--by-…`), the component library through theme.ts, charts through `palette`.
 */
export const palette = {
  green: "#0E7C5A",
  greenDeep: "#0A5F45",
  greenSoft: "#E8F3EE",
  greenWash: "#F3F8F5",
  vermilion: "#E5432D",
  /** Vermilion for words: 4.5:1 on white, which the brighter one misses. */
  vermilionInk: "#C8321E",
  vermilionSoft: "#FDEFEC",
  amber: "#9A6200",
  amberSoft: "#FBF3E2",
  blue: "#2B5F9E",
  blueSoft: "#EBF1F8",
  gold: "#B8863B",
  ink: "#1D2129",
  inkSoft: "#3D4652",
  secondary: "#6B7785",
  faint: "#98A2AE",
  page: "#F5F6F4",
  card: "#FFFFFF",
  sunken: "#FAFBF9",
  line: "#ECEEEA",
  lineStrong: "#DDE1DB",
  bark: "#13241D",
  barkRaised: "#1C3229",
  barkText: "#B9C7C0",
  barkFaint: "#82968C",
  leaf: "#7BD3AE",
} as const;

export const radius = { small: 4, base: 8, large: 12 } as const;
export const motion = { fast: "150ms", base: "200ms", ease: "cubic-bezier(0.2, 0, 0, 1)" } as const;
export const fonts = {
  text: '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif',
  title: '"Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "STSong", serif',
  mono: '"SF Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
} as const;

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Writes every token to the document root, so that style sheets never repeat a value. */
export function applyTokens(root: HTMLElement): void {
  for (const [name, value] of Object.entries(palette)) root.style.setProperty(`--by-${kebab(name)}`, value);
  for (const [name, value] of Object.entries(radius))
    root.style.setProperty(`--by-radius-${name}`, `${value}px`);
  for (const [name, value] of Object.entries(motion)) root.style.setProperty(`--by-motion-${name}`, value);
  for (const [name, value] of Object.entries(fonts)) root.style.setProperty(`--by-font-${name}`, value);
}
