import { useQuery } from "@tanstack/react-query";
import { Button, Input, Switch } from "antd";
import { type KeyboardEvent, type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { moved, useDragSort } from "../design/drag-sort.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";

interface Word {
  word: string;
  shown: boolean;
}

/** Words that the shop puts forward or keeps away; further places go to what is really searched. */
export function HotWords(): ReactElement {
  const kept = useQuery(api.console.search.hotWords.queryOptions({ refetchOnWindowFocus: false }));
  return (
    <div className="by-search-hot">
      {kept.isPending && (
        <Card flush title="热搜词">
          <RowsSkeleton rows={5} />
        </Card>
      )}
      {kept.isError && (
        <Card>
          <ErrorState error={kept.error} retry={() => void kept.refetch()} />
        </Card>
      )}
      {kept.data && (
        <>
          <Editor key={JSON.stringify(kept.data.words)} start={kept.data.words} />
          <Card title="小程序里现在显示" note="最多 10 个">
            {kept.data.shown.length === 0 ? (
              <Empty text="还没有热搜词：放一个词，或等顾客搜起来" />
            ) : (
              <ol className="by-search-shown">
                {kept.data.shown.map(({ word, set }) => (
                  <li key={word}>
                    <span>{word}</span>
                    <small>{set ? "手动" : "搜得多"}</small>
                  </li>
                ))}
              </ol>
            )}
          </Card>
        </>
      )}
    </div>
  );
}

function Editor({ start }: { start: readonly Word[] }): ReactElement {
  const [words, setWords] = useState<Word[]>(start.map(({ word, shown }) => ({ word, shown })));
  const [typed, setTyped] = useState("");
  const canWrite = useMay()("catalog.write");
  const rowProps = useDragSort(words, (next) => setWords([...next]));
  const save = useWrite({
    call: () => client.console.search.saveHotWords({ words }),
    stale: [api.console.search.hotWords.key()],
    success: "已保存，马上显示",
  });
  const add = () => {
    const word = typed.trim();
    if (word === "") return;
    setWords((before) => [...before.filter((other) => other.word !== word), { word, shown: true }]);
    setTyped("");
  };
  const step = (event: KeyboardEvent, at: number) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || at + by < 0 || at + by >= words.length) return;
    event.preventDefault();
    setWords((before) => [...moved(before, at, at + by)]);
  };
  const same = JSON.stringify(words) === JSON.stringify(start.map(({ word, shown }) => ({ word, shown })));
  return (
    <Card
      flush
      title="热搜词"
      note="排在前面的先显示；关掉的词即使搜得多也不显示"
      extra={
        canWrite && (
          <Button
            type="primary"
            disabled={same}
            loading={save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            保存
          </Button>
        )
      }
    >
      {canWrite && (
        <div className="by-search-add">
          <Input
            value={typed}
            maxLength={20}
            placeholder="加一个词，比如：鲜花饼"
            aria-label="加一个热搜词"
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={add}
          />
          <Button onClick={add} disabled={typed.trim() === ""}>
            加上
          </Button>
        </div>
      )}
      {words.length === 0 && <Empty text="没有手动放的词，小程序按搜索次数显示" />}
      {words.map(({ word, shown }, at) => {
        const { draggable, onDragStart, onDragEnd, ...over } = rowProps(at);
        return (
          <div key={word} className="by-search-row" {...over}>
            {canWrite && (
              <button
                type="button"
                className="by-search-handle"
                title="拖动排序，或按 ↑ ↓"
                aria-label={`移动 ${word}`}
                onKeyDown={(event) => step(event, at)}
                {...{ draggable, onDragStart, onDragEnd }}
              >
                <Icon name="drag" size={16} />
              </button>
            )}
            <span className={shown ? "by-search-words" : "by-search-words is-off"}>{word}</span>
            <Switch
              checked={shown}
              disabled={!canWrite}
              checkedChildren="显示"
              unCheckedChildren="屏蔽"
              aria-label={`显示 ${word}`}
              onChange={(on) =>
                setWords((before) => before.map((one, i) => (i === at ? { ...one, shown: on } : one)))
              }
            />
            {canWrite && (
              <button
                type="button"
                className="by-link by-out"
                onClick={() => setWords((before) => before.filter((one) => one.word !== word))}
              >
                移除
              </button>
            )}
          </div>
        );
      })}
    </Card>
  );
}
