import type { Envelope } from "@banyan/contract";

/** What this side says when no answer came. The server's words are in the contract (RefusalCode). */
export const LOCAL_MESSAGES = {
  offline: "网络连不上，请检查后再试",
  timeout: "网络有点慢，请再试一次",
  unreadable: "服务没有正常应答，请稍后再试",
  sign_in_cancelled: "登录后才能继续",
} as const;
export type LocalCode = keyof typeof LOCAL_MESSAGES;

/** A named no, from the server or the way to it. `message` is one Chinese sentence that may be shown as it is. */
export class Refusal extends Error {
  readonly code: string;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** The field it concerns, dotted: "phone", "lines.0.amount_fen". */
  readonly field: string | null;
  readonly data: unknown;
  readonly requestId: string;

  constructor(status: number, envelope: Envelope) {
    super(envelope.message);
    this.name = "Refusal";
    this.code = envelope.code;
    this.status = status;
    this.field = envelope.field ?? null;
    this.data = envelope.data;
    this.requestId = envelope.request_id;
  }
}

/** A refusal of our own making. */
export function localRefusal(code: LocalCode): Refusal {
  return new Refusal(0, { code, message: LOCAL_MESSAGES[code], request_id: "" });
}

/** The refusal in an answer that is not 2xx. */
export function refusalOf(status: number, answer: unknown): Refusal {
  const { code, message } = (answer ?? {}) as Partial<Envelope>;
  const isEnvelope = typeof code === "string" && typeof message === "string";
  return isEnvelope ? new Refusal(status, answer as Envelope) : localRefusal("unreadable");
}

/** Whatever was thrown, as a refusal; a programming error keeps its stack in the console. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  console.error(thrown);
  return localRefusal("unreadable");
}
