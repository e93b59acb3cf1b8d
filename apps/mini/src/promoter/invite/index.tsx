import type { Share } from "@banyan/contract";
import { Image, Button as NativeButton, View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Page } from "@/design/page/page.tsx";
import { Bone } from "@/design/skeleton/bone.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { dateOnly } from "@/design/time.ts";
import { copyText } from "@/design/toast/copy.ts";
import { call } from "@/http/call.ts";
import { mediaUrl } from "@/http/media-url.ts";
import { type Loaded, useLoad } from "@/http/use-load.ts";
import { makeShare } from "@/share/make.ts";
import { savePicture } from "@/share/save-picture.ts";
import { useShareCard } from "@/share/use-share-card.ts";
import { useShopInfo } from "@/shop/shop-info.ts";
import { PromoterFailed } from "../promoter-failed.tsx";
import { useWords } from "../words.ts";
import "./invite.scss";

const isH5 = process.env.TARO_ENV === "h5";

/** The card that invites a new promoter: it leads to the page that explains, with the inviter's name. */
export default function Invite() {
  const shop = useShopInfo();
  const { shown_name } = useWords();
  const title = shop === null ? `邀请您成为${shown_name}` : `邀请您成为${shop.name}的${shown_name}`;
  useShareCard({
    title,
    path: "/promoter/apply/index",
    picture: null,
    productId: null,
    channel: "invite",
  });
  const share = useLoad("invite", () => makeShare("invite", null));
  const code = share.data?.code ?? null;
  const picture = useLoad(code, () => call("share.code", { code: code ?? "" }));
  return (
    <Page title="邀请卡">
      {share.data === null && share.refusal !== null ? (
        <PromoterFailed refusal={share.refusal} why="登录后查看邀请卡" onRetry={() => void share.reload()} />
      ) : (
        <View>
          <Card title={title} share={share.data} picture={picture} />
          <View className="invite-note">
            邀请本身没有报酬，也不收任何费用。对方申请通过后，您是 TA
            的邀请人；佣金只来自真实成交，按佣金方案计算。
          </View>
          <Bar share={share.data} picture={picture.data?.picture ?? null} />
        </View>
      )}
    </Page>
  );
}

interface CardProps {
  title: string;
  share: Share | null;
  picture: Loaded<{ picture: string }>;
}

function Card({ title, share, picture }: CardProps) {
  return (
    <View className="invite-card">
      <View className="invite-card__head">
        <View className="invite-card__title">{title}</View>
        <View className="invite-card__words">把喜欢的山货，推荐给合适的人</View>
      </View>
      <View className="invite-card__frame">
        {picture.data !== null ? (
          <Image
            className="invite-card__image"
            src={mediaUrl(picture.data.picture)}
            mode="aspectFit"
            showMenuByLongpress
          />
        ) : picture.refusal !== null ? (
          <Tap className="invite-card__again" onTap={() => void picture.reload()}>
            小程序码没有画好，点这里再试
          </Tap>
        ) : (
          <Bone w={200} h={200} shape="card" />
        )}
      </View>
      <View className="invite-card__foot">
        微信扫一扫，查看说明并申请
        {share !== null && <View>{dateOnly(share.expires_at)} 前有效</View>}
      </View>
    </View>
  );
}

function Bar({ share, picture }: { share: Share | null; picture: string | null }) {
  return (
    <BottomBar>
      <View className="invite-bar">
        <Button
          text="保存图片"
          look="outline"
          size="large"
          disabled={picture === null}
          onTap={() => {
            if (picture !== null) void savePicture(picture, "邀请卡");
          }}
        />
        {isH5 ? (
          <Button
            text="复制邀请链接"
            look="primary"
            size="large"
            disabled={share === null}
            onTap={() => {
              if (share !== null) void copyText(share.url, "邀请链接已复制");
            }}
          />
        ) : (
          <NativeButton className="b-button b-button--primary b-button--large" openType="share">
            发给微信好友
          </NativeButton>
        )}
      </View>
    </BottomBar>
  );
}
