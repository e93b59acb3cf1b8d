import { useRef, useState } from "react";
import { toast } from "@/design/toast/toast.ts";
import { call } from "@/http/call.ts";
import { asRefusal, type Refusal } from "@/http/refusal.ts";
import { newRequestKey } from "@/http/request-key.ts";
import { useAction } from "@/http/use-action.ts";
import { back } from "@/navigation.ts";
import { tellBook } from "../changed.ts";
import {
  type AddressField,
  type AddressForm,
  type Problems,
  problemOf,
  problemsOf,
  refusedField,
} from "../form.ts";
import { pickedSlot } from "../picked.ts";
import { useFilling } from "./use-filling.ts";

export interface Editing {
  form: AddressForm;
  problems: Problems;
  /** "save", "remove", "import", "read"; null while nothing is under way. */
  busy: string | null;
  /** A change; the field's problem goes with it. */
  set: (change: Partial<AddressForm>, field?: AddressField) => void;
  /** The field was left: what is wrong with it is said now. */
  leave: (field: AddressField) => void;
  save: () => void;
  remove: () => void;
  /** Fills in an address of the person's WeChat. */
  take: () => void;
  /** Fills in what a pasted text says. */
  read: (text: string) => void;
}

/** What is written and what is wrong with it. `key` names the save: it changes with every word. */
function useFields(start: AddressForm) {
  const [form, setForm] = useState(start);
  const [problems, setProblems] = useState<Problems>({});
  const key = useRef(newRequestKey());
  const set: Editing["set"] = (change, field) => {
    // Other words are another address, even where the first try got through unheard.
    key.current = newRequestKey();
    setForm((before) => ({ ...before, ...change }));
    if (field !== undefined) setProblems(({ [field]: _, ...others }) => others);
  };
  const say = (field: AddressField, problem: string) =>
    setProblems((before) => ({ ...before, [field]: problem }));
  const leave = (field: AddressField) => {
    const problem = problemOf(form, field);
    if (problem !== undefined && form[field] !== start[field]) say(field, problem);
  };
  return { form, problems, setProblems, key, set, say, leave };
}

/**
 * An address as it is being written.
 * @param id null for a new one
 * @param picking opened on the way to an order: what is saved is chosen
 */
export function useEditing({
  id,
  start,
  picking,
}: {
  id: string | null;
  start: AddressForm;
  picking: boolean;
}): Editing {
  const { form, problems, setProblems, key, set, say, leave } = useFields(start);
  const { busy, run } = useAction();
  const atField = (refusal: Refusal): boolean => {
    const field = refusedField(refusal);
    if (field !== null) say(field, refusal.message);
    return field !== null;
  };
  const save = () => {
    const found = problemsOf(form);
    setProblems(found);
    const input = inputOf(form);
    if (Object.keys(found).length > 0 || input === null) return;
    run(
      "save",
      async () => {
        const saved =
          id === null
            ? await call("address.create", { ...input, request_key: key.current })
            : await call("address.update", { ...input, address_id: id });
        if (picking) pickedSlot.put(saved);
        back();
        const was = id === null || picking ? null : inputOf(start);
        if (id === null || was === null) toast("地址已保存", { mood: "good" });
        else undoable("地址已保存", () => call("address.update", { ...was, address_id: id }));
      },
      atField,
    );
  };
  const remove = () => {
    if (id === null) return;
    const was = inputOf(start);
    const request_key = newRequestKey();
    run("remove", async () => {
      await call("address.remove", { address_id: id });
      back();
      if (was === null) toast("地址已删除");
      else undoable("地址已删除", () => call("address.create", { ...was, request_key }));
    });
  };
  const { take, read } = useFilling(run, { set, setProblems, say });
  return { form, problems, busy, set, leave, save, remove, take, read };
}

/** Says what was done, with the way back; the address book looks again after it. */
function undoable(text: string, undo: () => Promise<unknown>): void {
  const onTap = () =>
    void undo()
      .then(tellBook)
      .catch((thrown: unknown) => toast(asRefusal(thrown).message, { mood: "bad" }));
  toast(text, { mood: "good", action: { text: "撤销", onTap } });
}

/** The form as the contract takes it; null while it has no region. */
function inputOf({ recipient, phone, place, detail, isDefault }: AddressForm) {
  if (place === null) return null;
  return {
    recipient: recipient.trim(),
    phone,
    region_code: place.code,
    detail: detail.trim(),
    is_default: isDefault,
  };
}
