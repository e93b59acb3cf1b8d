import { BLOCK_NAMES, type BlockOf, type PageBlock, type PageContent } from "@banyan/contract";
import type { PageKind } from "@banyan/kernel";
import type { ReactElement } from "react";
import { PictureSlot } from "../media/picture-upload.tsx";
import { LinkField } from "./fields/link-field.tsx";
import { BannerFields, type Fields, IconsFields, NoticeFields, TextFields } from "./fields/list-fields.tsx";
import { Amount, Choice, Row, Toggle, Words } from "./fields/parts.tsx";
import { PictureFields } from "./fields/picture-fields.tsx";
import { CouponsFields, ProductsFields } from "./fields/product-fields.tsx";
import { TargetSelect } from "./fields/target-select.tsx";
import type { Editor } from "./use-editor.ts";
import "./panel.css";

/** The settings of the chosen block, or of the page where none is chosen. */
export function Panel({
  editor,
  kind,
  warnings,
}: {
  editor: Editor;
  kind: PageKind;
  warnings: readonly { block_id: string; message: string }[];
}): ReactElement {
  const { selected, problems } = editor;
  const mine = problems.filter((problem) => problem.block_id === (selected?.id ?? null));
  const wrong = (path: string) => mine.find((problem) => problem.path === path)?.message;
  const told = warnings.filter(({ block_id }) => block_id === selected?.id);
  return (
    <aside className="by-panel" aria-label="设置">
      <h2>{selected === null ? "页面设置" : BLOCK_NAMES[selected.kind]}</h2>
      {told.map(({ message }) => (
        <p key={message} className="by-panel-warning" role="status">
          {message}
        </p>
      ))}
      {selected === null ? (
        <PageFields content={editor.content} change={editor.change} kind={kind} wrong={wrong} />
      ) : (
        <BlockFields key={selected.id} block={selected} change={editor.changeBlock} wrong={wrong} />
      )}
    </aside>
  );
}

function PageFields({
  content,
  change,
  kind,
  wrong,
}: {
  content: PageContent;
  change: Editor["change"];
  kind: PageKind;
  wrong: (path: string) => string | undefined;
}): ReactElement {
  return (
    <>
      <Words
        label={kind === "home" ? "页面名称（只在后台看到）" : "页面名称"}
        max={20}
        value={content.title}
        error={wrong("title")}
        change={(title) => change({ title }, "title")}
      />
      <Choice
        label="背景"
        value={content.ground}
        options={[
          ["page", "浅灰"],
          ["white", "白"],
          ["green", "淡绿"],
          ["warm", "暖"],
        ]}
        change={(ground) => change({ ground })}
      />
      <Toggle
        label="最下面接着显示全部商品"
        note="顾客可以一直往下逛"
        value={content.endless}
        change={(endless) => change({ endless })}
      />
      <Words
        label="分享标题"
        max={30}
        placeholder="不填就用页面名称"
        value={content.share_title}
        change={(share_title) => change({ share_title }, "share_title")}
      />
      <Row label="分享图片" note="不传就用页面里的第一张图">
        <PictureSlot
          size={88}
          label="上传分享图片"
          picture={content.share_picture}
          change={(share_picture) => change({ share_picture })}
        />
      </Row>
    </>
  );
}

function BlockFields({ block, ...rest }: Fields<PageBlock>): ReactElement {
  switch (block.kind) {
    case "banner":
      return <BannerFields block={block} {...rest} />;
    case "icons":
      return <IconsFields block={block} {...rest} />;
    case "notice":
      return <NoticeFields block={block} {...rest} />;
    case "picture":
      return <PictureFields block={block} {...rest} />;
    case "products":
      return <ProductsFields block={block} {...rest} />;
    case "coupons":
      return <CouponsFields block={block} {...rest} />;
    case "text":
      return <TextFields block={block} {...rest} />;
    case "title":
      return <TitleFields block={block} {...rest} />;
    case "topic":
      return <TopicFields block={block} {...rest} />;
    case "search":
      return (
        <Words
          label="提示文字"
          max={20}
          value={block.hint}
          change={(hint) => rest.change({ ...block, hint }, "hint")}
        />
      );
    case "space":
      return (
        <>
          <Amount
            label="高度"
            min={4}
            max={80}
            unit="像素"
            value={block.height}
            change={(height) => rest.change({ ...block, height }, "height")}
          />
          <Toggle
            label="画一条分隔线"
            value={block.line}
            change={(line) => rest.change({ ...block, line })}
          />
        </>
      );
  }
}

function TitleFields({ block, change, wrong }: Fields<BlockOf<"title">>): ReactElement {
  return (
    <>
      <Words
        label="标题"
        max={16}
        value={block.text}
        error={wrong("text")}
        change={(text) => change({ ...block, text }, "text")}
      />
      <Words
        label="副标题"
        max={30}
        value={block.subtitle}
        change={(subtitle) => change({ ...block, subtitle }, "subtitle")}
      />
      <Choice
        label="对齐"
        value={block.align}
        options={[
          ["left", "靠左"],
          ["center", "居中"],
        ]}
        change={(align) => change({ ...block, align })}
      />
      <LinkField label="“更多”去哪里" value={block.link} change={(link) => change({ ...block, link })} />
    </>
  );
}

function TopicFields({ block, change, wrong }: Fields<BlockOf<"topic">>): ReactElement {
  return (
    <>
      <Row label="专题页" error={wrong("page_id")}>
        <TargetSelect kind="topic" value={block.page_id} pick={(page_id) => change({ ...block, page_id })} />
      </Row>
      <Row label="图片" note="不传就用专题页的分享图片">
        <PictureSlot
          size={88}
          label="上传专题图片"
          picture={block.picture}
          change={(picture) => change({ ...block, picture })}
        />
      </Row>
      <Words
        label="标题"
        max={20}
        value={block.title}
        placeholder="不填就用专题页的名称"
        change={(title) => change({ ...block, title }, "title")}
      />
      <Words
        label="副标题"
        max={30}
        value={block.subtitle}
        change={(subtitle) => change({ ...block, subtitle }, "subtitle")}
      />
    </>
  );
}
