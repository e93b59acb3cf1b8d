import type { ConsoleProduct } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { Alert, ConfigProvider } from "antd";
import type { ReactElement } from "react";
import { useParams, useSearchParams } from "react-router";
import { api } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { copyOf, draftOf, emptyDraft } from "./draft.ts";
import { ProductEditor } from "./product-editor.tsx";
import { daysLeft } from "./state-tags.tsx";
import "./catalog.css";

/** Typing must not be overwritten because the window got the focus back. */
function useProduct(id: string) {
  return useQuery({
    ...api.console.catalog.get.queryOptions({ input: { product_id: id }, refetchOnWindowFocus: false }),
    enabled: id !== "",
  });
}

function Waiting({
  title,
  product,
}: {
  title: string;
  product: ReturnType<typeof useProduct>;
}): ReactElement {
  return (
    <>
      <PageHead back={{ to: "/products", label: "商品" }} title={title} />
      {product.isError ? (
        <Card>
          <ErrorState error={product.error} retry={() => void product.refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}

/** A new product, or with ?copy=ID one that begins as another one stands. */
export function NewProductPage(): ReactElement {
  const [params] = useSearchParams();
  const copied = params.get("copy") ?? "";
  const original = useProduct(copied);
  if (copied === "") return <ProductEditor key="new" initial={emptyDraft()} keptName="new" />;
  if (!original.data) return <Waiting title="新建商品" product={original} />;
  return <ProductEditor key={copied} initial={copyOf(original.data)} keptName={`copy-${copied}`} />;
}

function Existing({ product }: { product: ConsoleProduct }): ReactElement {
  const canWrite = useMay()("catalog.write") && product.state !== "recycled";
  const { recycled } = product;
  return (
    <>
      {recycled && (
        <Alert
          className="by-kept"
          type="warning"
          showIcon
          title={`在回收站里，还有 ${daysLeft(recycled.until, businessNow())} 天可以恢复`}
          description={`${recycled.by ?? "已离职员工"}在 ${timeText(recycled.at)} 移到回收站。顾客看不到它，已有订单照常。`}
        />
      )}
      <ConfigProvider componentDisabled={!canWrite}>
        <ProductEditor
          key={`${product.id} ${product.version}`}
          initial={draftOf(product)}
          product={product}
          keptName={product.id}
        />
      </ConfigProvider>
    </>
  );
}

export function ProductPage(): ReactElement {
  const { id = "" } = useParams();
  const product = useProduct(id);
  if (product.data) return <Existing product={product.data} />;
  return <Waiting title="商品" product={product} />;
}
