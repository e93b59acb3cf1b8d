import type { ConsoleProduct } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { useBlocker, useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import type { Failure } from "../api/failure.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { PageHead } from "../design/page.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { useMay } from "../session/session.tsx";
import { AdjustDialog } from "../stock/adjust-dialog.tsx";
import { StockLogDrawer } from "../stock/log-drawer.tsx";
import { checkDraft, type Draft, type FieldErrors, type ProductBody, type SkuDraft } from "./draft.ts";
import { ErrorsProvider, scrollToFirstError } from "./field.tsx";
import { PhonePreview } from "./phone-preview.tsx";
import { ProductForm } from "./product-form.tsx";
import { StateButtons } from "./state-buttons.tsx";
import { PRODUCT_WORD } from "./words.ts";

const NO_ERRORS: FieldErrors = new Map();

/** Leaving with typed but unsaved changes asks once, inside the console and on closing the tab. */
function useLeaveGuard(dirty: boolean): { letGo: () => void } {
  const { modal } = App.useApp();
  const free = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !free.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    modal.confirm({
      title: "有未保存的修改",
      content: "离开后修改会丢失。",
      okText: "离开",
      cancelText: "继续编辑",
      okButtonProps: { danger: true },
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal]);
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
  return {
    letGo: () => {
      free.current = true;
    },
  };
}

/** Saving: checked here by the contract, then by the server; both speak about the same field paths. */
function useSave(
  product: ConsoleProduct | undefined,
  showErrors: (errors: FieldErrors) => void,
  saved: () => void,
) {
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const go = useNavigate();
  const request = useRequestKey();
  const refused = (failure: Failure): boolean => {
    if (failure.code === "already_changed") {
      modal.confirm({
        title: failure.message,
        content: "重新载入会显示最新内容，您刚才的修改不会保留。",
        okText: "重新载入",
        cancelText: "先不",
        onOk: () => queries.invalidateQueries({ queryKey: api.console.catalog.get.key() }),
      });
      return true;
    }
    if (!failure.field) return false;
    showErrors(new Map([[failure.field, failure.message]]));
    return true;
  };
  return useWrite({
    call: ({ body, listed }: { body: ProductBody; listed: boolean }) =>
      product
        ? client.console.catalog.update({ ...body, product_id: product.id, version: product.version })
        : client.console.catalog.create({ ...body, listed, request_key: request.keyFor({ body, listed }) }),
    success: "已保存",
    refused,
    done: (after) => {
      saved();
      request.renew();
      queries.setQueryData(api.console.catalog.get.queryKey({ input: { product_id: after.id } }), after);
      void queries.invalidateQueries({ queryKey: api.console.catalog.key() });
      if (!product) void go(`/products/${after.id}`, { replace: true });
    },
  });
}

export function ProductEditor({
  initial,
  product,
}: {
  initial: Draft;
  product?: ConsoleProduct;
}): ReactElement {
  const may = useMay();
  const canWrite = may("catalog.write");
  const [draft, setDraft] = useState(initial);
  const [dirty, setDirty] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>(NO_ERRORS);
  const [adjusting, setAdjusting] = useState<SkuDraft | null>(null);
  const [logOpen, setLogOpen] = useState(false);
  const guard = useLeaveGuard(dirty);
  const showErrors = (found: FieldErrors) => {
    setErrors(found);
    scrollToFirstError(found);
  };
  const save = useSave(product, showErrors, guard.letGo);
  const edit = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setDirty(true);
    if (errors.size > 0) setErrors(NO_ERRORS);
  };
  const submit = (listed: boolean) => {
    const checked = checkDraft(draft);
    if (checked.errors) return showErrors(checked.errors);
    save.mutate({ body: checked.body, listed });
  };
  const stocks = new Map(product?.skus.map((sku) => [sku.id, sku]));
  const adjust = product && may("stock.write") && !dirty ? setAdjusting : null;
  return (
    <ErrorsProvider value={errors}>
      <PageHead
        back={{ to: "/products", label: "商品" }}
        title={
          product ? (
            <>
              <span className="by-clamp">{product.name}</span>
              <StateTag tone={PRODUCT_WORD[product.state].tone}>{PRODUCT_WORD[product.state].text}</StateTag>
            </>
          ) : (
            "新建商品"
          )
        }
        extra={
          product && (
            <>
              <Button disabled={false} onClick={() => setLogOpen(true)}>
                库存流水
              </Button>
              {canWrite && <StateButtons product={product} />}
            </>
          )
        }
      />
      <div className="by-pair">
        <fieldset className="by-fieldset" disabled={!canWrite}>
          <ProductForm draft={draft} edit={edit} stocks={stocks} adjust={adjust} />
        </fieldset>
        <PhonePreview draft={draft} />
      </div>
      {canWrite && (
        <div className="by-savebar">
          <span className="by-secondary">
            {errors.size > 0 ? (
              <em>有 {errors.size} 处需要修改</em>
            ) : dirty ? (
              "有未保存的修改"
            ) : product ? (
              "内容已是最新"
            ) : (
              ""
            )}
          </span>
          {!product && (
            <Button loading={save.isPending} onClick={() => submit(false)}>
              保存，先不上架
            </Button>
          )}
          <Button
            type="primary"
            loading={save.isPending}
            disabled={product !== undefined && !dirty}
            onClick={() => submit(true)}
          >
            {product ? "保存" : "保存并上架"}
          </Button>
        </div>
      )}
      {adjusting?.id && (
        <AdjustDialog
          target={{
            sku_id: adjusting.id,
            title: [draft.name, adjusting.spec.join(" ")].filter(Boolean).join(" · "),
            on_hand: stocks.get(adjusting.id)?.on_hand ?? 0,
            held: stocks.get(adjusting.id)?.held ?? 0,
          }}
          close={() => setAdjusting(null)}
        />
      )}
      {logOpen && product && (
        <StockLogDrawer productId={product.id} skus={product.skus} close={() => setLogOpen(false)} />
      )}
    </ErrorsProvider>
  );
}
