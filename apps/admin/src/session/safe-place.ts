/** The place to return to: only paths inside the console, so that a link cannot lead elsewhere. */
export function safePlace(from: string | null): string {
  return from && /^\/(?![/\\])/.test(from) && !from.startsWith("/login") ? from : "/";
}
