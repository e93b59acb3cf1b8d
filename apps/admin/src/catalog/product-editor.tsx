import type { ConsoleProduct } from "@banyan/contract";
import { goodsText } from "@banyan/kernel";
import { Alert, Button } from "antd";
import { type ReactElement, useMemo, useState } from "react";
import { Link } from "react-router";
import { PageHead } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { AdjustDialog } from "../stock/adjust-dialog.tsx";
import { StockLogDrawer } from "../stock/log-drawer.tsx";
import { checkDraft, type FieldErrors } from "./check-draft.ts";
import type { Draft, SkuDraft } from "./draft.ts";
import { ErrorsProvider, scrollToFirstError } from "./field.tsx";
import { type KeptDraft, useKeptDraft } from "./kept-draft.ts";
import { useLeaveGuard } from "./leave-guard.ts";
import { PhonePreview } from "./phone-preview.tsx";
import { ProductForm } from "./product-form.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useSaveProduct } from "./save-product.ts";
import { valuesOf } from "./sku-matrix.ts";
import { StateButtons } from "./state-buttons.tsx";
import { StateTags } from "./state-tags.tsx";

const NO_ERRORS: FieldErrors = new Map();

/** What an earlier visit left unsaved. */
function KeptNotice({
  kept,
  version,
  take,
}: {
  kept: KeptDraft;
  version: number;
  take: (draft: Draft) => void;
}): ReactElement | null {
  const { found } = kept;
  if (!found) return null;
  const stale = found.version !== version;
  return (
    <Alert
      className="by-kept"
      type="info"
      showIcon
      title={`上次有没保存的修改（${timeText(new Date(found.at).toISOString())}）`}
      description={stale ? "那之后商品被保存过，接着改会从您当时的内容继续，请核对后再保存。" : undefined}
      action={
        <span className="by-kept-actions">
          <Button size="small" type="primary" onClick={() => take(found.draft)}>
            接着改
          </Button>
          <Button size="small" onClick={kept.forget}>
            不要了
          </Button>
        </span>
      }
    />
  );
}

function Tools({ product, openLog }: { product: ConsoleProduct; openLog: () => void }): ReactElement {
  const canWrite = useMay()("catalog.write");
  return (
    <>
      <Button disabled={false} onClick={openLog}>
        库存流水
      </Button>
      {canWrite && (
        <Link to={`/products/new?copy=${product.id}`}>
          <Button disabled={false}>复制</Button>
        </Link>
      )}
      {canWrite && <StateButtons product={product} />}
    </>
  );
}

/** @param keptName under which unsaved changes stay in this browser */
export function ProductEditor({
  initial,
  product,
  keptName,
}: {
  initial: Draft;
  product?: ConsoleProduct;
  keptName: string;
}): ReactElement {
  const may = useMay();
  const canWrite = may("catalog.write") && product?.state !== "recycled";
  const [draft, setDraft] = useState(initial);
  const [dirty, setDirty] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>(NO_ERRORS);
  const [adjusting, setAdjusting] = useState<SkuDraft | null>(null);
  const [logOpen, setLogOpen] = useState(false);
  const guard = useLeaveGuard(dirty);
  const kept = useKeptDraft(keptName, product?.version ?? 0, draft, dirty);
  const showErrors = (found: FieldErrors) => {
    setErrors(found);
    scrollToFirstError(found);
  };
  const save = useSaveProduct(product, showErrors, {
    saved: () => {
      guard.letGo();
      kept.forget();
    },
    stale: kept.keep,
  });
  const edit = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setDirty(true);
    if (errors.size > 0) setErrors(NO_ERRORS);
  };
  const submit = (listed: boolean, listAt?: string) => {
    const checked = checkDraft(draft);
    if (checked.errors) return showErrors(checked.errors);
    save.mutate({ body: checked.body, listed, ...(listAt ? { listAt } : {}) });
  };
  const stocks = useMemo(() => new Map(product?.skus.map((sku) => [sku.id, sku])), [product]);
  const adjust = product && may("stock.write") && !dirty ? setAdjusting : null;
  return (
    <ErrorsProvider value={errors}>
      <PageHead
        back={{ to: "/products", label: "商品" }}
        title={
          product ? (
            <>
              <span className="by-clamp">{product.name}</span>
              <StateTags product={product} />
            </>
          ) : (
            "新建商品"
          )
        }
        extra={product && <Tools product={product} openLog={() => setLogOpen(true)} />}
      />
      {canWrite && <KeptNotice kept={kept} version={product?.version ?? 0} take={edit} />}
      <div className="by-pair">
        <fieldset className="by-fieldset" disabled={!canWrite}>
          <ProductForm draft={draft} edit={edit} stocks={stocks} adjust={adjust} />
        </fieldset>
        <PhonePreview draft={draft} />
      </div>
      {canWrite && (
        <SaveBar
          existing={product !== undefined}
          dirty={dirty}
          wrong={errors.size}
          busy={save.isPending}
          submit={submit}
        />
      )}
      {adjusting?.id && (
        <AdjustDialog
          target={{
            sku_id: adjusting.id,
            title: goodsText(draft.name, valuesOf(draft.specs, adjusting)),
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
