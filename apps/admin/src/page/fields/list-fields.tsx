/** Lists inside a block: slides, icons, notices, pictures, paragraphs. Each row has the fields of one of them. */
import type { BlockOf, PageBlock } from "@banyan/contract";
import { Button, Input } from "antd";
import type { ReactElement } from "react";
import { Icon } from "../../design/icon.tsx";
import { PictureSlot } from "../../media/picture-upload.tsx";
import { LinkField } from "./link-field.tsx";
import { Choice, Row, Words } from "./parts.tsx";
import { SortableRows } from "./sortable.tsx";

export interface Fields<B extends PageBlock> {
  block: B;
  change: (block: B, key?: string) => void;
  /** What is wrong at a place of the block. */
  wrong: (path: string) => string | undefined;
}

function AddButton({ text, add, full }: { text: string; add: () => void; full: boolean }): ReactElement {
  return (
    <Button block type="dashed" icon={<Icon name="plus" size={15} />} disabled={full} onClick={add}>
      {text}
    </Button>
  );
}

const replaced = <T,>(items: readonly T[], at: number, next: Partial<T>): T[] =>
  items.map((item, other) => (other === at ? { ...item, ...next } : item));

export function BannerFields({ block, change, wrong }: Fields<BlockOf<"banner">>): ReactElement {
  const { slides } = block;
  const put = (at: number, next: Partial<(typeof slides)[number]>, key?: string) =>
    change({ ...block, slides: replaced(slides, at, next) }, key && `${key} ${at}`);
  return (
    <>
      <Choice
        label="横幅高矮"
        value={block.ratio}
        options={[
          ["wide", "750 × 360"],
          ["tall", "750 × 500"],
        ]}
        change={(ratio) => change({ ...block, ratio })}
      />
      <SortableRows
        items={slides}
        change={(next) => change({ ...block, slides: next })}
        nameOf={(_, at) => `第 ${at + 1} 张横幅`}
        row={(slide, at) => (
          <>
            <Row label="图片" error={wrong(`slides.${at}.picture`)} note="建议按上面的尺寸，重要内容放中间">
              <PictureSlot
                size={88}
                label={`上传第 ${at + 1} 张横幅`}
                picture={slide.picture}
                change={(picture) => put(at, { picture })}
              />
            </Row>
            <Words
              label="标题"
              max={20}
              value={slide.title}
              change={(title) => put(at, { title }, "title")}
            />
            <Words
              label="副标题"
              max={30}
              value={slide.subtitle}
              change={(subtitle) => put(at, { subtitle }, "subtitle")}
            />
            {(slide.title !== "" || slide.subtitle !== "") && (
              <>
                <Choice
                  label="文字在"
                  value={slide.place}
                  options={[
                    ["left", "左边"],
                    ["center", "中间"],
                    ["right", "右边"],
                  ]}
                  change={(place) => put(at, { place })}
                />
                <Choice
                  label="文字颜色"
                  value={slide.tone}
                  note="会自动垫一层底色，文字总是看得清"
                  options={[
                    ["light", "白字"],
                    ["dark", "深色字"],
                  ]}
                  change={(tone) => put(at, { tone })}
                />
              </>
            )}
            <LinkField value={slide.link} change={(link) => put(at, { link })} />
          </>
        )}
      />
      {wrong("slides") && <p className="by-set-wrong">{wrong("slides")}</p>}
      <AddButton
        text="添加横幅"
        full={slides.length >= 10}
        add={() =>
          change({
            ...block,
            slides: [
              ...slides,
              { picture: null, title: "", subtitle: "", place: "left", tone: "light", link: null },
            ],
          })
        }
      />
    </>
  );
}

export function IconsFields({ block, change, wrong }: Fields<BlockOf<"icons">>): ReactElement {
  const { items } = block;
  const put = (at: number, next: Partial<(typeof items)[number]>, key?: string) =>
    change({ ...block, items: replaced(items, at, next) }, key && `${key} ${at}`);
  return (
    <>
      <Choice
        label="图标来自"
        value={block.source}
        options={[
          ["categories", "全部一级分类"],
          ["picked", "自己选"],
        ]}
        change={(source) => change({ ...block, source })}
        note={block.source === "categories" ? "分类改了名字、图标或顺序，这里自动跟着变" : undefined}
      />
      <Choice
        label="每行"
        value={block.columns}
        options={[
          [4, "4 个"],
          [5, "5 个"],
        ]}
        change={(columns) => change({ ...block, columns })}
      />
      {block.source === "picked" && (
        <>
          <SortableRows
            items={items}
            change={(next) => change({ ...block, items: next })}
            nameOf={(item, at) => item.text || `第 ${at + 1} 个图标`}
            row={(item, at) => (
              <>
                <div className="by-set-pair">
                  <PictureSlot
                    size={48}
                    label={`上传第 ${at + 1} 个图标`}
                    picture={item.picture}
                    change={(picture) => put(at, { picture })}
                  />
                  <Input
                    aria-label={`第 ${at + 1} 个图标的名称`}
                    placeholder="名称"
                    maxLength={6}
                    value={item.text}
                    {...(wrong(`items.${at}.text`) ? { status: "error" as const } : {})}
                    onChange={(event) => put(at, { text: event.target.value }, "text")}
                  />
                </div>
                <LinkField
                  value={item.link}
                  error={wrong(`items.${at}.link`) ?? wrong(`items.${at}.picture`)}
                  change={(link) => put(at, { link })}
                />
              </>
            )}
          />
          {wrong("items") && <p className="by-set-wrong">{wrong("items")}</p>}
          <AddButton
            text="添加图标"
            full={items.length >= 20}
            add={() => change({ ...block, items: [...items, { picture: null, text: "", link: null }] })}
          />
        </>
      )}
    </>
  );
}

export function NoticeFields({ block, change, wrong }: Fields<BlockOf<"notice">>): ReactElement {
  const { lines } = block;
  const put = (at: number, next: Partial<(typeof lines)[number]>, key?: string) =>
    change({ ...block, lines: replaced(lines, at, next) }, key && `${key} ${at}`);
  return (
    <>
      <Choice
        label="颜色"
        value={block.tone}
        options={[
          ["green", "绿"],
          ["red", "红"],
          ["gold", "金"],
        ]}
        change={(tone) => change({ ...block, tone })}
      />
      <SortableRows
        items={lines}
        change={(next) => change({ ...block, lines: next })}
        nameOf={(_, at) => `第 ${at + 1} 条通知`}
        row={(line, at) => (
          <>
            <Words
              label="通知内容"
              max={60}
              lines={2}
              value={line.text}
              error={wrong(`lines.${at}.text`)}
              change={(text) => put(at, { text }, "text")}
            />
            <LinkField value={line.link} change={(link) => put(at, { link })} />
          </>
        )}
      />
      {wrong("lines") && <p className="by-set-wrong">{wrong("lines")}</p>}
      <AddButton
        text="添加一条"
        full={lines.length >= 5}
        add={() => change({ ...block, lines: [...lines, { text: "", link: null }] })}
      />
    </>
  );
}

export function TextFields({ block, change, wrong }: Fields<BlockOf<"text">>): ReactElement {
  const { paragraphs } = block;
  const put = (at: number, next: Partial<(typeof paragraphs)[number]>, key?: string) =>
    change({ ...block, paragraphs: replaced(paragraphs, at, next) }, key && `${key} ${at}`);
  return (
    <>
      <Choice
        label="对齐"
        value={block.align}
        options={[
          ["left", "靠左"],
          ["center", "居中"],
        ]}
        change={(align) => change({ ...block, align })}
      />
      <SortableRows
        items={paragraphs}
        change={(next) => change({ ...block, paragraphs: next })}
        nameOf={(_, at) => `第 ${at + 1} 段`}
        row={(paragraph, at) => (
          <>
            <Choice
              label="样式"
              value={paragraph.style}
              options={[
                ["heading", "小标题"],
                ["body", "正文"],
                ["small", "小字"],
              ]}
              change={(style) => put(at, { style })}
            />
            <Words
              label="文字"
              max={500}
              lines={3}
              value={paragraph.text}
              error={wrong("paragraphs")}
              change={(text) => put(at, { text }, "text")}
            />
          </>
        )}
      />
      <AddButton
        text="添加一段"
        full={paragraphs.length >= 20}
        add={() => change({ ...block, paragraphs: [...paragraphs, { style: "body", text: "" }] })}
      />
    </>
  );
}
