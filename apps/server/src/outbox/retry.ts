/** A person sends off again what was set aside: the worker takes it up at once, and a success resolves its alarm. */
import type { Context } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "../staff/act.ts";
import { sendOff } from "./console-store.ts";

/** @returns how many were still set aside @throws Refusal already_changed (none was) */
export function retryTasks(
  context: Context,
  tasks: readonly { ownerId: bigint; id: bigint }[],
): Promise<number> {
  return act(context, {
    action: "outbox.retry",
    target: "outbox",
    work: async (tx) => {
      const sent = await sendOff(tx, tasks);
      if (sent.length === 0) refuse("already_changed", { message: "这些任务已经不在搁置中，请刷新" });
      const said = sent.map(({ consumer, topic, ref, tries }) => ({ consumer, topic, ref, tries }));
      return { result: sent.length, before: { tasks: said }, after: { retried: sent.length } };
    },
  });
}
