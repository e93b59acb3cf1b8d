import { COUPON_WAYS } from "@banyan/contract";
import { DatePicker, Form, Input, InputNumber, Radio, Select } from "antd";
import type { ReactElement } from "react";
import { Card } from "../design/page.tsx";
import type { Draft } from "./draft.ts";
import { GiftFields, SavingFields } from "./saving-fields.tsx";
import { SwitchRow } from "./switch-row.tsx";
import { CategoriesPicker, ProductsPicker } from "./target-pickers.tsx";
import { WAY_WORD } from "./words.ts";

const TIME = { showTime: { format: "HH:mm" }, format: "YYYY-MM-DD HH:mm", style: { width: "100%" } } as const;
const CODE = /^[0-9A-Za-z]{6,20}$/;

/** @param fixed somebody has it: what was promised stays · @param known it exists: how one comes by it stays */
export function FormFields({
  draft,
  fixed,
  known,
}: {
  draft: Draft;
  fixed: boolean;
  known: boolean;
}): ReactElement {
  return (
    <div className="by-coupon-fields">
      <Card title="怎么拿到">
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, message: "请填写名称" }]}
        >
          <Input maxLength={20} showCount placeholder="例如：秋茶尝鲜券" />
        </Form.Item>
        <Form.Item name="way" label="领取方式" extra={WAY_WORD[draft.way].note}>
          <Select
            disabled={known}
            options={COUPON_WAYS.map((way) => ({ value: way, label: WAY_WORD[way].text }))}
          />
        </Form.Item>
        {draft.way === "code" && (
          <Form.Item
            name="code"
            label="兑换码"
            rules={[
              { required: true, message: "请填写兑换码" },
              { pattern: CODE, message: "兑换码由 6 到 20 位字母和数字组成" },
            ]}
          >
            <Input maxLength={20} placeholder="例如：TEAFAIR26" disabled={known} />
          </Form.Item>
        )}
        {draft.way === "gift" && <GiftFields />}
        {draft.way !== "gift" && (
          <SwitchRow
            name="new_customer"
            label="仅限新客"
            note="没有付过款的顾客，领取和下单时都会查"
            disabled={fixed}
          />
        )}
      </Card>
      <SavingFields draft={draft} fixed={fixed} />
      <Card title="能买什么">
        <Form.Item name="scope" label="适用范围">
          <Radio.Group
            optionType="button"
            disabled={fixed}
            options={[
              { value: "all", label: "全店" },
              { value: "categories", label: "指定分类" },
              { value: "products", label: "指定商品" },
            ]}
          />
        </Form.Item>
        <Scope draft={draft} fixed={fixed} />
        <SwitchRow
          name="stackable"
          label="允许叠加"
          note="一张全店券和一张分类或商品券，两张都允许时可以同时用"
          disabled={fixed}
        />
      </Card>
      <Times draft={draft} codes={known && draft.way === "codes"} />
    </div>
  );
}

function Scope({ draft, fixed }: { draft: Draft; fixed: boolean }): ReactElement {
  const some = (message: string) => [
    {
      validator: (_: unknown, value: unknown[] | undefined) =>
        value && value.length > 0 ? Promise.resolve() : Promise.reject(new Error(message)),
    },
  ];
  return (
    <>
      {draft.scope === "categories" && (
        <Form.Item name="targets" label="分类" rules={some("请至少选择一个分类")}>
          <CategoriesPicker disabled={fixed} />
        </Form.Item>
      )}
      {draft.scope === "products" && (
        <Form.Item name="targets" label="商品" rules={some("请至少选择一件商品")}>
          <ProductsPicker disabled={fixed} />
        </Form.Item>
      )}
      {draft.scope !== "products" && (
        <Form.Item name="excluded" label="不参与的商品（选填）">
          <ProductsPicker disabled={fixed} />
        </Form.Item>
      )}
    </>
  );
}

function Times({ draft, codes }: { draft: Draft; codes: boolean }): ReactElement {
  return (
    <Card title="多少张，什么时候">
      <div className="by-coupon-grid">
        <Form.Item name="total" label="发行量" rules={[{ required: true, message: "请填写发行量" }]}>
          <InputNumber
            min={1}
            max={draft.way === "codes" ? 10_000 : 1_000_000}
            precision={0}
            style={{ width: "100%" }}
            suffix="张"
            disabled={codes}
          />
        </Form.Item>
        <Form.Item
          name="per_customer"
          label="每人限领"
          rules={[{ required: true, message: "请填写每人限领" }]}
        >
          <InputNumber min={1} max={20} precision={0} style={{ width: "100%" }} suffix="张" />
        </Form.Item>
      </div>
      <Form.Item
        name="period"
        label={draft.way === "gift" ? "赠送时间" : "领取时间"}
        rules={[{ required: true, message: "请选择时间" }]}
      >
        <DatePicker.RangePicker {...TIME} />
      </Form.Item>
      <Form.Item name="validity" label="有效期">
        <Radio.Group
          optionType="button"
          options={[
            { value: "days", label: "到手后 N 天" },
            { value: "period", label: "固定一段时间" },
          ]}
        />
      </Form.Item>
      {draft.validity === "days" ? (
        <Form.Item name="valid_days" label="有效天数" rules={[{ required: true, message: "请填写有效天数" }]}>
          <InputNumber min={1} max={365} precision={0} style={{ width: 160 }} suffix="天" />
        </Form.Item>
      ) : (
        <Form.Item name="usable" label="可用时间" rules={[{ required: true, message: "请选择可用时间" }]}>
          <DatePicker.RangePicker {...TIME} />
        </Form.Item>
      )}
      <SwitchRow
        name="returns"
        label="全额退款后退回"
        note="部分退款从不退券；未付款关闭的订单总是立刻退回"
      />
      {draft.returns && (
        <Form.Item name="returned_days" label="退回后至少还能用">
          <InputNumber min={0} max={365} precision={0} style={{ width: 160 }} suffix="天" />
        </Form.Item>
      )}
    </Card>
  );
}
