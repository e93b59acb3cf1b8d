import { createContext, type ReactElement, type ReactNode, useContext } from "react";
import type { FieldErrors } from "./check-draft.ts";

const ErrorsContext = createContext<FieldErrors>(new Map());
export const ErrorsProvider = ErrorsContext.Provider;

/** The refusal at a path, or of anything below it when `deep`. */
export function useFieldError(path: string, deep = false): string | undefined {
  const errors = useContext(ErrorsContext);
  const own = errors.get(path);
  if (own || !deep) return own;
  for (const [key, message] of errors) if (key.startsWith(`${path}.`)) return message;
  return undefined;
}

/** Label, control, refusal. `path` is the field's path in the contract; the page scrolls to it by this name. */
export function Field({
  path,
  label,
  hint,
  deep = false,
  children,
}: {
  path: string;
  label: string;
  hint?: string;
  deep?: boolean;
  children: ReactNode;
}): ReactElement {
  const error = useFieldError(path, deep);
  return (
    <div className={`by-field ${error ? "is-wrong" : ""}`} data-field={path}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
      <label>
        <span className="by-field-label">{label}</span>
        {children}
      </label>
      {error ? (
        <p className="by-field-error" role="alert">
          {error}
        </p>
      ) : (
        hint && <p className="by-field-hint">{hint}</p>
      )}
    </div>
  );
}

/** Brings the first refused field into view. */
export function scrollToFirstError(errors: FieldErrors): void {
  requestAnimationFrame(() => {
    for (const node of document.querySelectorAll<HTMLElement>("[data-field]")) {
      const path = node.dataset.field ?? "";
      if ([...errors.keys()].some((key) => key === path || key.startsWith(`${path}.`))) {
        node.scrollIntoView({ behavior: "smooth", block: "center" });
        return;
      }
    }
  });
}
