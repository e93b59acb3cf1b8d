import type { Settings } from "@banyan/contract";
import { flatBook, freightOf } from "@banyan/domain";
import { useQuery } from "@tanstack/react-query";
import { Button, ConfigProvider, Form, Select } from "antd";
import { type ReactElement, useState } from "react";
import { api } from "../api/client.ts";
import { Icon } from "../design/icon.tsx";
import { fenText } from "../design/money.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { Section } from "../setting/section.tsx";
import "./freight.css";

type Freight = Settings["freight"];
interface Province {
  value: string;
  label: string;
}

const TRIAL_GOODS_FEN = 8_800;

function useProvinces(): Province[] {
  const regions = useQuery(api.shop.regions.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  return (regions.data?.regions ?? []).map((region) => ({
    value: region.code.slice(0, 2),
    label: region.name,
  }));
}

function RemoteRows({ provinces, taken }: { provinces: Province[]; taken: readonly string[] }): ReactElement {
  const { componentDisabled } = ConfigProvider.useConfig();
  return (
    <Form.List name="remote">
      {(rows, { add, remove }) => (
        <div className="by-remote">
          {rows.map((row) => (
            <div key={row.key}>
              <Form.Item name={[row.name, "province"]} rules={[{ required: true, message: "请选择省份" }]}>
                <Select
                  showSearch={{ optionFilterProp: "label" }}
                  placeholder="省份"
                  options={provinces.map((province) => ({
                    ...province,
                    disabled: taken.includes(province.value),
                  }))}
                />
              </Form.Item>
              <Form.Item name={[row.name, "fee_fen"]} rules={[{ required: true, message: "请填写运费" }]}>
                <YuanInput />
              </Form.Item>
              <button
                type="button"
                className="by-remote-remove"
                disabled={componentDisabled === true}
                aria-label="删除这个省份"
                onClick={() => remove(row.name)}
              >
                <Icon name="trash" size={16} />
              </button>
            </div>
          ))}
          <Button type="dashed" icon={<Icon name="plus" size={14} />} onClick={() => add({})}>
            添加偏远省份
          </Button>
        </div>
      )}
    </Form.List>
  );
}

/** The rule in words for one parcel, decided by the same function that prices an order. */
function Trial({ freight, provinces }: { freight: Partial<Freight>; provinces: Province[] }): ReactElement {
  const [province, setProvince] = useState<string>();
  const [goods, setGoods] = useState<number | null>(TRIAL_GOODS_FEN);
  const answer = freightOf(
    flatBook({
      baseFen: BigInt(freight.base_fen ?? 0),
      freeOverFen:
        freight.free_over_fen === null || freight.free_over_fen === undefined
          ? null
          : BigInt(freight.free_over_fen),
      remote: (freight.remote ?? []).flatMap((row) =>
        row?.province && typeof row.fee_fen === "number"
          ? [{ province: row.province, feeFen: BigInt(row.fee_fen) }]
          : [],
      ),
      unserved: freight.unserved ?? [],
    }),
    {
      region: province === undefined ? null : `${province}0000`,
      lines: [{ templateId: null, quantity: 1, weightG: 0, baseFen: BigInt(goods ?? 0) }],
    },
  );
  const missingFen = answer.kind === "fee" ? (answer.parts[0]?.missingFen ?? null) : null;
  const where = provinces.find((candidate) => candidate.value === province)?.label ?? "一般地区";
  const said =
    answer.kind === "address_not_served"
      ? `${where}暂不配送，顾客不能下单`
      : answer.feeFen === 0n
        ? "包邮"
        : `收运费 ¥${fenText(Number(answer.feeFen))}${missingFen === null ? "" : `，再买 ¥${fenText(Number(missingFen))} 包邮`}`;
  return (
    <div className="by-rule by-trial num">
      试算：商品
      <YuanInput value={goods} onChange={setGoods} width={110} />
      寄往
      <Select
        allowClear
        style={{ width: 150 }}
        placeholder="一般地区"
        showSearch={{ optionFilterProp: "label" }}
        options={provinces}
        value={province ?? null}
        onChange={(value: string | null | undefined) => setProvince(value ?? undefined)}
      />
      <b>{said}</b>
    </div>
  );
}

export function FreightSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm<Freight>();
  const provinces = useProvinces();
  const typed = (Form.useWatch([], form) as Partial<Freight> | undefined) ?? settings.freight;
  const taken = [...(typed.remote ?? []).map((row) => row?.province ?? ""), ...(typed.unserved ?? [])];
  return (
    <Section
      settings={settings}
      name="freight"
      title="运费"
      note="按收货省份和商品金额计算，服务类商品不收运费"
      form={form}
    >
      <div className="by-setting-grid">
        <Form.Item name="base_fen" label="一般地区运费" rules={[{ required: true, message: "请填写运费" }]}>
          <YuanInput />
        </Form.Item>
        <Form.Item name="free_over_fen" label="满额包邮" extra="留空表示不包邮；按优惠后的快递商品金额算">
          <YuanInput />
        </Form.Item>
      </div>
      <Form.Item label="偏远省份" extra="按这里的运费收取，不参加满额包邮">
        <RemoteRows provinces={provinces} taken={taken} />
      </Form.Item>
      <Form.Item name="unserved" label="不配送的省份">
        <Select
          mode="multiple"
          allowClear
          placeholder="都配送"
          optionFilterProp="label"
          options={provinces.map((province) => ({
            ...province,
            disabled: (typed.remote ?? []).some((row) => row?.province === province.value),
          }))}
        />
      </Form.Item>
      <ConfigProvider componentDisabled={false}>
        <Trial freight={typed} provinces={provinces} />
      </ConfigProvider>
    </Section>
  );
}
