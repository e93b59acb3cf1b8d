import type { PlanBody } from "@banyan/contract";
import { type ReactElement, useMemo } from "react";
import { ErrorState } from "../design/empty.tsx";
import { Note } from "../design/note.tsx";
import { Card } from "../design/page.tsx";
import { examplesOf, type Names } from "./example.ts";
import type { PlanCheck } from "./use-check.ts";

/** What the form means, while it is being filled in: examples, what is wrong, what to know before. */
export function CheckCard({
  body,
  missing,
  check,
  names,
  legalNotice,
}: {
  body: PlanBody;
  missing: string | null;
  check: PlanCheck;
  names: Names;
  legalNotice: string;
}): ReactElement {
  const examples = useMemo(() => (missing ? [] : examplesOf(body, names)), [body, missing, names]);
  const { result } = check;
  return (
    <div className="by-stack by-plan-side">
      <Card title="按现在填写的" note={check.fresh ? "已检查" : missing ? "" : "正在检查…"}>
        {missing ? (
          <Note tone="grey" icon="edit">
            {missing}
          </Note>
        ) : (
          <ul className="by-examples num" aria-live="polite">
            {examples.map((example) => (
              <li key={example.key}>{example.text}</li>
            ))}
          </ul>
        )}
        {check.error !== null && <ErrorState error={check.error} retry={check.retry} />}
        {!missing && result && (
          <div className="by-plan-problems">
            {result.refusals.map((refusal) => (
              <Note key={`${refusal.code} ${refusal.path}`} tone="red" icon="warning">
                {refusal.message}
              </Note>
            ))}
            {result.warnings.map((warning) => (
              <Note key={`${warning.code} ${warning.path}`} tone="amber" icon="warning">
                {warning.message}
              </Note>
            ))}
            {result.acknowledgement !== "none" && legalNotice && (
              <Note tone="amber" icon="note">
                {legalNotice}
              </Note>
            )}
          </div>
        )}
      </Card>
      {!missing && result && result.sentences.length > 0 && (
        <Card title="规则" note={`${result.sentences.length} 条`}>
          <ol className="by-sentences">
            {result.sentences.map((sentence, index) => (
              <li key={`${String(index)} ${sentence}`}>{sentence}</li>
            ))}
          </ol>
        </Card>
      )}
    </div>
  );
}
