import { PayRefusal, parameterError, UNPUBLISHED_NUMBER } from "./refusal.ts";

/** What a body may hold. Lengths count characters; every string and array has at least one element. */
export type Field = { readonly required?: true; readonly missingNumber?: number } & (
  | {
      readonly type: "string";
      readonly max: number;
      readonly pattern?: RegExp;
      readonly oneOf?: readonly string[];
    }
  | { readonly type: "integer"; readonly min: number }
  | { readonly type: "boolean" }
  | { readonly type: "object"; readonly fields: Fields }
  | { readonly type: "array"; readonly max: number; readonly of: Field }
);

export type Fields = { readonly [name: string]: Field };

type FieldValue<F> = F extends { type: "string" }
  ? string
  : F extends { type: "integer" }
    ? number
    : F extends { type: "boolean" }
      ? boolean
      : F extends { type: "object"; fields: infer Inner }
        ? Parsed<Inner>
        : F extends { type: "array"; of: infer Item }
          ? FieldValue<Item>[]
          : never;

type RequiredNames<F> = { [Name in keyof F]: F[Name] extends { required: true } ? Name : never }[keyof F];

/** The type of a body that passed `parseBody`. */
export type Parsed<F> = { -readonly [Name in RequiredNames<F>]: FieldValue<F[Name]> } & {
  -readonly [Name in Exclude<keyof F, RequiredNames<F>>]?: FieldValue<F[Name]>;
};

/** docs/WECHAT.md 2.7: an extra field is refused, not ignored. */
const EXTRA_FIELD_NUMBER = 270924358;

function checkString(field: Extract<Field, { type: "string" }>, path: string, value: unknown): void {
  if (typeof value !== "string") throw parameterError(path, value, "输入源类型应为字符串");
  if (/[\u{10000}-\u{10ffff}]|[\ud800-\udfff]/u.test(value)) {
    throw parameterError(path, value, "字符串只允许1至3字节的UTF-8字符");
  }
  if (value.length < 1 || value.length > field.max) {
    throw parameterError(path, value, `字符串长度应在1至${field.max}个字符之间`);
  }
  if (field.pattern !== undefined && !field.pattern.test(value))
    throw parameterError(path, value, "包含不允许的字符");
  if (field.oneOf !== undefined && !field.oneOf.includes(value))
    throw parameterError(path, value, "不是允许的取值");
}

function checkArray(field: Extract<Field, { type: "array" }>, path: string, value: unknown): void {
  if (!Array.isArray(value)) throw parameterError(path, value, "输入源类型应为数组");
  if (value.length < 1 || value.length > field.max)
    throw parameterError(path, value.length, `元素个数应在1至${field.max}之间`);
  for (const [index, item] of value.entries()) checkValue(field.of, `${path}/${index}`, item);
}

function checkObject(fields: Fields, path: string, value: unknown): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw parameterError(path === "" ? "/" : path, value, "输入源类型应为对象");
  }
  for (const [name, item] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      throw new PayRefusal(400, "PARAM_ERROR", "参数中含有非法的额外参数", EXTRA_FIELD_NUMBER, {
        field: `${path}/${name}`,
        issue: "参数中含有非法的额外参数",
        location: "body",
      });
    }
    checkValue(field, `${path}/${name}`, item);
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.required && !Object.hasOwn(value, name)) {
      const number = field.missingNumber ?? UNPUBLISHED_NUMBER;
      const issue = `缺少必填参数${name}`;
      throw new PayRefusal(400, "PARAM_ERROR", issue, number, {
        field: `${path}/${name}`,
        issue,
        location: "body",
      });
    }
  }
}

function checkInteger(field: Extract<Field, { type: "integer" }>, path: string, value: unknown): void {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    throw parameterError(path, value, "输入源类型应为整数");
  }
  if (value < field.min || value > 2 ** 31 - 1) throw parameterError(path, value, "数值超出允许范围");
}

function checkBoolean(path: string, value: unknown): void {
  if (typeof value !== "boolean") throw parameterError(path, value, "输入源类型应为布尔值");
}

function checkValue(field: Field, path: string, value: unknown): void {
  if (value === null) throw parameterError(path, undefined, "参数值不允许为null");
  if (field.type === "string") checkString(field, path, value);
  else if (field.type === "integer") checkInteger(field, path, value);
  else if (field.type === "boolean") checkBoolean(path, value);
  else if (field.type === "array") checkArray(field, path, value);
  else checkObject(field.fields, path, value);
}

/**
 * Reads a body as Pay v3 does: UTF-8 of one to three bytes per character, one JSON object, no `null`, no
 * unknown key, exact types.
 * @throws PayRefusal PARAM_ERROR naming the field by JSON pointer
 */
export function parseBody<const F extends Fields>(raw: Buffer, fields: F): Parsed<F> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw));
  } catch {
    throw parameterError("/", undefined, "请求体不是合法的UTF-8编码JSON");
  }
  checkObject(fields, "", value);
  return value as Parsed<F>;
}

/** The same value however its keys were ordered: two requests are "the same" when these are equal. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * Checks a notify_url: https anywhere, or http on loopback (this is a simulator), without query or fragment
 * (docs/WECHAT.md 2.6).
 */
export function checkNotifyUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url !== undefined && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
  if (url === undefined || !(url.protocol === "https:" || (url.protocol === "http:" && loopback))) {
    throw parameterError("/notify_url", text, "通知地址须为可访问的https地址");
  }
  if (/[?#]/.test(text)) throw parameterError("/notify_url", text, "通知地址不能携带参数");
}
