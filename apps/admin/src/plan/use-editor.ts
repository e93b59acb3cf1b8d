import type { ConsolePlan } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useCallback, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { bodyOf, type Draft, draftOf, type ExtraRule } from "./draft.ts";
import type { Change } from "./frame-card.tsx";
import { useHistory } from "./history.ts";
import { knownOf, type NamedThing, withNames } from "./names.ts";
import { byPlace, type ProblemsByPlace, problemsOf } from "./problems.ts";

const KIND = { category: "categories", product: "products", sku: "skus" } as const;

/** What the form holds beside the rules. */
export interface Form {
  name: string;
  draft: Draft;
}

/** The saved draft, and how what stands in the form gets there. */
export function useSaving(start: ConsolePlan) {
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
      // At once: whoever goes on to another page would else be asked about changes that are saved by now.
      flushSync(() => setSaved(plan));
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

/** The form, what it stands for, and what stands against it. */
export function useForm(plan: ConsolePlan, saved: ConsolePlan) {
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
  const body = useMemo(() => bodyOf(draft), [draft]);
  const problems = useMemo(() => {
    const found = problemsOf(draft, body, known);
    return name.trim() === ""
      ? [{ code: "unfinished", path: "name", place: "plan" as const, message: "请填写方案名称" }, ...found]
      : found;
  }, [draft, body, known, name]);
  // Most letters change no problem: the same map for the same problems spares the cards a drawing.
  const told = JSON.stringify([...byPlace(problems)]);
  const places = useMemo<ProblemsByPlace>(() => new Map(JSON.parse(told) as [string, string][]), [told]);
  const start = useMemo(() => JSON.stringify(bodyOf(draftOf(saved.body))), [saved]);
  const dirty = name.trim() !== saved.name || JSON.stringify(body) !== start;
  return { names, setNames, known, learn, history, editDraft, change, body, problems, places, dirty };
}

export type EditorForm = ReturnType<typeof useForm>;
