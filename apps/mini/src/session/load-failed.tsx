import { Empty, ErrorState } from "../design/empty/empty.tsx";
import type { Refusal } from "../http/refusal.ts";
import { back } from "../navigation.ts";

/** A personal page that could not be loaded: not signed in is a state of its own, with its way on. */
export function LoadFailed({
  refusal,
  onRetry,
  why = "登录后就能看到这里的内容",
  missing = "没有找到要看的内容",
}: {
  refusal: Refusal;
  onRetry: () => void;
  /** What signing in shows: "登录后查看您的订单". */
  why?: string;
  /** What a 404 is about: "没有找到这个订单". */
  missing?: string;
}) {
  if (refusal.code === "sign_in_cancelled" || refusal.status === 401) {
    return <Empty drawing="person" text={why} action={{ text: "微信登录", onTap: onRetry }} />;
  }
  // A number that is none, in an address that was cut or made up, is found as little as one that is not there.
  if (refusal.status === 404 || refusal.status === 400) {
    return <Empty drawing="gone" text={missing} action={{ text: "返回", onTap: back }} />;
  }
  return <ErrorState refusal={refusal} onRetry={onRetry} />;
}
