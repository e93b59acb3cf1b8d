import type { ReactElement } from "react";
import { Link } from "react-router";
import { PictureThumb } from "../design/picture.tsx";
import { kindText } from "./words.ts";

/** A SKU by its product, kind and code; leads to the product. */
export function SkuCell({
  row,
}: {
  row: {
    product_id: string;
    product: string;
    spec: readonly string[];
    code?: string;
    picture?: string | undefined;
  };
}): ReactElement {
  return (
    <div className="by-cell-main">
      {row.picture !== undefined && <PictureThumb src={row.picture || null} size={44} />}
      <div>
        <Link className="by-link by-clamp" to={`/products/${row.product_id}`}>
          {row.product}
        </Link>
        <small>{[kindText(row.spec), row.code].filter(Boolean).join(" · ")}</small>
      </div>
    </div>
  );
}
