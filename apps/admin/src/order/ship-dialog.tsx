import type { ConsoleOrder } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Form, Input, Modal, Skeleton } from "antd";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { ErrorState } from "../design/empty.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { useOrderChanged } from "./order-cache.ts";
import { CARRIERS } from "./words.ts";

interface ShipFields {
  carrier?: string;
  tracking_no?: string;
  note?: string;
}

function openLines(order: ConsoleOrder): ConsoleOrder["lines"] {
  const shipped = new Set(order.shipments.flatMap((shipment) => shipment.line_nos));
  return order.lines.filter((line) => !shipped.has(line.line_no) && line.refunded_quantity < line.quantity);
}

function ShipForm({ order, close }: { order: ConsoleOrder; close: () => void }): ReactElement {
  const [form] = Form.useForm<ShipFields>();
  const changed = useOrderChanged();
  const lines = openLines(order);
  const parcels = lines.some((line) => line.fulfilment === "parcel");
  const ship = useWrite({
    call: (fields: ShipFields) =>
      client.console.order.ship({
        no: order.no,
        note: fields.note ?? "",
        ...(parcels ? { carrier: fields.carrier, tracking_no: fields.tracking_no } : {}),
      }),
    form,
    success: parcels ? "已发货，顾客会收到通知" : "已确认服务完成",
    done: (after) => {
      changed(after);
      close();
    },
  });
  return (
    <Modal
      open
      title={parcels ? "发货" : "确认服务完成"}
      okText={parcels ? "确认发货" : "确认服务完成"}
      cancelText="取消"
      confirmLoading={ship.isPending}
      onOk={form.submit}
      onCancel={close}
      width={520}
    >
      <ul className="by-ship-lines">
        {lines.map((line) => (
          <li key={line.line_no}>
            <PictureThumb src={line.picture} size={40} />
            <span>
              <b className="by-ellipsis">{line.name}</b>
              <small>{specText(line.spec, line.fulfilment === "service" ? "服务" : "")}</small>
            </span>
            <span className="num">× {line.quantity - line.refunded_quantity}</span>
          </li>
        ))}
      </ul>
      {order.contact && (
        <p className="by-ship-to">
          寄往 {order.contact.recipient} {order.contact.phone}，{order.contact.address}
        </p>
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => ship.mutate(fields)}>
        {parcels && (
          <>
            <Form.Item
              name="carrier"
              label="快递公司"
              rules={[{ required: true, whitespace: true, message: "请选择或填写快递公司" }]}
            >
              <AutoComplete
                options={CARRIERS.map((value) => ({ value }))}
                showSearch={{ filterOption: (typed, option) => (option?.value ?? "").includes(typed) }}
                placeholder="选择或直接填写"
                maxLength={20}
              />
            </Form.Item>
            <Form.Item
              name="tracking_no"
              label="运单号"
              normalize={(value: string) => value.trim()}
              rules={[
                { required: true, pattern: /^[0-9A-Za-z-]{6,40}$/, message: "运单号应为 6–40 位字母或数字" },
              ]}
            >
              <Input maxLength={40} autoComplete="off" placeholder="可用扫码枪录入" />
            </Form.Item>
          </>
        )}
        <Form.Item name="note" label="说明（顾客可见，可不填）">
          <Input
            maxLength={100}
            placeholder={parcels ? "例如：茶叶与火腿同箱发出" : "例如：11 月 24 日茶山研学已完成"}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Ships an order: parcels ask for carrier and tracking number, services only for confirmation. */
export function ShipDialog({ no, close }: { no: string; close: () => void }): ReactElement {
  const order = useQuery(api.console.order.get.queryOptions({ input: { no } }));
  if (order.data) return <ShipForm order={order.data} close={close} />;
  return (
    <Modal open title="发货" footer={null} onCancel={close} width={520}>
      {order.isError ? (
        <ErrorState error={order.error} retry={() => void order.refetch()} />
      ) : (
        <Skeleton active />
      )}
    </Modal>
  );
}
