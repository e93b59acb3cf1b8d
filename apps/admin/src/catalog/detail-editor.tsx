import type { DetailBlock } from "@banyan/contract";
import { Button, Dropdown, Input } from "antd";
import type { ReactElement } from "react";
import { moved, useDragSort } from "../design/drag-sort.ts";
import { Icon } from "../design/icon.tsx";
import { PictureSlot } from "../media/picture-upload.tsx";
import { type BlockDraft, freshKey } from "./draft.ts";
import { useFieldError } from "./field.tsx";

const MOST_BLOCKS = 60;
const MOST_ROWS = 30;

const KINDS: Record<DetailBlock["kind"], { label: string; empty: () => DetailBlock }> = {
  text: { label: "正文", empty: () => ({ kind: "text", text: "" }) },
  heading: { label: "小标题", empty: () => ({ kind: "heading", text: "" }) },
  picture: { label: "图片", empty: () => ({ kind: "picture", picture: "", caption: "" }) },
  facts: { label: "参数表", empty: () => ({ kind: "facts", rows: [["", ""]] }) },
};

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

function BlockEditor({
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
  return <FactsEditor block={block} change={change} />;
}

function BlockRow({
  item,
  index,
  blocks,
  change,
  dragProps,
}: {
  item: BlockDraft;
  index: number;
  blocks: readonly BlockDraft[];
  change: (blocks: BlockDraft[]) => void;
  dragProps: ReturnType<ReturnType<typeof useDragSort>>;
}): ReactElement {
  const error = useFieldError(`detail.${index}`, true);
  const { draggable, onDragStart, onDragEnd, ...over } = dragProps;
  return (
    <li className="by-block-row" data-field={`detail.${index}`} {...over}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging has buttons beside it that do the same */}
      <span
        className="by-block-handle"
        title="拖动排序"
        draggable={draggable}
        onDragStart={onDragStart}
        onDragEnd={onDragEnd}
      >
        <Icon name="drag" size={16} />
      </span>
      <div className="by-block-body">
        <span className="by-block-kind">{KINDS[item.block.kind].label}</span>
        <BlockEditor
          block={item.block}
          change={(block) =>
            change(blocks.map((other) => (other.key === item.key ? { ...other, block } : other)))
          }
        />
        {error && (
          <p className="by-field-error" role="alert">
            {error}
          </p>
        )}
      </div>
      <span className="by-block-tools">
        <button
          type="button"
          className="by-quiet"
          aria-label="上移"
          disabled={index === 0}
          onClick={() => change(moved(blocks, index, index - 1))}
        >
          <Icon name="up" size={15} />
        </button>
        <button
          type="button"
          className="by-quiet"
          aria-label="下移"
          disabled={index === blocks.length - 1}
          onClick={() => change(moved(blocks, index, index + 1))}
        >
          <Icon name="down" size={15} />
        </button>
        <button
          type="button"
          className="by-quiet"
          aria-label="删除这一段"
          onClick={() => change(blocks.filter((other) => other.key !== item.key))}
        >
          <Icon name="trash" size={15} />
        </button>
      </span>
    </li>
  );
}

/** The product's story as a row of blocks; the phone beside it shows what the customer will see. */
export function DetailEditor({
  blocks,
  change,
}: {
  blocks: BlockDraft[];
  change: (blocks: BlockDraft[]) => void;
}): ReactElement {
  const drag = useDragSort(blocks, change);
  return (
    <>
      <ul className="by-blocks">
        {blocks.map((item, index) => (
          <BlockRow
            key={item.key}
            item={item}
            index={index}
            blocks={blocks}
            change={change}
            dragProps={drag(index)}
          />
        ))}
      </ul>
      {blocks.length < MOST_BLOCKS && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: Object.entries(KINDS).map(([kind, { label, empty }]) => ({
              key: kind,
              label,
              onClick: () => change([...blocks, { key: freshKey(), block: empty() }]),
            })),
          }}
        >
          <Button icon={<Icon name="plus" size={14} />}>添加一段</Button>
        </Dropdown>
      )}
    </>
  );
}
