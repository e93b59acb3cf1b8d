import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { App, type FormInstance } from "antd";
import { useCallback, useRef } from "react";
import { showAtField } from "../design/field-errors.ts";
import { type Failure, failureOf } from "./failure.ts";

/** Says what went wrong in a notice, with the request number that support asks for. */
export function useFailureNotice(): (error: unknown) => void {
  const { notification } = App.useApp();
  return useCallback(
    (error: unknown) => {
      const failure = failureOf(error);
      if (failure.code === "not_signed_in" || failure.code === "session_expired") return;
      notification.error({
        key: `${failure.code} ${failure.message}`,
        title: failure.message,
        description: failure.request_id ? `请求编号 ${failure.request_id}` : undefined,
        placement: "topRight",
      });
    },
    [notification],
  );
}

export interface WriteOptions<Input, Output> {
  call: (input: Input) => Promise<Output>;
  /** Keys of what this write makes stale. */
  stale?: readonly QueryKey[];
  /** What a person reads when it worked. */
  success?: string | ((output: Output) => string);
  done?: (output: Output, input: Input) => void;
  /** Where refusals that name a field are shown. */
  form?: FormInstance;
  /** Takes a refusal itself (true) instead of the field or the notice. */
  refused?: (failure: Failure) => boolean;
}

/** What a screen does with a write: start it, and show that it is under way. */
export interface Write<Input> {
  mutate: (input: Input) => void;
  isPending: boolean;
}

/** One intended write: refusals go to their field or a notice, stale lists are fetched again, a second tap does nothing. */
export function useWrite<Input, Output>(options: WriteOptions<Input, Output>): Write<Input> {
  const { message } = App.useApp();
  const notice = useFailureNotice();
  const queries = useQueryClient();
  // A double click comes before the button is drawn as busy; the ref is set at once.
  const underWay = useRef(false);
  const write = useMutation<Output, unknown, Input>({
    mutationFn: options.call,
    onSuccess: (output, input) => {
      for (const key of options.stale ?? []) void queries.invalidateQueries({ queryKey: key });
      const text = typeof options.success === "function" ? options.success(output) : options.success;
      if (text) message.success(text);
      options.done?.(output, input);
    },
    onError: (error) => {
      const failure = failureOf(error);
      if (options.refused?.(failure)) return;
      if (options.form && showAtField(options.form, failure)) return;
      notice(error);
    },
    onSettled: () => {
      underWay.current = false;
    },
  });
  return {
    mutate: (input) => {
      if (underWay.current) return;
      underWay.current = true;
      write.mutate(input);
    },
    isPending: write.isPending,
  };
}

/** 128 random bits. `crypto.randomUUID` is missing where the console is opened over plain HTTP by an address. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/**
 * The idempotency key of a write: the same content keeps its key through retries and double taps, so the server acts once.
 * Call `renew` after success, or the next equal write would be taken for a repetition.
 */
export function useRequestKey(): { keyFor: (content: unknown) => string; renew: () => void } {
  const last = useRef<{ content: string; key: string } | null>(null);
  const keyFor = useCallback((content: unknown) => {
    const text = JSON.stringify(content);
    if (last.current?.content !== text) last.current = { content: text, key: randomKey() };
    return last.current.key;
  }, []);
  const renew = useCallback(() => {
    last.current = null;
  }, []);
  return { keyFor, renew };
}
