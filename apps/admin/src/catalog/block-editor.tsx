import type { DetailBlock } from "@banyan/contract";
import { Button, Input } from "antd";
import type { ReactElement } from "react";
import { Icon } from "../design/icon.tsx";
import { PictureSlot } from "../media/picture-upload.tsx";
import { VideoSlot } from "../media/video-upload.tsx";

const MOST_ROWS = 30;
const MOST_ITEMS = 20;

/** Until one is uploaded; the contract refuses it at its field. */
export const NO_VIDEO = { url: "", poster: "", width: 1, height: 1, seconds: 1 };

type Facts = Extract<DetailBlock, { kind: "facts" }>;

function FactsEditor({ block, change }: { block: Facts; change: (block: Facts) => void }): ReactElement {
  const edit = (index: number, side: 0 | 1, value: string) =>
    change({
      ...block,
      rows: block.rows.map((row, at): [string, string] =>
        at === index ? (side === 0 ? [value, row[1]] : [row[0], value]) : row,
      ),
    });
  return (
    <div className="by-facts-editor">
      {block.rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is edited in place, its position is its identity
        <div key={index}>
          <Input
            value={row[0]}
            maxLength={20}
            placeholder="名称"
            aria-label="参数名称"
            onChange={(event) => edit(index, 0, event.target.value)}
          />
          <Input
            value={row[1]}
            maxLength={200}
            placeholder="内容"
            aria-label="参数内容"
            onChange={(event) => edit(index, 1, event.target.value)}
          />
          <button
            type="button"
            className="by-quiet"
            aria-label="删除这一行"
            disabled={block.rows.length === 1}
            onClick={() => change({ ...block, rows: block.rows.filter((_, at) => at !== index) })}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
      {block.rows.length < MOST_ROWS && (
        <Button
          size="small"
          type="dashed"
          onClick={() => change({ ...block, rows: [...block.rows, ["", ""]] })}
        >
          加一行
        </Button>
      )}
    </div>
  );
}

/** The boxes of one block, by its kind. */
export function BlockEditor({
  block,
  change,
}: {
  block: DetailBlock;
  change: (block: DetailBlock) => void;
}): ReactElement {
  if (block.kind === "heading") {
    return (
      <Input
        value={block.text}
        maxLength={60}
        placeholder="小标题"
        aria-label="小标题"
        onChange={(event) => change({ ...block, text: event.target.value })}
      />
    );
  }
  if (block.kind === "text") {
    return (
      <Input.TextArea
        value={block.text}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 10 }}
        placeholder="正文"
        aria-label="正文"
        onChange={(event) => change({ ...block, text: event.target.value })}
      />
    );
  }
  if (block.kind === "picture") {
    return (
      <div className="by-block-picture">
        <PictureSlot
          picture={block.picture || null}
          size={84}
          change={(picture) => change({ ...block, picture: picture ?? "" })}
        />
        <Input
          value={block.caption ?? ""}
          maxLength={60}
          placeholder="图注（可不填）"
          aria-label="图注"
          onChange={(event) => change({ ...block, caption: event.target.value })}
        />
      </div>
    );
  }
  if (block.kind === "pair") {
    const [left, right] = block.pictures;
    return (
      <div className="by-block-picture">
        <PictureSlot
          picture={left || null}
          size={84}
          label="上传左图"
          change={(picture) => change({ ...block, pictures: [picture ?? "", right] })}
        />
        <PictureSlot
          picture={right || null}
          size={84}
          label="上传右图"
          change={(picture) => change({ ...block, pictures: [left, picture ?? ""] })}
        />
        <span className="by-secondary">两张图并排显示</span>
      </div>
    );
  }
  if (block.kind === "video") {
    return (
      <VideoSlot
        video={block.video.url === "" ? null : block.video}
        change={(video) => change({ ...block, video: video ?? NO_VIDEO })}
      />
    );
  }
  if (block.kind === "list") {
    return (
      <Input.TextArea
        value={block.items.join("\n")}
        autoSize={{ minRows: 3, maxRows: 12 }}
        placeholder="每行一条要点"
        aria-label="要点，每行一条"
        onChange={(event) => change({ ...block, items: event.target.value.split("\n").slice(0, MOST_ITEMS) })}
      />
    );
  }
  return <FactsEditor block={block} change={change} />;
}
