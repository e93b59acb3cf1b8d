import type { Address } from "@banyan/contract";
import type { Refusal } from "@/http/refusal.ts";
import type { Place } from "./place.ts";

export interface AddressForm {
  recipient: string;
  phone: string;
  place: Place | null;
  detail: string;
  isDefault: boolean;
}
export type AddressField = "recipient" | "phone" | "place" | "detail";
export type Problems = Partial<Record<AddressField, string>>;

export const EMPTY_FORM: AddressForm = {
  recipient: "",
  phone: "",
  place: null,
  detail: "",
  isDefault: false,
};

export function formOf(address: Address): AddressForm {
  return {
    recipient: address.recipient,
    phone: address.phone,
    place: { code: address.region_code, names: address.region },
    detail: address.detail,
    isDefault: address.is_default,
  };
}

/** "138 0013-8000" or "+86…" as people paste it → digits. */
export function phoneDigits(typed: string): string {
  return typed.replace(/\D/g, "").replace(/^86(?=1[3-9]\d{9}$)/, "");
}

/** What is wrong with one field, in the contract's words; undefined when nothing is. */
export function problemOf(form: AddressForm, field: AddressField): string | undefined {
  switch (field) {
    case "recipient":
      return form.recipient.trim() === "" ? "请填写收件人" : undefined;
    case "phone":
      return /^1[3-9]\d{9}$/.test(form.phone) ? undefined : "请填写 11 位手机号";
    case "place":
      return form.place === null ? "请选择地区" : undefined;
    case "detail":
      return form.detail.trim() === "" ? "请填写详细地址" : undefined;
  }
}

export function problemsOf(form: AddressForm): Problems {
  const problems: Problems = {};
  for (const field of ["recipient", "phone", "place", "detail"] as const) {
    const problem = problemOf(form, field);
    if (problem !== undefined) problems[field] = problem;
  }
  return problems;
}

/** Which field a refusal of the server is about; null when it is about none of them. */
export function refusedField({ field }: Refusal): AddressField | null {
  if (field === "region_code") return "place";
  return field === "recipient" || field === "phone" || field === "detail" ? field : null;
}
