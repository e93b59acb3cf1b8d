import { Image } from "antd";
import type { ReactElement } from "react";
import { Icon } from "./icon.tsx";
import "./parts.css";

/** A small fixed-ratio picture; a drawn placeholder when there is none. */
export function PictureThumb({
  src,
  size = 44,
  zoom = false,
}: {
  src: string | null;
  size?: number;
  zoom?: boolean;
}): ReactElement {
  const box = { width: size, height: size };
  if (!src) {
    return (
      <span className="by-thumb is-empty" style={box}>
        <Icon name="picture" size={Math.min(20, size - 16)} />
      </span>
    );
  }
  if (zoom) {
    return (
      <span className="by-thumb" style={box}>
        <Image src={src} width={size} height={size} alt="" preview={{ mask: false }} />
      </span>
    );
  }
  return (
    <span className="by-thumb" style={box}>
      <img src={src} width={size} height={size} alt="" loading="lazy" decoding="async" />
    </span>
  );
}
