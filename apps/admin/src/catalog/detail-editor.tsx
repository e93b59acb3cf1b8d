import type { DetailBlock } from "@banyan/contract";
import { Button, Dropdown } from "antd";
import type { ReactElement } from "react";
import { moved, useDragSort } from "../design/drag-sort.ts";
import { Icon } from "../design/icon.tsx";
import { BlockEditor, NO_VIDEO } from "./block-editor.tsx";
import { type BlockDraft, freshKey } from "./draft.ts";
import { useFieldError } from "./field.tsx";

const MOST_BLOCKS = 60;

const KINDS: Record<DetailBlock["kind"], { label: string; empty: () => DetailBlock }> = {
  text: { label: "正文", empty: () => ({ kind: "text", text: "" }) },
  heading: { label: "小标题", empty: () => ({ kind: "heading", text: "" }) },
  picture: { label: "图片", empty: () => ({ kind: "picture", picture: "", caption: "" }) },
  pair: { label: "双图", empty: () => ({ kind: "pair", pictures: ["", ""] }) },
  video: { label: "视频", empty: () => ({ kind: "video", video: NO_VIDEO }) },
  list: { label: "要点", empty: () => ({ kind: "list", items: [""] }) },
  facts: { label: "参数表", empty: () => ({ kind: "facts", rows: [["", ""]] }) },
};

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
      <button
        type="button"
        className="by-block-handle"
        title="拖动排序，或按 ↑ ↓"
        aria-label={`移动第 ${index + 1} 段`}
        draggable={draggable}
        onDragStart={onDragStart}
        onDragEnd={onDragEnd}
        onKeyDown={(event) => {
          const to = index + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0);
          if (to === index || to < 0 || to >= blocks.length) return;
          event.preventDefault();
          change(moved(blocks, index, to));
        }}
      >
        <Icon name="drag" size={16} />
      </button>
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
