import type { ReactElement } from "react";
import { BrandMark } from "../design/brand.tsx";
import "./session.css";

/** The second between opening the page and knowing who is there. */
export function Opening(): ReactElement {
  return (
    <div className="by-opening" aria-busy="true">
      <BrandMark size={52} />
    </div>
  );
}
