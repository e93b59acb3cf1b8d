/** The code of a share or an invite card, as it stands in a link (`?s=`) or in the scene of a mini program code. */
const CODE = /^[0-9A-Za-z]{8}$/;

export type Query = Readonly<Record<string, string | undefined>>;

/** The code that a page was opened with; null where there is none, or where it is no code at all. */
export function shareCodeOf(query: Query): string | null {
  return codeIn(decoded(query["s"])) ?? codeIn(inScene(decoded(query["scene"])));
}

/** A scene is the code alone, or pairs with the code under `s` (at most 32 characters, WeChat escapes it once). */
function inScene(scene: string): string {
  const pair = /(?:^|&)s=([^&]*)/.exec(scene);
  return pair?.[1] ?? scene;
}

function codeIn(text: string): string | null {
  return CODE.test(text) ? text : null;
}

function decoded(raw: string | undefined): string {
  try {
    return decodeURIComponent(raw ?? "");
  } catch {
    return "";
  }
}

/** The path with the code in it, whatever else it carries. */
export function withShareCode(path: string, code: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}s=${code}`;
}

/** The part of a path behind the question mark, which WeChat's timeline wants alone. */
export function queryPart(path: string): string {
  const at = path.indexOf("?");
  return at < 0 ? "" : path.slice(at + 1);
}
