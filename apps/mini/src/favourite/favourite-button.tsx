import { useEffect, useRef, useState } from "react";
import { Icon } from "../design/icon/icon.tsx";
import { join } from "../design/join.ts";
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
  const [on, setOn] = useState(false);
  const { busy, run } = useAction();
  // What was tapped is newer than whatever was asked before: an answer that is late does not put the star out again.
  const taps = useRef(0);
  const turn = (lit: boolean) => {
    taps.current += 1;
    setOn(lit);
  };
  useEffect(() => {
    if (!signedIn) return setOn(false);
    let here = true;
    const asked = taps.current;
    // A star that is not known yet is not lit: nothing is asked again for it.
    call("favourite.state", { product_id: productId }).then(
      ({ favourite }) => here && taps.current === asked && setOn(favourite),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [productId, signedIn]);
  const put = () =>
    run("favourite", async () => {
      await ensureSignedIn({ name: INTENT, data: productId });
      await call("favourite.add", { product_id: productId });
      turn(true);
      toast("已收藏", { mood: "good", action: { text: "去看看", onTap: () => go("/favourite/list/index") } });
    });
  const take = () =>
    run("favourite", async () => {
      await call("favourite.remove", { product_ids: [productId] });
      turn(false);
      toast("已取消收藏", {
        action: {
          text: "撤销",
          onTap: () => {
            call("favourite.restore", { product_ids: [productId] }).then(
              () => turn(true),
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
