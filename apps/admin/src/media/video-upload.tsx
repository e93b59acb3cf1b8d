import { MAX_VIDEO_BYTES, MAX_VIDEO_SECONDS, type Video } from "@banyan/contract";
import { Button } from "antd";
import { type ReactElement, useRef } from "react";
import { Icon } from "../design/icon.tsx";
import { PICTURE_TYPES, useUpload, useVideoUpload, VIDEO_TYPES } from "./upload.ts";
import "./media.css";

function Pick({
  label,
  types,
  disabled,
  take,
}: {
  label: string;
  types: readonly string[];
  disabled: boolean;
  take: (file: File) => void;
}): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept={types.join(",")}
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) take(file);
        }}
      />
    </>
  );
}

/** One film that may be missing: upload, look at it, another cover, take it away. */
export function VideoSlot({
  video,
  change,
}: {
  video: Video | null;
  change: (video: Video | null) => void;
}): ReactElement {
  const upload = useVideoUpload();
  const cover = useUpload();
  const busy = upload.busy || cover.waiting > 0;
  const take = async (file: File) => {
    const next = await upload.send(file);
    if (next) change(next);
  };
  const takeCover = async (file: File) => {
    const [poster] = await cover.send([file]);
    if (poster && video) change({ ...video, poster });
  };
  return (
    <div className="by-video">
      {upload.busy ? (
        <span className="by-picture-waiting" role="status" aria-label="正在上传视频" />
      ) : video ? (
        // biome-ignore lint/a11y/useMediaCaption: a shop's own film has no captions to offer
        <video src={video.url} poster={video.poster} controls preload="none" playsInline />
      ) : (
        <span className="by-video-none">
          <Icon name="picture" size={22} />
        </span>
      )}
      <div className="by-video-side">
        <div className="by-video-tools">
          <Pick
            label={video ? "换视频" : "上传视频"}
            types={VIDEO_TYPES}
            disabled={busy}
            take={(file) => void take(file)}
          />
          {video && (
            <Pick
              label="换封面"
              types={PICTURE_TYPES}
              disabled={busy}
              take={(file) => void takeCover(file)}
            />
          )}
          {video && (
            <Button size="small" danger disabled={busy} onClick={() => change(null)}>
              删除视频
            </Button>
          )}
        </div>
        <p className="by-field-hint num">
          {video
            ? `${video.seconds} 秒，${video.width}×${video.height}`
            : `MP4，最长 ${MAX_VIDEO_SECONDS} 秒，最大 ${MAX_VIDEO_BYTES / 1024 / 1024} MB；封面取自视频开头，可以另换`}
        </p>
        {(upload.refusal ?? cover.refusals[0]) && (
          <p className="by-field-error" role="alert">
            {upload.refusal ?? cover.refusals[0]}
          </p>
        )}
      </div>
    </div>
  );
}
