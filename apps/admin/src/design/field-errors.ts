import type { FormInstance } from "antd";
import type { Failure } from "../api/failure.ts";

/** "skus[0].price_fen" and "skus.0.price_fen" both name ["skus", 0, "price_fen"]. */
export function fieldPath(field: string): (string | number)[] {
  return field
    .replaceAll(/\[([0-9]+)\]/g, ".$1")
    .split(".")
    .filter((part) => part !== "")
    .map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part));
}

/**
 * Shows a refusal at the field it names and brings that field into view.
 * False when the form has no such field: the caller then says it in a notice.
 */
export function showAtField(form: FormInstance, failure: Failure): boolean {
  if (!failure.field) return false;
  const wanted = fieldPath(failure.field);
  const known = form.getFieldsError().map((field) => field.name);
  for (let length = wanted.length; length > 0; length--) {
    const name = wanted.slice(0, length);
    if (!known.some((candidate) => candidate.join(".") === name.join("."))) continue;
    form.setFields([{ name, errors: [failure.message] }]);
    form.scrollToField(name, { behavior: "smooth", block: "center" });
    return true;
  }
  return false;
}
