import { businessDate } from "@banyan/kernel";
import { App, Button, Modal, Progress } from "antd";
import { type ReactElement, useRef, useState } from "react";
import { businessNow } from "../api/clock.ts";
import { useFailureNotice } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { csvOf, saveFile } from "./csv.ts";
import type { ListDefinition, ListQuery } from "./definition.ts";

const PAGE = 100;
/** A browser holds this many rows with ease; more belongs to a report. */
const MOST_ROWS = 50_000;

/** Fetches every page of the present question and saves one CSV file with every column, shown or not. Can be stopped. */
export function ExportButton<Row>({
  definition,
  query,
}: {
  definition: ListDefinition<Row>;
  query: ListQuery;
}): ReactElement {
  const { message } = App.useApp();
  const notice = useFailureNotice();
  const [count, setCount] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);

  const run = async () => {
    const controller = new AbortController();
    stop.current = controller;
    const rows: Row[] = [];
    let cursor: string | undefined;
    setCount(0);
    try {
      do {
        const page = await definition.fetchPage(
          query,
          cursor ? { cursor, limit: PAGE } : { limit: PAGE },
          controller.signal,
        );
        rows.push(...page.items);
        cursor = page.next_cursor ?? undefined;
        setCount(rows.length);
      } while (cursor && rows.length < MOST_ROWS && !controller.signal.aborted);
      if (controller.signal.aborted) return;
      saveFile(
        `${definition.noun}-${businessDate(new Date(businessNow()))}.csv`,
        csvOf(definition.columns, rows),
      );
      const rest = cursor ? `，只含前 ${MOST_ROWS} 条` : "";
      message.success(`已导出 ${rows.length} 条${definition.noun}${rest}`);
    } catch (error) {
      if (!controller.signal.aborted) notice(error);
    } finally {
      setCount(null);
    }
  };
  return (
    <>
      <Button icon={<Icon name="download" size={16} />} onClick={() => void run()} disabled={count !== null}>
        导出
      </Button>
      <Modal
        open={count !== null}
        title={`正在导出${definition.noun}`}
        closable={false}
        footer={<Button onClick={() => stop.current?.abort()}>停止</Button>}
        width={400}
      >
        <Progress percent={100} status="active" showInfo={false} />
        <p className="num">已读取 {count ?? 0} 条</p>
      </Modal>
    </>
  );
}
