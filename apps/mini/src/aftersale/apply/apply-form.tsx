import type { Refundable } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { ReasonList } from "@/design/choice/reason-list.tsx";
import { TextArea } from "@/design/field/field.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Price } from "@/design/price/price.tsx";
import { shortYuan } from "@/design/price/yuan.ts";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { Pictures } from "@/media/pictures.tsx";
import { Amount } from "@/order/amounts.tsx";
import { allOf, type Claims } from "../claim.ts";
import { AFTERSALE_REASONS } from "../reasons.ts";
import { ClaimLine } from "./claim-line.tsx";
import { type Application, useApply } from "./use-apply.ts";

/** The form: lines, why, what it comes to. */
export function ApplyForm({ refundable, onMoved }: { refundable: Refundable; onMoved: () => Promise<void> }) {
  const form = useApply(refundable, onMoved);
  const { claims, setClaims } = form;
  return (
    <View className="apply">
      <Card title="退哪些商品" aside={<All refundable={refundable} claims={claims} onChange={setClaims} />}>
        {refundable.lines.map((line) => (
          <ClaimLine
            key={line.line_no}
            line={line}
            claim={claims[line.line_no] ?? null}
            wholePrice={refundable.whole_price}
            onChange={(claim) =>
              setClaims(({ [line.line_no]: _, ...others }) =>
                claim === null ? others : { ...others, [line.line_no]: claim },
              )
            }
          />
        ))}
      </Card>
      <Why form={form} />
      <Back refundable={refundable} form={form} />
      <BottomBar>
        <View className="apply-sum">
          <Text className="apply-sum__label">退款合计</Text>
          <Price fen={form.totalFen} />
        </View>
        <Button
          className="apply-sum__button"
          text="提交申请"
          look="primary"
          size="large"
          disabled={!form.sum.ready}
          busy={form.busy}
          onTap={form.submit}
        />
      </BottomBar>
      <Sheet open={form.choosing} onClose={() => form.setChoosing(false)} title="退款原因">
        <ReasonList
          reasons={AFTERSALE_REASONS}
          value={form.reason}
          onChange={(chosen) => {
            form.setReason(chosen);
            form.setChoosing(false);
          }}
        />
      </Sheet>
    </View>
  );
}

/** Why, in a word, in words and in pictures. */
function Why({ form }: { form: Application }) {
  return (
    <Card className="apply-why">
      <Tap
        className={join("apply-reason", form.missing && "is-missing")}
        label="退款原因"
        onTap={() => form.setChoosing(true)}
      >
        <Text className="apply-reason__label">退款原因</Text>
        <Text className={join("apply-reason__value", form.reason !== null && "is-set")}>
          {form.reason ?? "请选择"}
        </Text>
        <Icon name="right" size={16} className="apply-reason__arrow" />
      </Tap>
      <View className="apply-note">
        <TextArea
          label="补充说明"
          value={form.note}
          onChange={form.setNote}
          max={200}
          placeholder="补充说明，选填。说清楚一点，处理会更快"
        />
      </View>
      <Pictures desk={form.pictures} />
    </Card>
  );
}

/** What comes back, and where to. */
function Back({ refundable, form: { sum } }: { refundable: Refundable; form: Application }) {
  return (
    <Card>
      <Amount label={`商品退款 · ${sum.pieces} 件`} fen={sum.goodsFen} />
      {refundable.freight_fen > 0 && (
        <Amount
          label="运费退回"
          fen={sum.freightFen}
          note={sum.freightFen > 0 ? "" : `全部退完时退回 ¥${shortYuan(refundable.freight_fen)}`}
        />
      )}
      <View className="apply-way">原路退回微信支付，一般几分钟内到账</View>
    </Card>
  );
}

/** One tap for the whole order. */
function All({
  refundable,
  claims,
  onChange,
}: {
  refundable: Refundable;
  claims: Claims;
  onChange: (claims: Claims) => void;
}) {
  const all = allOf(refundable);
  if (Object.keys(all).length < 2) return null;
  const on = Object.keys(all).length === Object.keys(claims).length;
  return (
    <Tap className="apply-all" role="checkbox" checked={on} onTap={() => onChange(on ? {} : all)}>
      {on ? "取消全选" : "全选"}
    </Tap>
  );
}
