import type { Refundable } from "@banyan/contract";
import { Text, View } from "@tarojs/components";
import { useEffect, useRef, useState } from "react";
import { BottomBar } from "@/design/bars/bottom-bar.tsx";
import { Button } from "@/design/button/button.tsx";
import { Card } from "@/design/card/card.tsx";
import { ReasonList } from "@/design/choice/reason-list.tsx";
import { confirm } from "@/design/dialog/confirm.ts";
import { TextArea } from "@/design/field/field.tsx";
import { Icon } from "@/design/icon/icon.tsx";
import { join } from "@/design/join.ts";
import { Price } from "@/design/price/price.tsx";
import { shortYuan, yuan } from "@/design/price/yuan.ts";
import { Sheet } from "@/design/sheet/sheet.tsx";
import { Tap } from "@/design/tap/tap.tsx";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { useAction } from "@/http/use-action.ts";
import { replaceWith } from "@/navigation.ts";
import { Amount } from "@/order/amounts.tsx";
import { allOf, amountOf, type Claims, firstOf, sumOf } from "../claim.ts";
import { AFTERSALE_REASONS } from "../reasons.ts";
import { ClaimLine } from "./claim-line.tsx";
import { Pictures, usePictures } from "./pictures.tsx";

type Reason = (typeof AFTERSALE_REASONS)[number];

/** Refusals after which what can be refunded must be asked again. */
const MOVED: ReadonlySet<string> = new Set([
  "refund_exceeds",
  "refund_nothing",
  "aftersale_open",
  "aftersale_too_late",
]);

export function ApplyForm({ refundable, onMoved }: { refundable: Refundable; onMoved: () => Promise<void> }) {
  const [claims, setClaims] = useState<Claims>(() => firstOf(refundable));
  const [reason, setReason] = useState<Reason | null>(null);
  const [reasonOpen, setReasonOpen] = useState(false);
  const [missing, setMissing] = useState(false);
  const [note, setNote] = useState("");
  const pictures = usePictures();
  const { busy, run } = useAction();
  const key = useRef(newRequestKey());
  // Another refund may have gone through meanwhile: what was asked no longer fits.
  useEffect(() => setClaims(firstOf(refundable)), [refundable]);
  const sum = sumOf(refundable, claims);
  const total = sum.goodsFen + sum.freightFen;

  const submit = () => {
    if (reason === null) {
      setMissing(true);
      setReasonOpen(true);
      return;
    }
    if (pictures.uploading) {
      toast("图片还在上传，请稍候");
      return;
    }
    const question = {
      title: `申请退款 ¥${yuan(total)}？`,
      body: "商家同意后，款项原路退回微信支付。",
      yes: "提交申请",
    };
    void confirm(question).then((yes) => {
      if (yes) send(reason);
    });
  };
  const send = (why: Reason) =>
    run(
      "submit",
      async () => {
        const { no } = await call("aftersale.create", {
          request_key: key.current,
          order_no: refundable.order_no,
          lines: askedLines(refundable, claims),
          reason: why,
          note: note.trim(),
          pictures: pictures.urls,
        });
        replaceWith(`/aftersale/detail/index?no=${no}`);
        toast("申请已提交", { mood: "good" });
      },
      ({ code }) => {
        if (MOVED.has(code)) void onMoved();
        return false;
      },
    );

  return (
    <View className="apply">
      <Card title="退哪些商品" aside={<All refundable={refundable} claims={claims} onChange={setClaims} />}>
        {refundable.lines.map((line) => (
          <ClaimLine
            key={line.line_no}
            line={line}
            claim={claims[line.line_no] ?? null}
            onChange={(claim) =>
              setClaims(({ [line.line_no]: _, ...others }) =>
                claim === null ? others : { ...others, [line.line_no]: claim },
              )
            }
          />
        ))}
      </Card>
      <Card className="apply-why">
        <Tap
          className={join("apply-reason", missing && reason === null && "is-missing")}
          label="退款原因"
          onTap={() => setReasonOpen(true)}
        >
          <Text className="apply-reason__label">退款原因</Text>
          <Text className={join("apply-reason__value", reason !== null && "is-set")}>
            {reason ?? "请选择"}
          </Text>
          <Icon name="right" size={16} className="apply-reason__arrow" />
        </Tap>
        <View className="apply-note">
          <TextArea
            label="补充说明"
            value={note}
            onChange={setNote}
            max={200}
            placeholder="补充说明，选填。说清楚一点，处理会更快"
          />
        </View>
        <Pictures pictures={pictures} />
      </Card>
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
      <BottomBar>
        <View className="apply-sum">
          <Text className="apply-sum__label">退款合计</Text>
          <Price fen={total} />
        </View>
        <Button
          className="apply-sum__button"
          text="提交申请"
          look="primary"
          size="large"
          disabled={!sum.ready}
          busy={busy !== null}
          onTap={submit}
        />
      </BottomBar>
      <Sheet open={reasonOpen} onClose={() => setReasonOpen(false)} title="退款原因">
        <ReasonList
          reasons={AFTERSALE_REASONS}
          value={reason}
          onChange={(chosen) => {
            setReason(chosen);
            setReasonOpen(false);
          }}
        />
      </Sheet>
    </View>
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

function askedLines(refundable: Refundable, claims: Claims) {
  return refundable.lines.flatMap((line) => {
    const claim = claims[line.line_no];
    const amount = claim === undefined ? null : amountOf(line, claim);
    if (claim === undefined || amount === null || !("fen" in amount)) return [];
    return [{ line_no: line.line_no, quantity: claim.quantity, amount_fen: amount.fen }];
  });
}
