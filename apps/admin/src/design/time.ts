/** Every instant is shown in the shop's time, Asia/Shanghai, whatever the browser's zone. */
const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function parts(iso: string): Record<string, string> {
  return Object.fromEntries(PARTS.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
}

/** "2026-11-24 09:30" */
export function timeText(iso: string | null | undefined): string {
  if (!iso) return "—";
  const p = parts(iso);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

/** "2026-11-24 09:30:12", for logs and files. */
export function timeTextFull(iso: string): string {
  const p = parts(iso);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}`;
}

/** "11-24 09:30" */
export function timeTextShort(iso: string | null | undefined): string {
  return timeText(iso).slice(5) || "—";
}

/** "2026-11-24" of an instant. */
export function dayText(iso: string): string {
  return timeText(iso).slice(0, 10);
}
