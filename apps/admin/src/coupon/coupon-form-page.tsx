import type { ConsoleCoupon } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Button, Form } from "antd";
import { type ReactElement, useMemo } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { PageHead } from "../design/page.tsx";
import { type Draft, draftOf, emptyDraft, inputOf } from "./draft.ts";
import { FormFields } from "./form-fields.tsx";
import { ReadBack } from "./read-back.tsx";
import "./coupon.css";

/** Where a refusal about a field of the request is shown in the form. */
const SHOWN_AT: Readonly<Record<string, keyof Draft>> = {
  percent_off: "fold",
  scope_ids: "targets",
  excluded_ids: "excluded",
  starts_at: "period",
  ends_at: "period",
  usable_from: "usable",
  usable_until: "usable",
};

/** A new coupon, a copy of one, or a change to one. */
export function CouponFormPage(): ReactElement {
  const { id } = useParams();
  const [params] = useSearchParams();
  const from = id ?? params.get("copy");
  const coupon = useQuery({
    ...api.console.coupon.get.queryOptions({ input: { coupon_id: from ?? "0" } }),
    enabled: from !== null,
    // What is typed is not taken away by what somebody else saves; saving says so.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title = id ? "修改优惠券" : "新建优惠券";
  if (from !== null && !coupon.data) {
    return (
      <>
        <PageHead title={title} back={{ to: "/coupons", label: "优惠券" }} />
        {coupon.isError ? (
          <ErrorState error={coupon.error} retry={() => void coupon.refetch()} />
        ) : (
          <RowsSkeleton rows={6} />
        )}
      </>
    );
  }
  return (
    <CouponForm
      key={from ?? "new"}
      title={title}
      edited={id ? coupon.data : undefined}
      copied={coupon.data}
    />
  );
}

function CouponForm({
  title,
  edited,
  copied,
}: {
  title: string;
  edited: ConsoleCoupon | undefined;
  copied: ConsoleCoupon | undefined;
}): ReactElement {
  const go = useNavigate();
  const [form] = Form.useForm<Draft>();
  const initial = useMemo(
    () => (edited ? draftOf(edited, false) : copied ? draftOf(copied, true) : emptyDraft()),
    [edited, copied],
  );
  const typed = Form.useWatch((values: Draft) => values, { form, preserve: true });
  const draft = { ...initial, ...typed };
  const request = useRequestKey();
  const save = useWrite({
    call: (fields: Draft) => {
      const input = inputOf({ ...initial, ...fields });
      if (!edited) return client.console.coupon.create({ ...input, request_key: request.keyFor(input) });
      const body = { ...input, coupon_id: edited.id, revision: edited.revision };
      return client.console.coupon.update({ ...body, request_key: request.keyFor(body) });
    },
    form,
    refused: ({ field, message }) => {
      const shown = field ? SHOWN_AT[field] : undefined;
      if (!shown) return false;
      form.setFields([{ name: shown, errors: [message] }]);
      form.scrollToField(shown, { behavior: "smooth", block: "center" });
      return true;
    },
    stale: [api.console.coupon.key()],
    success: edited ? "优惠券已修改" : "优惠券已创建",
    done: (coupon) => {
      request.renew();
      void go(`/coupons/${coupon.id}`);
    },
  });
  const back = edited
    ? { to: `/coupons/${edited.id}`, label: edited.name }
    : { to: "/coupons", label: "优惠券" };
  return (
    <>
      <PageHead title={title} back={back}>
        {edited?.terms_fixed ? "已有人领取：优惠内容和范围不能再改，名称、数量、时间和退回规则可以改" : null}
      </PageHead>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        scrollToFirstError={{ behavior: "smooth", block: "center" }}
        onValuesChange={(changed: Partial<Draft>) => {
          // What was chosen were categories; now they would be products.
          if (changed.scope) form.setFieldsValue({ targets: [], excluded: [] });
        }}
        onFinish={(fields: Draft) => save.mutate(fields)}
      >
        <div className="by-coupon-form">
          <FormFields draft={draft} fixed={edited?.terms_fixed ?? false} known={edited !== undefined} />
          <aside className="by-coupon-aside">
            <ReadBack draft={draft} />
            <Button type="primary" size="large" block htmlType="submit" loading={save.isPending}>
              {edited ? "保存修改" : "创建优惠券"}
            </Button>
          </aside>
        </div>
      </Form>
    </>
  );
}
