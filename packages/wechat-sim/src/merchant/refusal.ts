/** `detail` of a Pay v3 error body (docs/WECHAT.md 2.1). */
export interface RefusalDetail {
  field?: string;
  value?: unknown;
  issue?: string;
  location?: string;
  sign_information?: Record<string, unknown>;
}

/** WeChat's number for a refusal whose number nobody published; the simulator's own. */
export const UNPUBLISHED_NUMBER = 268435456;

/**
 * A Pay v3 refusal. Callers may branch on HTTP status and `code`, never on `message`. `number` becomes the
 * suffix of `Request-ID` (docs/WECHAT.md 2.7).
 */
export class PayRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly number: number;
  readonly detail: RefusalDetail | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    number = UNPUBLISHED_NUMBER,
    detail?: RefusalDetail,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.number = number;
    this.detail = detail;
  }
}

/** 400 PARAM_ERROR about one field. */
export function parameterError(field: string, value: unknown, issue: string, location = "body"): PayRefusal {
  const detail: RefusalDetail = { field, issue, location };
  if (value !== undefined) detail.value = value;
  return new PayRefusal(400, "PARAM_ERROR", issue, UNPUBLISHED_NUMBER, detail);
}

/** 400 INVALID_REQUEST: well-formed, but against a business rule. */
export function invalidRequest(message: string, number = UNPUBLISHED_NUMBER): PayRefusal {
  return new PayRefusal(400, "INVALID_REQUEST", message, number);
}

/** 401 SIGN_ERROR. */
export function signError(message: string, detail?: RefusalDetail): PayRefusal {
  return new PayRefusal(401, "SIGN_ERROR", message, UNPUBLISHED_NUMBER, detail);
}
