import type { ConsolePlan } from "@banyan/contract";
import { useQuery } from "@tanstack/react-query";
import { App, Input } from "antd";
import { type ReactElement, useDeferredValue, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api } from "../api/client.ts";
import { DetailSkeleton, Empty, ErrorState } from "../design/empty.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { csvRows, saveFile } from "../list/csv.ts";
import { useMay } from "../session/session.tsx";
import { CheckCard, useWarnings } from "./check-card.tsx";
import { EditorBar, SheetButtons } from "./editor-bar.tsx";
import { FrameCard } from "./frame-card.tsx";
import type { Undoable } from "./history.ts";
import { LeaveGuard } from "./leave.tsx";
import type { PlacedProblem } from "./problems.ts";
import { RuleTable } from "./rule-table.tsx";
import { BonusCard, ExcludeCard } from "./scope-cards.tsx";
import { SheetDialog } from "./sheet-dialog.tsx";
import { sheetOf, xlsxOf } from "./sheet-file.ts";
import { type EditorForm, type Form, useForm, useSaving } from "./use-editor.ts";
import { WorkDialog } from "./work-dialog.tsx";
import "./plan.css";
import "./editor.css";

const BACK = { to: "/plans", label: "佣金方案" };
async function writeSheet(kind: "xlsx" | "csv", name: string, rows: string[][]): Promise<void> {
  saveFile(`${name}-规则.${kind}`, kind === "csv" ? csvRows(rows) : await xlsxOf(rows));
}

function NameInput({ history }: { history: Undoable<Form> }): ReactElement {
  return (
    <Input
      className="by-plan-name"
      variant="borderless"
      aria-label="方案名称"
      placeholder="方案名称"
      maxLength={30}
      value={history.now.name}
      onChange={(event) => history.edit((form) => ({ ...form, name: event.target.value }), "name")}
    />
  );
}

/** Everything that can be filled in, and beside it what it means. */
function Cards({
  form,
  warnings,
  legalNotice,
  jumped,
  importSheet,
}: {
  form: EditorForm;
  warnings: ReturnType<typeof useWarnings>;
  legalNotice: string;
  jumped: { id: string } | null;
  importSheet: () => void;
}): ReactElement {
  const { known, learn, editDraft, change, places, body } = form;
  const { draft, name } = form.history.now;
  const shownBody = useDeferredValue(body);
  return (
    <div className="by-pair by-plan-editor">
      <div className="by-stack">
        <FrameCard draft={draft} change={change} problems={places} />
        <RuleTable
          draft={draft}
          edit={editDraft}
          known={known}
          learn={learn}
          problems={places}
          jump={jumped}
          extra={
            <SheetButtons
              open={importSheet}
              write={(kind) => void writeSheet(kind, name, sheetOf(body, known))}
            />
          }
        />
        <ExcludeCard draft={draft} change={change} known={known} learn={learn} problems={places} />
        <BonusCard draft={draft} change={change} known={known} problems={places} />
      </div>
      <CheckCard
        body={shownBody}
        known={known}
        holds={form.problems.length === 0}
        warnings={warnings}
        legalNotice={legalNotice}
      />
    </div>
  );
}

function Editor({ plan, legalNotice }: { plan: ConsolePlan; legalNotice: string }): ReactElement {
  const may = useMay();
  const go = useNavigate();
  const { message } = App.useApp();
  const saving = useSaving(plan);
  const form = useForm(plan, saving.saved);
  const [jumped, setJumped] = useState<{ id: string } | null>(null);
  const [dialog, setDialog] = useState<"sheet" | "work" | null>(null);
  const { history, body, problems, dirty } = form;
  const { draft, name } = history.now;
  const holds = problems.length === 0;
  const warnings = useWarnings(body, form.known, holds);
  const saveThen = (then: (plan: ConsolePlan) => void) =>
    dirty ? saving.mutate({ name: name.trim(), body, then }) : then(saving.saved);
  const jump = ({ place }: PlacedProblem) => {
    if (place.startsWith("extra ")) setJumped({ id: place.slice(6) });
    else window.scrollTo({ top: 0, behavior: "smooth" });
  };
  const close = () => setDialog(null);
  return (
    <>
      <PageHead back={BACK} title={<NameInput history={history} />}>
        第 {plan.version} 版 · 草稿{plan.based_on === null ? "" : `，从第 ${plan.based_on} 版复制`}
      </PageHead>
      <EditorBar
        problems={problems}
        jump={jump}
        history={history}
        dirty={dirty}
        saving={saving.isPending}
        save={() => saveThen(() => undefined)}
        simulate={() => saveThen((saved) => void go(`/simulations/new?candidate=${saved.version}`))}
        work={() => saveThen(() => setDialog("work"))}
        mayWork={may("plan.write")}
      />
      <Cards
        form={form}
        warnings={warnings}
        legalNotice={legalNotice}
        jumped={jumped}
        importSheet={() => setDialog("sheet")}
      />
      <LeaveGuard dirty={dirty} save={holds ? (then) => saveThen(then) : null} />
      {dialog === "sheet" && (
        <SheetDialog
          draft={draft}
          names={form.names}
          take={(next, more, rows) => {
            form.setNames(more);
            form.editDraft(() => next);
            message.success(`已把 ${rows} 条放进草稿，保存后生效`);
          }}
          close={close}
        />
      )}
      {dialog === "work" && (
        <WorkDialog plan={saving.saved} warnings={warnings ?? []} legalNotice={legalNotice} close={close} />
      )}
    </>
  );
}

/** A draft of a plan: rates and rules with what they do in words, refused while typing, saved, tried and put to work. */
export function PlanEditorPage(): ReactElement {
  const may = useMay();
  const version = Number(useParams().version);
  const plans = useQuery(api.console.plan.list.queryOptions());
  const plan = useQuery(
    // Only asked for by name: what comes by itself would take the place of what is being typed.
    api.console.plan.get.queryOptions({
      input: { version },
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      staleTime: 0,
    }),
  );
  const back = (text: string) => (
    <Empty
      text={text}
      action={
        <Link className="by-link" to={`/plans?version=${version}`}>
          查看方案
        </Link>
      }
    />
  );
  if (!may("plan.draft")) return back("您没有修改佣金方案的权限");
  if (plan.data && plan.data.state !== "draft") return back("这个方案已不是草稿，不能再修改");
  if (plan.data && plans.data && !plan.isFetching)
    return <Editor key={plan.data.version} plan={plan.data} legalNotice={plans.data.legal_notice} />;
  return (
    <>
      <PageHead back={BACK} title="修改佣金方案" />
      {plan.isError ? (
        <Card>
          <ErrorState error={plan.error} retry={() => void plan.refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}
