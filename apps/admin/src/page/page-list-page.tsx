import type { ConsolePageHead } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal, Select } from "antd";
import { type ReactElement, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { StateTag, type Tone } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import "./page.css";

function stateOf({ closed, live, next }: ConsolePageHead): { text: string; tone: Tone } {
  if (closed) return { text: "已关闭", tone: "grey" };
  if (live !== null) return { text: `第 ${live.no} 版显示中`, tone: "green" };
  return next === null ? { text: "还没有发布", tone: "amber" } : { text: "已定时", tone: "blue" };
}

/** The home page and the topic pages: what customers see of each, and what waits. */
export function PageListPage(): ReactElement {
  const canWrite = useMay()("page.write");
  const pages = useQuery(api.console.page.list.queryOptions());
  const [creating, setCreating] = useState(false);
  const create = canWrite && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)}>
      新建专题页
    </Button>
  );
  const all = pages.data?.pages ?? [];
  const home = all.find(({ kind }) => kind === "home");
  const topics = all.filter(({ kind }) => kind === "topic");
  return (
    <>
      <PageHead title="页面" extra={create}>
        首页和专题页都在这里拖出来，改好再发布，顾客一秒内看到
      </PageHead>
      {pages.isPending && <RowsSkeleton rows={6} />}
      {pages.isError && <ErrorState error={pages.error} retry={() => void pages.refetch()} />}
      {home && (
        <Card flush className="by-page-home">
          <Link to={`/pages/${home.id}/edit`} className="by-page-home-link">
            <Icon name="shop" size={26} />
            <span>
              <b>商城首页</b>
              <small>{canWrite ? "点开装修首页" : "点开查看"}</small>
            </span>
            <Facts page={home} />
          </Link>
        </Card>
      )}
      {pages.data && (
        <Card title="专题页" note={`${topics.length} 个`} flush>
          {topics.length === 0 ? (
            <Empty text="还没有专题页。专题页可以放进首页，也可以单独分享" action={create} />
          ) : (
            <div className="by-scroll">
              <table className="by-table by-table-top">
                <thead>
                  <tr>
                    <th>专题页</th>
                    <th>状态</th>
                    <th>最近修改</th>
                    <th>分享带来的访问</th>
                    <th />
                  </tr>
                </thead>
                <tbody>
                  {topics.map((page) => (
                    <TopicRow key={page.id} page={page} canWrite={canWrite} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Card>
      )}
      {creating && <NewTopic pages={all} close={() => setCreating(false)} />}
    </>
  );
}

function Facts({ page }: { page: ConsolePageHead }): ReactElement {
  const state = stateOf(page);
  return (
    <span className="by-page-facts">
      <StateTag tone={state.tone}>{state.text}</StateTag>
      {page.changed && <StateTag tone="amber">草稿有修改</StateTag>}
      {page.next !== null && (
        <small className="num">
          第 {page.next.no} 版 {timeText(page.next.starts_at)} 换上
        </small>
      )}
      <small className="num">
        {timeText(page.changed_at)} {page.changed_by ?? ""}
      </small>
    </span>
  );
}

function TopicRow({ page, canWrite }: { page: ConsolePageHead; canWrite: boolean }): ReactElement {
  const { modal } = App.useApp();
  const request = useRequestKey();
  const state = stateOf(page);
  const close = useWrite({
    call: (closed: boolean) => {
      const body = { page_id: page.id, closed };
      return client.console.page.close({ ...body, request_key: request.keyFor(body) });
    },
    stale: [api.console.page.key()],
    success: (after) => (after.closed ? "已关闭，顾客打不开了" : "已重开"),
    done: () => request.renew(),
  });
  const ask = () =>
    modal.confirm({
      title: `关闭“${page.title}”`,
      content: "顾客打开会看到“这个专题已经结束了”，首页上的入口自动消失。内容和历史都留着，可以重开。",
      okText: "关闭",
      cancelText: "取消",
      okButtonProps: { danger: true },
      onOk: () => close.mutate(true),
    });
  return (
    <tr>
      <td>
        <Link className="by-link" to={`/pages/${page.id}/edit`}>
          {page.title || "没有名称"}
        </Link>
      </td>
      <td>
        <StateTag tone={state.tone}>{state.text}</StateTag>{" "}
        {page.changed && <StateTag tone="amber">草稿有修改</StateTag>}
        {page.next !== null && <small className="num by-block">下一版 {timeText(page.next.starts_at)}</small>}
      </td>
      <td className="num">
        {timeText(page.changed_at)}
        <small className="by-block">{page.changed_by ?? "系统"}</small>
      </td>
      <td className="num">
        {page.visits} 人次<small className="by-block">{page.shares} 个分享</small>
      </td>
      <td>
        {canWrite && (
          <button
            type="button"
            className="by-link"
            disabled={close.isPending}
            onClick={() => (page.closed ? close.mutate(false) : ask())}
          >
            {page.closed ? "重开" : "关闭"}
          </button>
        )}
      </td>
    </tr>
  );
}

function NewTopic({ pages, close }: { pages: readonly ConsolePageHead[]; close: () => void }): ReactElement {
  const go = useNavigate();
  const [form] = Form.useForm<{ title: string; from: string | null }>();
  const request = useRequestKey();
  const create = useWrite({
    call: ({ title, from }: { title: string; from?: string | null }) => {
      const body = { title, from: from ?? null };
      return client.console.page.create({ ...body, request_key: request.keyFor(body) });
    },
    form,
    stale: [api.console.page.key()],
    done: (page) => void go(`/pages/${page.id}/edit`),
  });
  return (
    <Modal
      open
      title="新建专题页"
      okText="开始装修"
      cancelText="取消"
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={close}
      width={440}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => create.mutate(fields)}>
        <Form.Item
          name="title"
          label="页面名称"
          rules={[{ required: true, whitespace: true, message: "请填写页面名称" }]}
        >
          <Input maxLength={20} showCount placeholder="例如：年货节" />
        </Form.Item>
        <Form.Item name="from" label="从哪里开始">
          <Select
            allowClear
            placeholder="空白页"
            options={pages.map(({ id, title }) => ({ value: id, label: `复制“${title}”` }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
