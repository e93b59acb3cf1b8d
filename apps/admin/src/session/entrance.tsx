import type { ReactElement, ReactNode } from "react";
import { BrandMark, Grove } from "../design/brand.tsx";
import "./session.css";

/** Frame of the pages before sign-in: the grove on one side, the form on the other. */
export function Entrance({ children }: { children: ReactNode }): ReactElement {
  return (
    <div className="by-entrance">
      <aside>
        <div className="by-entrance-brand">
          <BrandMark size={44} />
          <b>榕</b>
        </div>
        <div className="by-entrance-words">
          <h2>
            独木成林，
            <br />
            账目分明
          </h2>
          <p>每一单、每一分钱，都说得清来处和去处。</p>
        </div>
        <Grove className="by-entrance-grove" />
      </aside>
      <main>
        <div className="by-entrance-form">{children}</div>
      </main>
    </div>
  );
}
