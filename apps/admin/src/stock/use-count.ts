import { useState } from "react";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import type { Preview } from "./count-preview.tsx";

export type Counted = { sku_id?: string; code?: string; counted: number };

/** A count on its way: entered, previewed, posted. A refusal of what moved meanwhile previews again. */
export function useCount(lines: readonly Counted[], posted: () => void) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const request = useRequestKey();
  const look = useWrite({
    call: () => client.console.stock.preview({ lines: [...lines] }),
    done: (found) => setPreview(found),
  });
  const post = useWrite({
    call: (of: Preview) => {
      const body = {
        note: note.trim(),
        lines: of.lines.flatMap((row) =>
          row.sku_id === null ? [] : [{ sku_id: row.sku_id, counted: row.after, before: row.before }],
        ),
      };
      return client.console.stock.count({ ...body, request_key: request.keyFor(body) });
    },
    stale: [api.console.catalog.key(), api.console.stock.key(), api.console.report.key()],
    success: ({ moved }) => (moved === 0 ? "全部相符" : `已入账 ${moved} 个规格的差异`),
    refused: (failure) => {
      if (failure.code !== "stock_moved" && failure.code !== "stock_below_zero") return false;
      setRefusal(failure.message);
      look.mutate(undefined);
      return true;
    },
    done: () => {
      request.renew();
      posted();
    },
  });
  return {
    preview,
    refusal,
    note,
    setNote,
    look: () => look.mutate(undefined),
    post: post.mutate,
    back: () => {
      setPreview(null);
      setRefusal(undefined);
    },
    busy: look.isPending || post.isPending,
  };
}
