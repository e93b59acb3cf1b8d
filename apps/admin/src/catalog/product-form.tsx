import { Input, Radio, Select } from "antd";
import type { ReactElement } from "react";
import { Card } from "../design/page.tsx";
import { PictureList } from "../media/picture-upload.tsx";
import { VideoSlot } from "../media/video-upload.tsx";
import { CasesEditor } from "./cases-editor.tsx";
import { useCategoryOptions } from "./categories.ts";
import { DetailEditor } from "./detail-editor.tsx";
import type { Draft, SkuDraft } from "./draft.ts";
import { Field } from "./field.tsx";
import { FreightField } from "./freight-field.tsx";
import { PromisesField } from "./promises-field.tsx";
import { SkuTable } from "./sku-table.tsx";
import { SpecEditor } from "./spec-editor.tsx";
import type { SkuStock } from "./stock-cell.tsx";

const MOST_PICTURES = 9;

function Basics({ draft, edit }: { draft: Draft; edit: (part: Partial<Draft>) => void }): ReactElement {
  const categories = useCategoryOptions();
  return (
    <Card title="基本信息">
      <div className="by-form-grid">
        <div className="is-wide">
          <Field path="name" label="商品名称">
            <Input
              value={draft.name}
              maxLength={60}
              showCount
              onChange={(event) => edit({ name: event.target.value })}
            />
          </Field>
        </div>
        <div className="is-wide">
          <Field path="subtitle" label="副标题" hint="一句卖点，显示在名称下面">
            <Input
              value={draft.subtitle}
              maxLength={80}
              showCount
              onChange={(event) => edit({ subtitle: event.target.value })}
            />
          </Field>
        </div>
        <Field path="category_id" label="主分类" hint="佣金规则按主分类算">
          <Select
            value={draft.category_id || null}
            options={categories}
            showSearch={{ optionFilterProp: "label" }}
            placeholder="请选择分类"
            onChange={(category_id: string) => edit({ category_id })}
          />
        </Field>
        <Field path="shelf_ids" label="展示分类" hint="除主分类外，还在哪些分类里出现" deep>
          <Select
            mode="multiple"
            maxCount={10}
            value={draft.shelf_ids}
            options={categories.filter(({ value }) => value !== draft.category_id)}
            showSearch={{ optionFilterProp: "label" }}
            placeholder="可不选"
            onChange={(shelf_ids: string[]) => edit({ shelf_ids })}
          />
        </Field>
        <Field path="code" label="商品编码" hint="您自己的编码，全店唯一；批量导入按它认商品，可不填">
          <Input value={draft.code} maxLength={40} onChange={(event) => edit({ code: event.target.value })} />
        </Field>
        <Field path="origin" label="产地">
          <Input
            value={draft.origin}
            maxLength={40}
            onChange={(event) => edit({ origin: event.target.value })}
          />
        </Field>
        <div className="is-wide">
          <Field
            path="fulfilment"
            label="履约方式"
            hint={
              draft.fulfilment === "parcel" ? "按快递发货，需要收货地址" : "不发货，完成服务后在订单里确认"
            }
          >
            <Radio.Group
              value={draft.fulfilment}
              options={[
                { value: "parcel", label: "快递" },
                { value: "service", label: "服务" },
              ]}
              onChange={(event) => edit({ fulfilment: event.target.value })}
            />
          </Field>
        </div>
        {draft.fulfilment === "parcel" && (
          <FreightField
            value={draft.freight_template_id}
            change={(freight_template_id) => edit({ freight_template_id })}
          />
        )}
        <Field path="tags" label="标签" hint="最多 3 个，显示在商品卡片上" deep>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            maxCount={3}
            value={draft.tags}
            placeholder="输入后按回车"
            onChange={(tags: string[]) => edit({ tags })}
          />
        </Field>
        <div className="is-wide">
          <PromisesField promises={draft.promises} change={(promises) => edit({ promises })} />
        </div>
      </div>
    </Card>
  );
}

/** Every part of a product, in the order a customer meets them. */
export function ProductForm({
  draft,
  edit,
  stocks,
  adjust,
}: {
  draft: Draft;
  edit: (part: Partial<Draft>) => void;
  stocks: ReadonlyMap<string, SkuStock>;
  adjust: ((sku: SkuDraft) => void) | null;
}): ReactElement {
  return (
    <div className="by-stack">
      <Basics draft={draft} edit={edit} />
      <Card title="主图与视频" note={`最多 ${MOST_PICTURES} 张图，拖动排序，第一张是封面；视频排在图片前面`}>
        <Field path="gallery" label="" deep>
          <PictureList
            pictures={draft.gallery}
            most={MOST_PICTURES}
            change={(gallery) => edit({ gallery })}
          />
        </Field>
        <Field path="video" label="主图视频" deep>
          <VideoSlot video={draft.video} change={(video) => edit({ video })} />
        </Field>
      </Card>
      <Card title="规格与价格" note="没有规格的商品直接填写一行">
        <SpecEditor specs={draft.specs} skus={draft.skus} change={edit} />
        <SkuTable
          specs={draft.specs}
          skus={draft.skus}
          parcel={draft.fulfilment === "parcel"}
          change={(skus) => edit({ skus })}
          stocks={stocks}
          adjust={adjust}
        />
      </Card>
      <Card title="图文详情" note="右边的手机随时显示效果">
        <DetailEditor blocks={draft.detail} change={(detail) => edit({ detail })} />
      </Card>
      <Card title="客户案例" note="显示在图文详情前面，适合服务和定制">
        <CasesEditor cases={draft.cases} change={(cases) => edit({ cases })} />
      </Card>
    </div>
  );
}
