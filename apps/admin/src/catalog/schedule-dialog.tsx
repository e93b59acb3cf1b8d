import { DatePicker, Form, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { useWrite } from "../api/write.ts";
import { timeText } from "../design/time.ts";

const SHANGHAI = "+08:00";

/** A picked wall-clock time is the shop's, whatever the browser's zone. */
function instantOf(picked: Dayjs | null | undefined): string | null {
  return picked ? `${picked.format("YYYY-MM-DDTHH:mm")}:00${SHANGHAI}` : null;
}

function pickedOf(iso: string | null): Dayjs | null {
  return iso === null ? null : dayjs(timeText(iso));
}

function Moment({
  id,
  value,
  onChange,
}: {
  /** By which its label finds it. */
  id?: string;
  value?: Dayjs | null;
  onChange?: (value: Dayjs | null) => void;
}): ReactElement {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      style={{ width: "100%" }}
      showTime={{ format: "HH:mm", minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      minDate={dayjs(businessNow()).startOf("day")}
      placeholder="不定时"
      {...(value === undefined ? {} : { value })}
      onChange={(next) => onChange?.(next)}
    />
  );
}

/** When a product that is just being made goes on the shelf. */
export function MomentDialog({
  take,
  close,
}: {
  take: (listAt: string) => void;
  close: () => void;
}): ReactElement {
  const [form] = Form.useForm<{ list_at: Dayjs | null }>();
  return (
    <Modal
      open
      title="定时上架"
      okText="保存，到时间上架"
      cancelText="取消"
      onOk={form.submit}
      onCancel={close}
      width={420}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ list_at }) => {
          const at = instantOf(list_at);
          if (at) take(at);
        }}
      >
        <Form.Item
          name="list_at"
          label="上架时间"
          extra="到时间前不出现在列表里；打开链接的人能看到商品和开售时间，但不能买。"
          rules={[{ required: true, message: "请选择上架时间" }]}
        >
          <Moment />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Times of one or many products. */
export function ScheduleDialog({
  products,
  done,
  close,
}: {
  products: readonly { id: string; state: string; list_at: string | null; unlist_at: string | null }[];
  done?: () => void;
  close: () => void;
}): ReactElement {
  const [form] = Form.useForm<{ list_at?: Dayjs | null; unlist_at?: Dayjs | null }>();
  const [first] = products;
  const waiting = products.some((product) => product.state === "unlisted");
  const single = products.length === 1 && first ? first : null;
  const save = useWrite({
    call: (fields: { list_at?: Dayjs | null; unlist_at?: Dayjs | null }) =>
      client.console.catalog.schedule({
        product_ids: products.map(({ id }) => id),
        list_at: instantOf(fields.list_at),
        unlist_at: instantOf(fields.unlist_at),
      }),
    form,
    stale: [api.console.catalog.key()],
    success: ({ changed }) => (changed === 0 ? "没有变化" : `已设好 ${changed} 个商品的时间`),
    done: () => {
      done?.();
      close();
    },
  });
  return (
    <Modal
      open
      title={single ? "定时上下架" : `定时上下架（${products.length} 个商品）`}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={close}
      width={440}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          list_at: pickedOf(single?.list_at ?? null),
          unlist_at: pickedOf(single?.unlist_at ?? null),
        }}
        onFinish={(fields) => save.mutate(fields)}
      >
        {waiting && (
          <Form.Item
            name="list_at"
            label="上架时间"
            extra="到时间前不出现在列表里；打开链接的人能看到商品和开售时间，但不能买。"
          >
            <Moment />
          </Form.Item>
        )}
        <Form.Item name="unlist_at" label="下架时间" extra="留空就是不定时。手动上下架会取消定时。">
          <Moment />
        </Form.Item>
      </Form>
    </Modal>
  );
}
