import type { PlanBody } from "@banyan/contract";
import { acknowledgementNeeded, checkPlan, type PlanProblem, tellWarnings } from "@banyan/domain";
import { type ReactElement, useEffect, useMemo, useState } from "react";
import { Note } from "../design/note.tsx";
import { Card } from "../design/page.tsx";
import { examplesOf } from "./example.ts";
import type { Known } from "./names.ts";

/** A pause in typing after which the plan is tried on many lines for its worst case. */
const PAUSE_MS = 400;

/** What to know before the plan is put to work; null until the present one has been tried. */
export function useWarnings(body: PlanBody, known: Known, holds: boolean): PlanProblem[] | null {
  const [found, setFound] = useState<{ body: PlanBody; warnings: PlanProblem[] } | null>(null);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(
      () => setFound({ body, warnings: tellWarnings(checkPlan(body, known).warnings, known) }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [body, known, holds]);
  return holds && found?.body === body ? found.warnings : null;
}

/** What the form means, while it is being filled in: examples in money, what to know before. */
export function CheckCard({
  body,
  known,
  holds,
  warnings,
  legalNotice,
}: {
  body: PlanBody;
  known: Known;
  /** Nothing stands against it. */
  holds: boolean;
  warnings: readonly PlanProblem[] | null;
  legalNotice: string;
}): ReactElement {
  const examples = useMemo(() => (holds ? examplesOf(body, known) : []), [body, known, holds]);
  return (
    <div className="by-stack by-plan-side">
      <Card title="按现在填写的" note={holds ? "与计佣用同一套算法" : ""}>
        {holds ? (
          <ul className="by-examples num" aria-live="polite">
            {examples.map((example) => (
              <li key={example.key}>{example.text}</li>
            ))}
          </ul>
        ) : (
          <Note tone="grey" icon="edit">
            改正标红的地方后，这里会用金额举例
          </Note>
        )}
        <div className="by-plan-problems">
          {(warnings ?? []).map((warning) => (
            <Note key={`${warning.code} ${warning.path}`} tone="amber" icon="warning">
              {warning.message}
            </Note>
          ))}
          {acknowledgementNeeded(body) !== "none" && (
            <Note tone="amber" icon="note">
              {legalNotice}
            </Note>
          )}
        </div>
      </Card>
    </div>
  );
}
