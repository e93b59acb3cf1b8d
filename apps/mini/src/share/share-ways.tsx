import { Button as NativeButton, View } from "@tarojs/components";
import { Icon, type IconName } from "../design/icon/icon.tsx";
import { Tap } from "../design/tap/tap.tsx";
import { copyText } from "../design/toast/copy.ts";
import { toast } from "../design/toast/toast.ts";
import type { Refusal } from "../http/refusal.ts";
import { useAction } from "../http/use-action.ts";
import { go } from "../navigation.ts";
import { makeShare } from "./make.ts";
import type { Place } from "./use-share-card.ts";

const isH5 = process.env.TARO_ENV === "h5";
/** A phone's browser has a share menu of its own. */
const hasMenu = () => isH5 && typeof navigator.share === "function";

export interface ShareWaysProps {
  place: Place;
  /** Whether the person's code goes with it. */
  active: boolean;
  onCode: () => void;
  /** The sheet has done its work. */
  onDone: () => void;
}

/** Card to a friend, link, mini program code: what there is on this target and for this person. */
export function ShareWays({ place, active, onCode, onDone }: ShareWaysProps) {
  const { busy, run } = useAction();
  const linkChannel = place.channel === "invite" ? "invite" : "link";
  const url = async () =>
    active ? (await makeShare(linkChannel, place.productId, place.pageId)).url : location.origin + place.path;
  const copy = () =>
    run(
      "copy",
      async () => {
        await copyText(await url(), "链接已复制，去粘贴给朋友吧");
        onDone();
      },
      sayAgreement,
    );
  const menu = () =>
    run(
      "menu",
      async () => {
        const link = await url();
        // Closing the menu is an answer too.
        await navigator.share({ title: place.title, url: link }).catch(() => undefined);
      },
      sayAgreement,
    );
  return (
    <View className="share-ways">
      {!isH5 && (
        <NativeButton className="share-ways__one is-native" openType="share" onClick={onDone}>
          <Mark icon="wechat" text="分享给朋友" />
        </NativeButton>
      )}
      {hasMenu() && <Way icon="share" text="分享给朋友" busy={busy === "menu"} onTap={menu} />}
      {(active || isH5) && <Way icon="copy" text="复制链接" busy={busy === "copy"} onTap={copy} />}
      {active && <Way icon="grid" text="小程序码" onTap={onCode} />}
    </View>
  );
}

/** The one refusal that the person can do away with at once. */
function sayAgreement({ code, message }: Refusal): boolean {
  if (code !== "agreement_outdated") return false;
  toast(message, {
    mood: "bad",
    action: { text: "去看看", onTap: () => go("/promoter/apply/index") },
  });
  return true;
}

interface WayProps {
  icon: IconName;
  text: string;
  busy?: boolean;
  onTap: () => void;
}

function Way({ icon, text, busy = false, onTap }: WayProps) {
  return (
    <Tap className="share-ways__one" label={text} disabled={busy} onTap={onTap}>
      <Mark icon={icon} text={busy ? "请稍候" : text} />
    </Tap>
  );
}

function Mark({ icon, text }: { icon: IconName; text: string }) {
  return (
    <>
      <View className="share-ways__mark">
        <Icon name={icon} size={24} />
      </View>
      <View>{text}</View>
    </>
  );
}
