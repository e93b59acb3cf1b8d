import { describeFreightPart, freightOf } from "@banyan/domain";
import { InputNumber, TreeSelect } from "antd";
import { type ReactElement, useState } from "react";
import { fenText } from "../design/money.tsx";
import { YuanInput } from "../design/yuan-input.tsx";
import { type Draft, templateOf } from "./draft.ts";
import { type RegionOption, regionWords } from "./regions.ts";

const START = { pieces: 3, grams: 1500, goodsFen: 8800 };

/** What a buyer would pay by the template as it is typed, in the words that buyers read: the same functions price their orders. */
export function Trial({ draft, regions }: { draft: Draft; regions: readonly RegionOption[] }): ReactElement {
  const [to, setTo] = useState<string>();
  const [pieces, setPieces] = useState(START.pieces);
  const [grams, setGrams] = useState(START.grams);
  const [goodsFen, setGoods] = useState<number | null>(START.goodsFen);
  const template = templateOf(draft);
  const answer = freightOf(
    { templates: [template], defaultId: template.id },
    {
      region: to === undefined ? null : to.padEnd(6, "0"),
      // So many pieces that weigh so much together, whatever each weighs.
      lines: [
        { templateId: null, quantity: 1, weightG: grams, baseFen: BigInt(goodsFen ?? 0) },
        ...(pieces > 1 ? [{ templateId: null, quantity: pieces - 1, weightG: 0, baseFen: 0n }] : []),
      ],
    },
  );
  const where = to === undefined ? "其余地区" : regionWords(regions, [to]);
  return (
    <div className="by-freight-trial num">
      <div className="by-freight-trial-fields">
        <span>件数</span>
        <InputNumber
          min={1}
          max={999}
          precision={0}
          value={pieces}
          suffix="件"
          aria-label="件数"
          onChange={(value) => setPieces(value ?? 1)}
        />
        <span>总重</span>
        <InputNumber
          min={0}
          max={999}
          step={0.5}
          precision={3}
          value={grams / 1000}
          suffix="kg"
          aria-label="总重"
          onChange={(value) => setGrams(Math.round((value ?? 0) * 1000))}
        />
        <span>商品</span>
        <YuanInput value={goodsFen} onChange={setGoods} width={120} label="商品金额" />
        <span>寄往</span>
        <TreeSelect
          allowClear
          style={{ width: 200 }}
          placeholder="其余地区"
          aria-label="寄往"
          showSearch={{ treeNodeFilterProp: "title" }}
          treeData={[...regions]}
          value={to ?? null}
          onChange={(code: string | null) => setTo(code ?? undefined)}
        />
      </div>
      <p aria-live="polite">
        {pieces} 件、¥{fenText(goodsFen ?? 0)} 的商品寄往{where}：
        {answer.kind === "address_not_served" ? (
          <b>不配送，顾客不能下单</b>
        ) : (
          answer.parts.map((part) => (
            <b key={part.templateId}>
              {part.feeFen === 0n ? "" : `收运费 ¥${fenText(Number(part.feeFen))}，`}
              {describeFreightPart(part, template.unit)}
            </b>
          ))
        )}
      </p>
    </div>
  );
}
