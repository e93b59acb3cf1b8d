import type Taro from "@tarojs/taro";

type Answer = Pick<Taro.request.SuccessCallbackResult, "statusCode" | "data" | "header">;

interface Early {
  /** Whom they were asked for. */
  token: string | null;
  /** By their address; null where none came. */
  answers: Record<string, Promise<Answer | null>>;
  /** Addresses of those that are here already. */
  pictures: Set<string>;
}

const read = () => (window as unknown as { banyanEarly?: Early }).banyanEarly;

/** Later than this after the page was opened an answer is too old to be shown, ms. */
const FRESH_MS = 10_000;

/**
 * What index.html asked for while the app's scripts were still on their way (H5): each answer is given once, to the person it was asked
 * for, and soon. Null: ask now.
 */
export async function takeEarly(url: string, token: string | null): Promise<Answer | null> {
  if (process.env.TARO_ENV !== "h5") return null;
  const early = read();
  const answer = early?.answers[url];
  if (early === undefined || answer === undefined) return null;
  delete early.answers[url];
  return early.token === token && performance.now() < FRESH_MS ? answer : null;
}

/** Whether a picture was fetched before anything could show it (H5). */
export function cameEarly(src: string): boolean {
  return process.env.TARO_ENV === "h5" && read()?.pictures.has(src) === true;
}
