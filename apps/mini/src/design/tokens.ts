/** The tokens that code needs beside style/_tokens.scss: native bars, drawn pictures, timers. */
export const COLOUR = {
  green: "#0e7c5a",
  greenSoft: "#e8f3ee",
  vermilion: "#e5432d",
  ink: "#1d2129",
  secondary: "#667280",
  faint: "#8b95a1",
  page: "#f5f6f4",
  card: "#ffffff",
  hairline: "#eceeea",
  gold: "#b8863b",
} as const;

/** Milliseconds; the same as $quick, $normal and $slow. */
export const MOTION = { quick: 150, normal: 200, slow: 250 } as const;
