/** Every failure becomes the one envelope {code, message, field?, data?, request_id}. */
import { type Envelope, REFUSALS, type RefusalCode } from "@banyan/contract";
import { ORPCError } from "@orpc/server";
import { type Issue, isGeneric, issueWords } from "./issue-words.ts";
import { Refusal } from "./refusal.ts";

/** The oRPC error that carries an envelope; `encodeFailure` unwraps it. */
export function toOrpcError(
  error: unknown,
  requestId: string,
): { error: ORPCError<string, Envelope>; unexpected: boolean } {
  const { status, envelope, unexpected } = toEnvelope(error, requestId);
  return {
    error: new ORPCError(envelope.code.toUpperCase(), {
      status,
      message: envelope.message,
      data: envelope,
      cause: error,
    }),
    unexpected,
  };
}

/** For oRPC's customErrorResponseBodyEncoder. */
export function encodeFailure(error: ORPCError<string, unknown>): unknown {
  return error.data;
}

/** Names what happened. Anything that is no refusal and no plain client mistake is `internal` and unexpected. */
export function toEnvelope(
  error: unknown,
  requestId: string,
): { status: number; envelope: Envelope; unexpected: boolean } {
  const plain = (code: RefusalCode, extra: Partial<Envelope> = {}, unexpected = false) => ({
    status: REFUSALS[code].status,
    envelope: { code, message: REFUSALS[code].message, ...extra, request_id: requestId },
    unexpected,
  });
  if (error instanceof Refusal) {
    return plain(error.code, {
      message: isGeneric(error.message) ? REFUSALS.invalid_input.message : error.message,
      ...(error.field === undefined ? {} : { field: error.field }),
      ...(error.data === undefined ? {} : { data: error.data }),
    });
  }
  if (error instanceof ORPCError) return fromOrpc(error, plain);
  const status = (error as { statusCode?: number }).statusCode;
  if (status === 413) return plain("too_large");
  if (status === 415) return plain("unsupported_media_type");
  if (status === 416) return plain("range_beyond");
  if (status === 429) return plain("too_many_requests");
  if (status === 404) return plain("not_found");
  if (status !== undefined && status >= 400 && status < 500) return plain("bad_json");
  return plain("internal", {}, true);
}

type Plain = (
  code: RefusalCode,
  extra?: Partial<Envelope>,
  unexpected?: boolean,
) => { status: number; envelope: Envelope; unexpected: boolean };

function fromOrpc(error: ORPCError<string, unknown>, plain: Plain): ReturnType<Plain> {
  if (error.code === "PAYLOAD_TOO_LARGE") return plain("too_large");
  if (error.code === "NOT_FOUND") return plain("not_found");
  if (error.code !== "BAD_REQUEST") return plain("internal", {}, true);
  const issue = (error.data as { issues?: Issue[] })?.issues?.[0];
  if (!issue) return plain("bad_json");
  const field = (issue.path ?? [])
    .map((part) => String(typeof part === "object" ? part.key : part))
    .join(".");
  return plain("invalid_input", { message: issueWords(issue), ...(field === "" ? {} : { field }) });
}
