import type { ConsoleProduct } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import type { Failure } from "../api/failure.ts";
import { useRequestKey, useWrite, type Write } from "../api/write.ts";
import type { FieldErrors, ProductBody } from "./check-draft.ts";

export interface Saving {
  body: ProductBody;
  listed: boolean;
  /** ISO; a new product goes on the shelf by itself at this moment. */
  listAt?: string;
}

/** Saving: checked here by the contract, then by the server; both speak about the same field paths. */
export function useSaveProduct(
  product: ConsoleProduct | undefined,
  showErrors: (errors: FieldErrors) => void,
  on: { saved: () => void; stale: () => void },
): Write<Saving> {
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const go = useNavigate();
  const request = useRequestKey();
  const refused = (failure: Failure): boolean => {
    if (failure.code === "already_changed") {
      on.stale();
      modal.confirm({
        title: failure.message,
        content: "重新载入会显示最新内容。您刚才的修改已留在这台电脑上，载入后可以选择接着改。",
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
    call: ({ body, listed, listAt }: Saving) => {
      if (product)
        return client.console.catalog.update({
          ...body,
          product_id: product.id,
          version: product.version,
        });
      const content = { ...body, listed, ...(listAt ? { list_at: listAt } : {}) };
      return client.console.catalog.create({ ...content, request_key: request.keyFor(content) });
    },
    success: (after) =>
      after.list_at && !product
        ? "已保存，到时间自动上架"
        : !product && after.state === "listed"
          ? "已保存并上架"
          : "已保存",
    refused,
    done: (after) => {
      on.saved();
      request.renew();
      queries.setQueryData(api.console.catalog.get.queryKey({ input: { product_id: after.id } }), after);
      void queries.invalidateQueries({ queryKey: api.console.catalog.key() });
      if (!product) void go(`/products/${after.id}`, { replace: true });
    },
  });
}
