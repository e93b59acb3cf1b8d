import type { Refundable } from "@banyan/contract";
import { useEffect, useRef, useState } from "react";
import { confirm } from "@/design/dialog/confirm.ts";
import { yuan } from "@/design/price/yuan.ts";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { useAction } from "@/http/use-action.ts";
import { type PictureDesk, usePictures } from "@/media/use-pictures.ts";
import { replaceWith } from "@/navigation.ts";
import { amountOf, type Claims, firstOf, type Sum, sumOf } from "../claim.ts";
import type { AFTERSALE_REASONS } from "../reasons.ts";

export type Reason = (typeof AFTERSALE_REASONS)[number];

export interface Application {
  claims: Claims;
  setClaims: (change: Claims | ((before: Claims) => Claims)) => void;
  reason: Reason | null;
  setReason: (reason: Reason) => void;
  /** Sending was tried without a reason. */
  missing: boolean;
  choosing: boolean;
  setChoosing: (open: boolean) => void;
  note: string;
  setNote: (note: string) => void;
  pictures: PictureDesk;
  sum: Sum;
  /** Goods and freight, in fen. */
  totalFen: number;
  busy: boolean;
  submit: () => void;
}

const MOST_PICTURES = 6;

/** Refusals after which what can be refunded must be asked again. */
const MOVED: ReadonlySet<string> = new Set([
  "refund_exceeds",
  "refund_nothing",
  "aftersale_open",
  "aftersale_too_late",
]);

/** What a person fills in to ask for money back. One request key for the form: a retry is the same case. */
export function useApply(refundable: Refundable, onMoved: () => Promise<void>): Application {
  const [claims, setClaims] = useState<Claims>(() => firstOf(refundable));
  const [reason, setReason] = useState<Reason | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [missing, setMissing] = useState(false);
  const [note, setNote] = useState("");
  const pictures = usePictures(MOST_PICTURES);
  const { busy, run } = useAction();
  const key = useRef(newRequestKey());
  // Another refund may have gone through meanwhile: what was asked no longer fits.
  useEffect(() => setClaims(firstOf(refundable)), [refundable]);
  const sum = sumOf(refundable, claims);
  const totalFen = sum.goodsFen + sum.freightFen;

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
  const submit = () => {
    if (reason === null) {
      setMissing(true);
      setChoosing(true);
    } else if (pictures.uploading) {
      toast("图片还在上传，请稍候");
    } else if (pictures.failed) {
      toast("有图片没传上去，请重试或移除");
    } else {
      void confirmed(totalFen).then((yes) => {
        if (yes) send(reason);
      });
    }
  };
  return {
    ...{ claims, setClaims, reason, setReason, missing: missing && reason === null, choosing, setChoosing },
    ...{ note, setNote, pictures, sum, totalFen, busy: busy !== null, submit },
  };
}

function confirmed(totalFen: number): Promise<boolean> {
  return confirm({
    title: `申请退款 ¥${yuan(totalFen)}？`,
    body: "商家同意后，款项原路退回微信支付。",
    yes: "提交申请",
  });
}

function askedLines(refundable: Refundable, claims: Claims) {
  return refundable.lines.flatMap((line) => {
    const claim = claims[line.line_no];
    const amount = claim === undefined ? null : amountOf(line, claim);
    if (claim === undefined || amount === null || !("fen" in amount)) return [];
    return [{ line_no: line.line_no, quantity: claim.quantity, amount_fen: amount.fen }];
  });
}
