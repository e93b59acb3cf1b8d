import { Button, Input } from "antd";
import type { ReactElement } from "react";
import { moved } from "../design/drag-sort.ts";
import { Icon } from "../design/icon.tsx";
import { PictureList } from "../media/picture-upload.tsx";
import { type CaseDraft, freshKey } from "./draft.ts";
import { useFieldError } from "./field.tsx";

const MOST_CASES = 12;
const MOST_PICTURES = 9;

function CaseRow({
  one,
  index,
  last,
  edit,
  move,
  remove,
}: {
  one: CaseDraft;
  index: number;
  last: boolean;
  edit: (part: Partial<CaseDraft>) => void;
  move: (to: number) => void;
  remove: () => void;
}): ReactElement {
  const error = useFieldError(`cases.${index}`, true);
  return (
    <li className="by-block-row" data-field={`cases.${index}`}>
      <div className="by-block-body by-case">
        <Input
          value={one.title}
          maxLength={30}
          showCount
          placeholder="标题，如 大理周宅 · 核桃木书房"
          aria-label={`案例 ${index + 1} 标题`}
          onChange={(event) => edit({ title: event.target.value })}
        />
        <Input.TextArea
          value={one.story}
          maxLength={500}
          showCount
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder="故事：为谁做的、怎么做的、用下来怎样。不写能认出人的信息"
          aria-label={`案例 ${index + 1} 故事`}
          onChange={(event) => edit({ story: event.target.value })}
        />
        <PictureList pictures={one.pictures} most={MOST_PICTURES} change={(pictures) => edit({ pictures })} />
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
          aria-label={`上移案例 ${index + 1}`}
          disabled={index === 0}
          onClick={() => move(index - 1)}
        >
          <Icon name="up" size={15} />
        </button>
        <button
          type="button"
          className="by-quiet"
          aria-label={`下移案例 ${index + 1}`}
          disabled={last}
          onClick={() => move(index + 1)}
        >
          <Icon name="down" size={15} />
        </button>
        <button type="button" className="by-quiet" aria-label={`删除案例 ${index + 1}`} onClick={remove}>
          <Icon name="trash" size={15} />
        </button>
      </span>
    </li>
  );
}

/** What customers had made of it. */
export function CasesEditor({
  cases,
  change,
}: {
  cases: CaseDraft[];
  change: (cases: CaseDraft[]) => void;
}): ReactElement {
  return (
    <>
      <ul className="by-blocks">
        {cases.map((one, index) => (
          <CaseRow
            key={one.key}
            one={one}
            index={index}
            last={index === cases.length - 1}
            edit={(part) =>
              change(cases.map((other) => (other.key === one.key ? { ...other, ...part } : other)))
            }
            move={(to) => change(moved(cases, index, to))}
            remove={() => change(cases.filter((other) => other.key !== one.key))}
          />
        ))}
      </ul>
      {cases.length < MOST_CASES && (
        <Button
          icon={<Icon name="plus" size={14} />}
          onClick={() => change([...cases, { key: freshKey(), title: "", story: "", pictures: [] }])}
        >
          添加案例
        </Button>
      )}
    </>
  );
}
