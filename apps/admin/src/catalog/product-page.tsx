import type { ConsoleProduct } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import type { ReactElement } from "react";
import { useParams } from "react-router";
import { api } from "../api/client.ts";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";
import { draftOf, emptyDraft } from "./draft.ts";
import { ProductEditor } from "./product-editor.tsx";
import "./catalog.css";

export function NewProductPage(): ReactElement {
  return <ProductEditor initial={emptyDraft()} />;
}

function Existing({ product }: { product: ConsoleProduct }): ReactElement {
  const may = useMay();
  return (
    <ConfigProvider componentDisabled={!may("catalog.write")}>
      <ProductEditor key={`${product.id} ${product.version}`} initial={draftOf(product)} product={product} />
    </ConfigProvider>
  );
}

export function ProductPage(): ReactElement {
  const { id = "" } = useParams();
  // Typing must not be overwritten because the window got the focus back.
  const product = useQuery(
    api.console.catalog.get.queryOptions({ input: { product_id: id }, refetchOnWindowFocus: false }),
  );
  if (product.data) return <Existing product={product.data} />;
  return (
    <>
      <PageHead back={{ to: "/products", label: "商品" }} title="商品" />
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
