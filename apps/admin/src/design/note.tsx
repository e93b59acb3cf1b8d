import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import type { Tone } from "./state-tag.tsx";
import "./parts.css";

/** A sentence that one should not miss: what happens next, why something cannot be done. */
export function Note({
  tone = "green",
  icon = "clock",
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}): ReactElement {
  return (
    <div className={`by-note by-note-${tone}`}>
      <Icon name={icon} size={18} />
      <p>{children}</p>
    </div>
  );
}
