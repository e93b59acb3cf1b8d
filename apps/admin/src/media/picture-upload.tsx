import { Tooltip } from "antd";
import { type ReactElement, useRef, useState } from "react";
import { moved, useDragSort } from "../design/drag-sort.ts";
import { Icon } from "../design/icon.tsx";
import { PICTURE_TYPES, useUpload } from "./upload.ts";
import "./media.css";

function AddTile({
  size,
  multiple,
  disabled,
  label,
  take,
}: {
  size: number;
  multiple: boolean;
  disabled: boolean;
  label: string;
  take: (files: File[]) => void;
}): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <button
      type="button"
      className={`by-picture-add ${over ? "is-over" : ""}`}
      style={{ width: size, height: size }}
      disabled={disabled}
      aria-label={label}
      onClick={() => input.current?.click()}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer.files.length > 0) take([...event.dataTransfer.files]);
      }}
    >
      <Icon name="plus" size={size > 60 ? 22 : 16} />
      {size > 80 && <span>{label}</span>}
      <input
        ref={input}
        type="file"
        accept={PICTURE_TYPES.join(",")}
        multiple={multiple}
        hidden
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </button>
  );
}

/** Several pictures in an order that matters: upload, drop, drag to sort, first one is the cover. */
export function PictureList({
  pictures,
  change,
  most,
  disabled = false,
}: {
  pictures: readonly string[];
  change: (pictures: string[]) => void;
  most: number;
  disabled?: boolean;
}): ReactElement {
  const upload = useUpload();
  const drag = useDragSort(pictures, change);
  const latest = useRef(pictures);
  latest.current = pictures;
  const take = async (files: File[]) => {
    const urls = await upload.send(files.slice(0, most - latest.current.length));
    change([...latest.current, ...urls.filter((url) => !latest.current.includes(url))]);
  };
  return (
    <>
      <div className="by-pictures">
        {pictures.map((src, index) => (
          <figure key={src} {...(disabled ? {} : drag(index))}>
            <img src={src} alt={`图片 ${index + 1}`} draggable={false} />
            {index === 0 && <figcaption>封面</figcaption>}
            {!disabled && (
              <span className="by-picture-tools">
                <Tooltip title="前移">
                  <button
                    type="button"
                    aria-label="前移"
                    disabled={index === 0}
                    onClick={() => change(moved(pictures, index, index - 1))}
                  >
                    <Icon name="left" size={14} />
                  </button>
                </Tooltip>
                <Tooltip title="后移">
                  <button
                    type="button"
                    aria-label="后移"
                    disabled={index === pictures.length - 1}
                    onClick={() => change(moved(pictures, index, index + 1))}
                  >
                    <Icon name="right" size={14} />
                  </button>
                </Tooltip>
                <Tooltip title="删除">
                  <button
                    type="button"
                    aria-label="删除图片"
                    onClick={() => change(pictures.filter((other) => other !== src))}
                  >
                    <Icon name="trash" size={14} />
                  </button>
                </Tooltip>
              </span>
            )}
          </figure>
        ))}
        {Array.from({ length: upload.waiting }, (_, index) => (
          <span key={String(index)} className="by-picture-waiting" role="status" aria-label="正在上传" />
        ))}
        {pictures.length + upload.waiting < most && !disabled && (
          <AddTile
            size={104}
            multiple
            disabled={upload.waiting > 0}
            label="上传图片"
            take={(files) => void take(files)}
          />
        )}
      </div>
      {upload.refusals.map((refusal) => (
        <p key={refusal} className="by-field-error" role="alert">
          {refusal}
        </p>
      ))}
    </>
  );
}

/** One small picture that may be missing. */
export function PictureSlot({
  picture,
  change,
  size = 44,
  label = "上传图片",
}: {
  picture: string | null;
  change: (picture: string | null) => void;
  size?: number;
  label?: string;
}): ReactElement {
  const upload = useUpload();
  // What was typed beside it while the picture was on its way stays.
  const latest = useRef(change);
  latest.current = change;
  const take = async (files: File[]) => {
    const [url] = await upload.send(files.slice(0, 1));
    if (url) latest.current(url);
  };
  if (upload.waiting > 0)
    return (
      <span
        className="by-picture-waiting"
        style={{ width: size, height: size }}
        role="status"
        aria-label="正在上传"
      />
    );
  if (!picture) {
    const [refusal] = upload.refusals;
    // A slot is too small to say it beside itself.
    return (
      <Tooltip title={refusal} color="#C8321E" {...(refusal ? { open: true } : {})} placement="bottom">
        <span className={refusal ? "by-picture-refused" : undefined} role={refusal ? "alert" : undefined}>
          <AddTile
            size={size}
            multiple={false}
            disabled={false}
            label={label}
            take={(files) => void take(files)}
          />
        </span>
      </Tooltip>
    );
  }
  return (
    <span className="by-picture-slot" style={{ width: size, height: size }}>
      <img src={picture} alt="" />
      <button type="button" aria-label="删除图片" onClick={() => change(null)}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
