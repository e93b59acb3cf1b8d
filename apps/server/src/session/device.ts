/** A device's name for its owner, made of what the client says of itself; nothing else of it is kept. */

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPad/i, "iPad"],
  [/iPhone/i, "iPhone"],
  [/HarmonyOS|OpenHarmony/i, "鸿蒙设备"],
  [/Android/i, "安卓设备"],
  [/Windows/i, "Windows 电脑"],
  [/Macintosh|Mac OS/i, "Mac 电脑"],
  [/Linux/i, "Linux 电脑"],
];

/** "微信 · iPhone", "浏览器 · Windows 电脑"; "" where nothing is known. */
export function deviceName(userAgent: string | undefined): string {
  if (userAgent === undefined || userAgent === "") return "";
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const where = /MicroMessenger/i.test(userAgent) ? "微信" : /Mozilla/i.test(userAgent) ? "浏览器" : "";
  return [where, system].filter((part) => part !== undefined && part !== "").join(" · ");
}
