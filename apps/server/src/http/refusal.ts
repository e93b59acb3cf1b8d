/** A named refusal on its way to the client: thrown inside a transaction it rolls everything back. */
import { REFUSALS, type RefusalCode } from "@banyan/contract";

export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Dotted path of the input field it is about. */
  readonly field: string | undefined;
  readonly data: unknown;

  constructor(code: RefusalCode, options: { field?: string; data?: unknown; message?: string } = {}) {
    super(options.message ?? REFUSALS[code].message);
    this.name = "Refusal";
    this.code = code;
    this.field = options.field;
    this.data = options.data;
  }

  get status(): number {
    return REFUSALS[this.code].status;
  }
}

/** Throws the refusal. `message` replaces the table's sentence where a name or number makes it clearer. */
export function refuse(
  code: RefusalCode,
  options: { field?: string; data?: unknown; message?: string } = {},
): never {
  throw new Refusal(code, options);
}
