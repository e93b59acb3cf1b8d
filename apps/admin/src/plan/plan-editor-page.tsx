import type { ConsolePlan } from "@banyan/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Input } from "antd";
import { type ReactElement, useCallback, useDeferredValue, useMemo, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { DetailSkeleton, Empty, ErrorState } from "../design/empty.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { csvRows, saveFile } from "../list/csv.ts";
import { useMay } from "../session/session.tsx";
import { CheckCard, useWarnings } from "./check-card.tsx";
import { bodyOf, type Draft, draftOf, type ExtraRule } from "./draft.ts";
import { EditorBar, SheetButtons } from "./editor-bar.tsx";
import { type Change, FrameCard } from "./frame-card.tsx";
import { useHistory } from "./history.ts";
import { LeaveGuard } from "./leave.tsx";
import { knownOf, type NamedThing, withNames } from "./names.ts";
import { byPlace, type PlacedProblem, problemsOf } from "./problems.ts";
import { RuleTable } from "./rule-table.tsx";
import { BonusCard, ExcludeCard } from "./scope-cards.tsx";
import { SheetDialog } from "./sheet-dialog.tsx";
import { sheetOf, xlsxOf } from "./sheet-file.ts";
import { WorkDialog } from "./work-dialog.tsx";
import "./plan.css";

const BACK = { to: "/plans", label: "佣金方案" };
const KIND = { category: "categories", product: "products", sku: "skus" } as const;

/** What the form holds beside the rules. */
interface Form {
  name: string;
  draft: Draft;
}

/** The saved draft, and how what stands in the form gets there. */
function useSaving(start: ConsolePlan) {
  const [saved, setSaved] = useState(start);
  const queries = useQueryClient();
  const { modal } = App.useApp();
  const request = useRequestKey();
  const write = useWrite({
    call: ({
      name,
      body,
    }: {
      name: string;
      body: ConsolePlan["body"];
      then: (plan: ConsolePlan) => void;
    }) => {
      const content = { version: saved.version, revision: saved.revision, name, body };
      return client.console.plan.save({ ...content, request_key: request.keyFor(content) });
    },
    success: "草稿已保存",
    refused: (failure) => {
      if (failure.code !== "already_changed" && failure.code !== "plan_not_draft") return false;
      modal.confirm({
        title: failure.message,
        content: "刷新后会载入最新的内容，您刚才的修改需要重新填写。",
        okText: "刷新",
        cancelText: "先不",
        onOk: () => queries.invalidateQueries({ queryKey: api.console.plan.key() }),
      });
      return true;
    },
    done: (plan, { then }) => {
      request.renew();
      setSaved(plan);
      queries.setQueryData(api.console.plan.get.queryKey({ input: { version: plan.version } }), plan);
      void queries.invalidateQueries({ queryKey: api.console.plan.list.key() });
      then(plan);
    },
  });
  return { saved, ...write };
}

function useNames(plan: ConsolePlan) {
  const [names, setNames] = useState(plan.names);
  const known = useMemo(() => knownOf(names), [names]);
  const learn = useCallback(
    (scope: Exclude<ExtraRule["scope"], "all">, thing: NamedThing) =>
      setNames((before) => withNames(before, { [KIND[scope]]: [thing] })),
    [],
  );
  return { names, setNames, known, learn };
}

function Editor({
  plan,
  activeVersion,
  legalNotice,
}: {
  plan: ConsolePlan;
  activeVersion: number;
  legalNotice: string;
}): ReactElement {
  const may = useMay();
  const go = useNavigate();
  const { message } = App.useApp();
  const { names, setNames, known, learn } = useNames(plan);
  const history = useHistory<Form>(() => ({ name: plan.name, draft: draftOf(plan.body) }));
  const { name, draft } = history.now;
  const { edit } = history;
  const editDraft = useCallback(
    (next: (now: Draft) => Draft, key?: string) =>
      edit((form) => {
        const after = next(form.draft);
        return after === form.draft ? form : { ...form, draft: after };
      }, key),
    [edit],
  );
  const change = useCallback<Change>(
    (changes, key) => editDraft((now) => ({ ...now, ...changes }), key),
    [editDraft],
  );
  const saving = useSaving(plan);
  const [jumped, setJumped] = useState<{ id: string } | null>(null);
  const [dialog, setDialog] = useState<"sheet" | "work" | null>(null);
  const body = useMemo(() => bodyOf(draft), [draft]);
  const problems = useMemo(() => {
    const found = problemsOf(draft, body, known);
    return name.trim() === ""
      ? [{ code: "unfinished", path: "name", place: "plan" as const, message: "请填写方案名称" }, ...found]
      : found;
  }, [draft, body, known, name]);
  const places = useMemo(() => byPlace(problems), [problems]);
  const holds = problems.length === 0;
  const shownBody = useDeferredValue(body);
  const warnings = useWarnings(body, known, holds);
  const start = useMemo(() => JSON.stringify(bodyOf(draftOf(saving.saved.body))), [saving.saved]);
  const dirty = name.trim() !== saving.saved.name || JSON.stringify(body) !== start;
  const saveThen = (then: (plan: ConsolePlan) => void) =>
    dirty ? saving.mutate({ name: name.trim(), body, then }) : then(saving.saved);
  const jump = ({ place }: PlacedProblem) => {
    if (place.startsWith("extra ")) setJumped({ id: place.slice(6) });
    else window.scrollTo({ top: 0, behavior: "smooth" });
  };
  const writeSheet = async (kind: "xlsx" | "csv") => {
    const rows = sheetOf(body, known);
    saveFile(`${name}-规则.${kind}`, kind === "csv" ? csvRows(rows) : await xlsxOf(rows));
  };
  return (
    <>
      <PageHead
        back={BACK}
        title={
          <Input
            className="by-plan-name"
            variant="borderless"
            aria-label="方案名称"
            placeholder="方案名称"
            maxLength={30}
            value={name}
            onChange={(event) => edit((form) => ({ ...form, name: event.target.value }), "name")}
          />
        }
      >
        第 {plan.version} 版 · 草稿{plan.based_on === null ? "" : `，从第 ${plan.based_on} 版复制`}
      </PageHead>
      <EditorBar
        problems={problems}
        jump={jump}
        undo={history.undo}
        redo={history.redo}
        canUndo={history.canUndo}
        canRedo={history.canRedo}
        dirty={dirty}
        saving={saving.isPending}
        save={() => saveThen(() => undefined)}
        simulate={() => saveThen((saved) => void go(`/simulations/new?candidate=${saved.version}`))}
        work={() => saveThen(() => setDialog("work"))}
        mayWork={may("plan.write")}
      />
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
            extra={<SheetButtons open={() => setDialog("sheet")} write={(kind) => void writeSheet(kind)} />}
          />
          <ExcludeCard draft={draft} change={change} known={known} learn={learn} problems={places} />
          <BonusCard draft={draft} change={change} known={known} problems={places} />
        </div>
        <CheckCard
          body={shownBody}
          known={known}
          holds={holds}
          warnings={warnings}
          legalNotice={legalNotice}
        />
      </div>
      <LeaveGuard dirty={dirty} save={holds ? (then) => saveThen(then) : null} />
      {dialog === "sheet" && (
        <SheetDialog
          draft={draft}
          names={names}
          take={(next, more, rows) => {
            setNames(more);
            editDraft(() => next);
            message.success(`已把 ${rows} 条放进草稿，保存后生效`);
          }}
          close={() => setDialog(null)}
        />
      )}
      {dialog === "work" && (
        <WorkDialog
          plan={saving.saved}
          activeVersion={activeVersion}
          warnings={warnings ?? []}
          legalNotice={legalNotice}
          close={() => setDialog(null)}
        />
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
    api.console.plan.get.queryOptions({ input: { version }, refetchOnWindowFocus: false, staleTime: 0 }),
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
  if (plan.data && plans.data && !plan.isFetching) {
    const active = plans.data.plans.find(({ state }) => state === "active");
    return (
      <Editor
        key={`${plan.data.version}`}
        plan={plan.data}
        activeVersion={active?.version ?? 0}
        legalNotice={plans.data.legal_notice}
      />
    );
  }
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
