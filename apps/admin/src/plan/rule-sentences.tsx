import { Input, Pagination } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { Icon } from "../design/icon.tsx";
import { Card } from "../design/page.tsx";

const PAGE = 30;

/** Every rule of a version as a sentence, numbered as refusals and explanations number them. */
export function RuleSentences({ sentences }: { sentences: readonly string[] }): ReactElement {
  const [words, setWords] = useState("");
  const [page, setPage] = useState(1);
  const found = useMemo(
    () =>
      sentences.flatMap((sentence, index) =>
        sentence.toLowerCase().includes(words.trim().toLowerCase()) ? [{ sentence, number: index + 1 }] : [],
      ),
    [sentences, words],
  );
  return (
    <Card
      title="规则"
      note={`${sentences.length} 条，范围小的优先`}
      extra={
        sentences.length > PAGE && (
          <Input
            size="small"
            allowClear
            maxLength={60}
            prefix={<Icon name="search" size={14} />}
            placeholder="查找规则"
            aria-label="查找规则"
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setPage(1);
            }}
          />
        )
      }
    >
      {sentences.length === 0 ? (
        <p className="by-secondary">没有规则，所有订单都不计佣金</p>
      ) : (
        <ol className="by-sentences">
          {found.slice((page - 1) * PAGE, page * PAGE).map(({ sentence, number }) => (
            <li key={number} data-number={number}>
              {sentence}
            </li>
          ))}
        </ol>
      )}
      {found.length > PAGE && (
        <Pagination
          className="by-rule-pages"
          size="small"
          showSizeChanger={false}
          pageSize={PAGE}
          total={found.length}
          current={page}
          onChange={setPage}
        />
      )}
    </Card>
  );
}
