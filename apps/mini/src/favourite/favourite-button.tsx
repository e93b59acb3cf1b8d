import { useEffect, useState } from "react";
import { Icon } from "../design/icon/icon.tsx";
import { join } from "../design/join.ts";
import { createSlot, useSlot } from "../design/slot.ts";
import { Tap } from "../design/tap/tap.tsx";
import { toast } from "../design/toast/toast.ts";
import { call } from "../http/call.ts";
import { useAction } from "../http/use-action.ts";
import { go } from "../navigation.ts";
import { ensureSignedIn, resumeIntent } from "../session/sign-in.ts";
import { useSignedIn } from "../session/token.ts";

const INTENT = "favourite";

/** Puts a product aside, or takes it out again; whoever is not signed in does that first. */
export function FavouriteButton({ productId, className }: { productId: string; className: string }) {
  const signedIn = useSignedIn();
  const [star] = useState(() => createSlot<boolean>(false));
  const on = useSlot(star) === true;
  const { busy, run } = useAction();
  useEffect(() => {
    if (!signedIn) return star.put(false);
    let here = true;
    const put = star.asked();
    // A star that is not known yet is not lit: nothing is asked again for it.
    call("favourite.state", { product_id: productId }).then(
      ({ favourite }) => here && put(favourite),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [productId, signedIn, star]);
  const put = () =>
    run("favourite", async () => {
      await ensureSignedIn({ name: INTENT, data: productId });
      await call("favourite.add", { product_id: productId });
      star.put(true);
      toast("已收藏", { mood: "good", action: { text: "去看看", onTap: () => go("/favourite/list/index") } });
    });
  const take = () =>
    run("favourite", async () => {
      await call("favourite.remove", { product_ids: [productId] });
      star.put(false);
      toast("已取消收藏", {
        action: {
          text: "撤销",
          onTap: () => {
            call("favourite.restore", { product_ids: [productId] }).then(
              () => star.put(true),
              () => toast("没有恢复成功，请再收藏一次", { mood: "bad" }),
            );
          },
        },
      });
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was about to be done is taken up once, when the page opens
  useEffect(() => {
    void resumeIntent<string>(INTENT).then((id) => {
      if (id === productId) put();
    });
  }, []);
  return (
    <Tap
      className={join(className, on && "is-on")}
      role="switch"
      checked={on}
      label={on ? "取消收藏" : "收藏"}
      disabled={busy !== null}
      onTap={on ? take : put}
    >
      <Icon name={on ? "star-fill" : "star"} size={18} />
    </Tap>
  );
}
