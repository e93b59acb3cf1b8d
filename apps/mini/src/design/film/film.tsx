import { Video, View } from "@tarojs/components";
import { createElement } from "react";
import { mediaUrl } from "../../http/media-url.ts";
import { Picture } from "../picture/picture.tsx";
import { Tap } from "../tap/tap.tsx";
import { toast } from "../toast/toast.ts";
import "./film.scss";

export interface FilmProps {
  film: { url: string; poster: string; seconds: number };
  /** Width ÷ height of its frame. */
  ratio?: number;
  /** What it shows. */
  label: string;
  /** Whoever shows it decides: only one film plays, and none that is out of sight. */
  playing: boolean;
  onPlay: () => void;
  onEnd: () => void;
  /** Load the cover at once: it stands in the first screen. */
  eager?: boolean;
}

/** A film that plays where it stands. Until then it is its cover, and not a byte of the film is fetched. */
export function Film({ film, ratio = 1, label, playing, onPlay, onEnd, eager = false }: FilmProps) {
  const fail = () => {
    toast("视频放不出来，请稍后再试", { mood: "bad" });
    onEnd();
  };
  return (
    <View className="b-film">
      <Tap label={`播放视频，${film.seconds} 秒：${label}`} onTap={onPlay} disabled={playing}>
        <Picture src={film.poster} ratio={ratio} eager={eager} />
        <View className="b-film__play" />
        <View className="b-film__length">{lengthText(film.seconds)}</View>
      </Tap>
      {playing && (
        <View className="b-film__player">
          <Player film={film} label={label} onEnd={onEnd} onError={fail} />
        </View>
      )}
    </View>
  );
}

type PlayerProps = Pick<FilmProps, "film" | "label" | "onEnd"> & { onError: () => void };

/**
 * The browser's own player on H5: Taro's would bring a runtime for web components and a streaming library along. Chosen by an expression,
 * for what an early return leaves unreached would still be packed.
 */
const Player = process.env.TARO_ENV === "h5" ? BrowserPlayer : WechatPlayer;

function BrowserPlayer({ film, label, onEnd, onError }: PlayerProps) {
  return createElement("video", {
    className: "b-film__video",
    src: mediaUrl(film.url),
    poster: mediaUrl(film.poster),
    "aria-label": label,
    controls: true,
    autoPlay: true,
    // Without these WeChat's browser opens the film over everything.
    playsInline: true,
    "webkit-playsinline": "true",
    "x5-playsinline": "true",
    controlsList: "nodownload",
    onEnded: onEnd,
    onError,
  });
}

function WechatPlayer({ film, onEnd, onError }: PlayerProps) {
  return (
    <Video
      className="b-film__video"
      src={mediaUrl(film.url)}
      poster={mediaUrl(film.poster)}
      autoplay
      controls
      showFullscreenBtn
      showCenterPlayBtn={false}
      enableProgressGesture={false}
      objectFit="contain"
      onEnded={onEnd}
      onError={onError}
    />
  );
}

/** 75 → "1:15". */
function lengthText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
