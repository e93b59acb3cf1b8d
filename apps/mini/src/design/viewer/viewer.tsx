import { View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { createElement, type ReactNode, useEffect, useState } from "react";
import { mediaUrl } from "../../http/media-url.ts";
import { Icon } from "../icon/icon.tsx";
import { Rail } from "../slides/rail.tsx";
import { Tap } from "../tap/tap.tsx";
import "./viewer.scss";

export interface Viewing {
  /** Shows one of these at full size; a swipe leads to the others. */
  look: (pictures: readonly string[], at: number) => void;
  /** Render it once, at the end of the page. */
  viewer: ReactNode;
}

/** Pictures at full size: in WeChat's own viewer, on H5 over the page. */
export const useViewer: () => Viewing = process.env.TARO_ENV === "h5" ? useBrowserViewer : useWechatViewer;

function useWechatViewer(): Viewing {
  const look: Viewing["look"] = (pictures, at) => {
    const urls = pictures.map(mediaUrl);
    const current = urls[at];
    if (current !== undefined) void Taro.previewImage({ current, urls });
  };
  return { look, viewer: null };
}

function useBrowserViewer(): Viewing {
  const [shown, setShown] = useState<{ pictures: readonly string[]; at: number } | null>(null);
  return {
    look: (pictures, at) => setShown({ pictures, at }),
    viewer: shown && <Viewer {...shown} onClose={() => setShown(null)} />,
  };
}

const DIALOG = { role: "dialog", "aria-label": "大图" };

function Viewer({ pictures, at, onClose }: { pictures: readonly string[]; at: number; onClose: () => void }) {
  const [current, setCurrent] = useState(at);
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === "Escape") onClose();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [onClose]);
  const slides = pictures.map((picture) => ({
    key: picture,
    body: (
      <Tap className="b-viewer__one" label="关闭大图" onTap={onClose}>
        {createElement("img", { className: "b-viewer__picture", alt: "", src: mediaUrl(picture) })}
      </Tap>
    ),
  }));
  return (
    <View className="b-viewer" {...DIALOG}>
      <Rail className="b-viewer__slides" slides={slides} current={current} onTurn={setCurrent} />
      {pictures.length > 1 && (
        <View className="b-viewer__count">
          {current + 1}/{pictures.length}
        </View>
      )}
      <Tap className="b-viewer__close" label="关闭" onTap={onClose}>
        <Icon name="close" size={22} />
      </Tap>
    </View>
  );
}
