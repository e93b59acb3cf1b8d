import { DatePicker, Form, Input, InputNumber, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { ReactElement } from "react";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { fenText } from "../design/money.tsx";
import { YuanInput } from "../design/yuan-input.tsx";

interface Fields {
  name: string;
  threshold_fen: number;
  discount_fen: number;
  total: number;
  per_customer: number;
  valid_days: number;
  period: [Dayjs, Dayjs];
}

/** The rule in words, as it will work for a customer. */
function ruleText(fields: Partial<Fields>): string {
  const { threshold_fen, discount_fen, total, per_customer, valid_days } = fields;
  if (!threshold_fen || !discount_fen) return "填写门槛和优惠金额后，这里用一句话说明规则";
  if (discount_fen > threshold_fen) return "优惠金额不能超过门槛";
  const limits =
    per_customer && valid_days ? `每人最多领 ${per_customer} 张，领取后 ${valid_days} 天内有效。` : "";
  const cost = total ? `全部用掉时店铺让利 ¥${fenText(discount_fen * total)}。` : "";
  return `商品满 ¥${fenText(threshold_fen)} 减 ¥${fenText(discount_fen)}：顾客买 ¥${fenText(threshold_fen)} 的商品，付 ¥${fenText(threshold_fen - discount_fen)}。${limits}${cost}`;
}

export function CouponDialog({ close }: { close: () => void }): ReactElement {
  const [form] = Form.useForm<Fields>();
  const typed = Form.useWatch([], form) as Partial<Fields> | undefined;
  const request = useRequestKey();
  const create = useWrite({
    call: ({ period, ...fields }: Fields) => {
      const body = { ...fields, starts_at: period[0].toISOString(), ends_at: period[1].toISOString() };
      return client.console.coupon.create({ ...body, request_key: request.keyFor(body) });
    },
    form,
    refused: (failure) => {
      if (failure.field !== "starts_at" && failure.field !== "ends_at") return false;
      form.setFields([{ name: "period", errors: [failure.message] }]);
      return true;
    },
    stale: [api.console.coupon.key()],
    success: "优惠券已创建",
    done: () => {
      request.renew();
      close();
    },
  });
  return (
    <Modal
      open
      title="新建优惠券"
      okText="创建"
      cancelText="取消"
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={close}
      width={560}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          total: 1000,
          per_customer: 1,
          valid_days: 7,
          period: [dayjs(businessNow()), dayjs(businessNow()).add(30, "day").endOf("day")],
        }}
        onFinish={(fields) => create.mutate(fields)}
      >
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, message: "请填写名称" }]}
        >
          <Input maxLength={20} showCount placeholder="例如：秋茶尝鲜券" />
        </Form.Item>
        <div className="by-coupon-grid">
          <Form.Item name="threshold_fen" label="满" rules={[{ required: true, message: "请填写门槛" }]}>
            <YuanInput placeholder="100.00" />
          </Form.Item>
          <Form.Item
            name="discount_fen"
            label="减"
            dependencies={["threshold_fen"]}
            rules={[
              { required: true, message: "请填写优惠金额" },
              ({ getFieldValue }) => ({
                validator: (_, value: number | null) =>
                  value !== null && value > (getFieldValue("threshold_fen") ?? Number.POSITIVE_INFINITY)
                    ? Promise.reject(new Error("优惠金额不能超过门槛"))
                    : Promise.resolve(),
              }),
            ]}
          >
            <YuanInput placeholder="10.00" />
          </Form.Item>
          <Form.Item name="total" label="发行量" rules={[{ required: true, message: "请填写发行量" }]}>
            <InputNumber min={1} max={1_000_000} precision={0} style={{ width: "100%" }} suffix="张" />
          </Form.Item>
          <Form.Item
            name="per_customer"
            label="每人限领"
            rules={[{ required: true, message: "请填写每人限领" }]}
          >
            <InputNumber min={1} max={20} precision={0} style={{ width: "100%" }} suffix="张" />
          </Form.Item>
          <Form.Item
            name="valid_days"
            label="领取后有效"
            rules={[{ required: true, message: "请填写有效天数" }]}
          >
            <InputNumber min={1} max={365} precision={0} style={{ width: "100%" }} suffix="天" />
          </Form.Item>
        </div>
        <Form.Item name="period" label="发放时间" rules={[{ required: true, message: "请选择发放时间" }]}>
          <DatePicker.RangePicker
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            style={{ width: "100%" }}
          />
        </Form.Item>
        <p className="by-rule num">{ruleText(typed ?? {})}</p>
      </Form>
    </Modal>
  );
}
