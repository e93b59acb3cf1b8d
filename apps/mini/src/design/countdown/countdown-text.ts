/** Milliseconds as a clock face; never negative. */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  const hours = Math.floor(seconds / 3600);
  if (hours === 0) return clock;
  if (hours < 24) return `${hours}:${clock}`;
  return `${Math.floor(hours / 24)} 天 ${two(hours % 24)}:${clock}`;
}
