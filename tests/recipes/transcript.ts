/** Writes down what went over HTTP so that a person can read it and two runs give the same text. */
import type { Exchange } from "../support/client.ts";

const KINDS: [string, RegExp][] = [
  ["订单", /\bD\d{6}[0-9A-Z]{11,24}\b/g],
  ["支付单", /\bP\d{6}[0-9A-Z]{11,24}\b/g],
  ["售后", /\bA\d{6}[0-9A-Z]{11,24}\b/g],
  ["退款", /\bR\d{6}[0-9A-Z]{11,24}\b/g],
  ["发货", /\bS\d{6}[0-9A-Z]{11,24}\b/g],
  ["提现", /\bW\d{6}[0-9A-Z]{11,24}\b/g],
  ["分享码", /(?<=\/shares\/)[0-9A-Za-z]{8}(?=\/)/g],
];
const TIME = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
/** Made anew in each run: tokens, signatures, WeChat's numbers, keys of requests. */
const FRESH =
  /"(token|code|paySign|nonceStr|timeStamp|package|request_key|visitor_key|transaction_id|refund_id|appId)":\s*"[^"]*"/g;

export class Transcript {
  readonly #lines: string[] = [];
  readonly #names = new Map<string, string>();

  say(text: string): void {
    this.#lines.push("", `# ${text}`);
  }

  /** A line of its own, for what an answer says at length. */
  note(text: string): void {
    this.#lines.push(`  ${text}`);
  }

  /** One request and its answer, the answer cut to the fields named. */
  write({ method, path, sent, status, body }: Exchange, fields: readonly string[]): void {
    this.#lines.push(`${method} ${path}`);
    if (sent !== undefined) this.#lines.push(`  ${JSON.stringify(sent)}`);
    const shown: Record<string, unknown> = Object.fromEntries(
      Object.entries(body as object).filter(([key]) => fields.includes(key)),
    );
    const timeline = shown["timeline"] as { kind: string }[] | undefined;
    // Whether WeChat says "processing" first depends on how soon it is asked; the rest of the timeline does not.
    if (timeline) shown["timeline"] = timeline.filter((event) => event.kind !== "refund_sent");
    this.#lines.push(`→ ${status} ${JSON.stringify(shown)}`);
  }

  text(): string {
    let text = this.#lines.join("\n").trim();
    text = text.replaceAll(TIME, "<时间>").replaceAll(FRESH, '"$1":"…"');
    for (const [kind, pattern] of KINDS)
      text = text.replaceAll(pattern, (number) => this.#name(kind, number));
    return `${text}\n`;
  }

  #name(kind: string, number: string): string {
    const known = this.#names.get(number);
    if (known) return known;
    const count = [...this.#names.values()].filter((name) => name.startsWith(`<${kind}`)).length + 1;
    const name = `<${kind}${count}>`;
    this.#names.set(number, name);
    return name;
  }
}
