import { type BlockOf, type HotArea, PICTURES_OF_LAYOUT } from "@banyan/contract";
import { type PointerEvent, type ReactElement, useRef, useState } from "react";
import { PictureSlot } from "../../media/picture-upload.tsx";
import { LinkField } from "./link-field.tsx";
import type { Fields } from "./list-fields.tsx";
import { Choice, Row, Toggle, Words } from "./parts.tsx";
import { SortableRows } from "./sortable.tsx";

const MOST_AREAS = 12;
const LEAST = 5;
const RATIO = { square: "1", wide: "750 / 360", strip: "750 / 200", tall: "3 / 4" } as const;

export function PictureFields({ block, change, wrong }: Fields<BlockOf<"picture">>): ReactElement {
  const wanted = PICTURES_OF_LAYOUT[block.layout];
  const pictures = Array.from(
    { length: wanted },
    (_, at) => block.pictures[at] ?? { picture: null, alt: "", link: null },
  );
  const put = (at: number, next: Partial<(typeof pictures)[number]>, key?: string) =>
    change(
      { ...block, pictures: pictures.map((one, other) => (other === at ? { ...one, ...next } : one)) },
      key && `${key} ${at}`,
    );
  return (
    <>
      <Choice
        label="几张图"
        value={block.layout}
        options={[
          ["one", "一张"],
          ["two", "两张"],
          ["three", "三张"],
          ["areas", "热区"],
        ]}
        change={(layout) => change({ ...block, layout })}
        note={block.layout === "areas" ? "一张图上画几个框，点不同的框去不同的地方" : undefined}
      />
      <Choice
        label="图片形状"
        value={block.ratio}
        options={[
          ["square", "方"],
          ["wide", "宽"],
          ["strip", "窄条"],
          ["tall", "竖"],
        ]}
        change={(ratio) => change({ ...block, ratio })}
      />
      <Toggle label="圆角" value={block.rounded} change={(rounded) => change({ ...block, rounded })} />
      {pictures.map((one, at) => (
        <div key={["a", "b", "c"][at]} className="by-set-group">
          <Row label={wanted === 1 ? "图片" : `第 ${at + 1} 张`} error={wrong(`pictures.${at}.picture`)}>
            <PictureSlot
              size={88}
              label={`上传第 ${at + 1} 张图片`}
              picture={one.picture}
              change={(picture) => put(at, { picture })}
            />
          </Row>
          <Words
            label="图片说明（读屏用）"
            max={30}
            value={one.alt}
            change={(alt) => put(at, { alt }, "alt")}
          />
          {block.layout !== "areas" && <LinkField value={one.link} change={(link) => put(at, { link })} />}
        </div>
      ))}
      {block.layout === "areas" && <Areas block={block} change={change} wrong={wrong} />}
    </>
  );
}

/** Drawn on the picture by dragging; each leads somewhere. */
function Areas({ block, change, wrong }: Fields<BlockOf<"picture">>): ReactElement {
  const [picture] = block.pictures;
  const { areas } = block;
  const put = (at: number, next: Partial<HotArea>) =>
    change({ ...block, areas: areas.map((area, other) => (other === at ? { ...area, ...next } : area)) });
  return (
    <Row label="热区" error={wrong("areas")} note={`在图上按住拖出一个框，最多 ${MOST_AREAS} 个`}>
      {picture?.picture ? (
        <AreaPad
          src={picture.picture}
          ratio={RATIO[block.ratio]}
          areas={areas}
          add={(area) => areas.length < MOST_AREAS && change({ ...block, areas: [...areas, area] })}
        />
      ) : (
        <small>先上传图片</small>
      )}
      <SortableRows
        items={areas}
        change={(next) => change({ ...block, areas: next })}
        nameOf={(_, at) => `第 ${at + 1} 个热区`}
        row={(area, at) => (
          <LinkField
            label={`热区 ${at + 1} 去哪里`}
            value={area.link}
            error={wrong(`areas.${at}.link`)}
            change={(link) => put(at, { link })}
          />
        )}
      />
    </Row>
  );
}

interface Drawing {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

function AreaPad({
  src,
  ratio,
  areas,
  add,
}: {
  src: string;
  ratio: string;
  areas: readonly HotArea[];
  add: (area: HotArea) => void;
}): ReactElement {
  const pad = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const at = (event: PointerEvent) => {
    const box = pad.current?.getBoundingClientRect();
    const part = (value: number, size: number) =>
      Math.round(Math.min(100, Math.max(0, (value / size) * 100)));
    return box === undefined
      ? { x: 0, y: 0 }
      : { x: part(event.clientX - box.left, box.width), y: part(event.clientY - box.top, box.height) };
  };
  const end = () => {
    if (drawing !== null) {
      const area = areaOf(drawing);
      if (area.w >= LEAST && area.h >= LEAST) add({ ...area, link: null });
    }
    setDrawing(null);
  };
  return (
    <div
      ref={pad}
      className="by-area-pad"
      style={{ aspectRatio: ratio }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrawing({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => drawing !== null && setDrawing({ ...drawing, to: at(event) })}
      onPointerUp={end}
      onPointerCancel={() => setDrawing(null)}
    >
      <img src={src} alt="" draggable={false} />
      {areas.map((area, index) => (
        <span key={`${area.x} ${area.y} ${area.w} ${area.h}`} style={styleOf(area)}>
          {index + 1}
        </span>
      ))}
      {drawing !== null && <span className="is-drawn" style={styleOf(areaOf(drawing))} />}
    </div>
  );
}

function areaOf({ from, to }: Drawing): Omit<HotArea, "link"> {
  const x = Math.min(from.x, to.x);
  const y = Math.min(from.y, to.y);
  return { x, y, w: Math.abs(from.x - to.x), h: Math.abs(from.y - to.y) };
}

function styleOf({ x, y, w, h }: Omit<HotArea, "link">) {
  return { left: `${x}%`, top: `${y}%`, width: `${w}%`, height: `${h}%` };
}
