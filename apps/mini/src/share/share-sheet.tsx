import { View } from "@tarojs/components";
import { useState } from "react";
import { Sheet } from "../design/sheet/sheet.tsx";
import { Tap } from "../design/tap/tap.tsx";
import { go } from "../navigation.ts";
import { useStanding } from "../promoter/standing.ts";
import { ShareCode } from "./share-code.tsx";
import "./share-sheet.scss";
import { ShareWays } from "./share-ways.tsx";
import type { Place } from "./use-share-card.ts";
import { type ShareWorth, Worth } from "./worth.tsx";

export interface ShareSheetProps {
  open: boolean;
  onClose: () => void;
  place: Place;
  /** What the goods of this place are worth to an active promoter. */
  worth?: ShareWorth | null;
}

/** The ways to share a place; a promoter's carry their code, and say what a sale would bring. */
export function ShareSheet({ open, onClose, place, worth = null }: ShareSheetProps) {
  const standing = useStanding();
  const [code, setCode] = useState(false);
  const active = standing === "active";
  const close = () => {
    setCode(false);
    onClose();
  };
  return (
    <Sheet open={open} onClose={close} title={code ? "小程序码" : "分享"} className="share-sheet">
      {code ? (
        <ShareCode place={place} onBack={() => setCode(false)} />
      ) : (
        <View className="share-sheet__body">
          {worth !== null && (
            <Worth
              worth={worth}
              onExplain={(skuId) => {
                close();
                go(`/commission/worth/index?sku=${skuId}`);
              }}
            />
          )}
          <ShareWays place={place} active={active} onCode={() => setCode(true)} onDone={close} />
          {standing !== null && !active && (
            <Tap
              className="share-sheet__join"
              role="link"
              onTap={() => {
                close();
                go(standing === "frozen" ? "/promoter/center/index" : "/promoter/apply/index");
              }}
            >
              {standing === "frozen" ? "推广资格已冻结，现在的分享不带推广码" : "想推广这家店？了解推广合作"}
            </Tap>
          )}
        </View>
      )}
    </Sheet>
  );
}
