import { api } from "../http/context.ts";
import { createDraft, removeDraft, renameDraft, saveDraft } from "./draft.ts";
import { checkPlanBody, listPlans, loadPlan, planTargets } from "./read.ts";
import { readRules } from "./sheet.ts";
import { activatePlan, publishPlan, returnToDraft, schedulePlan } from "./switch.ts";

const { plan } = api.console;

export const planConsoleRoutes = {
  list: plan.list.handler(({ context }) => listPlans(context.services)),
  get: plan.get.handler(({ input, context }) =>
    loadPlan(context.services.database.query, BigInt(input.version)),
  ),
  check: plan.check.handler(({ input, context }) => checkPlanBody(context.services, input.body)),
  targets: plan.targets.handler(({ input, context }) => planTargets(context.services, input)),
  sheet: plan.sheet.handler(({ input, context }) => readRules(context.services, input.rows)),
  draft: plan.draft.handler(({ input, context }) => createDraft(context, input)),
  save: plan.save.handler(({ input, context }) => saveDraft(context, input)),
  rename: plan.rename.handler(({ input, context }) => renameDraft(context, input)),
  discard: plan.discard.handler(({ input, context }) => removeDraft(context, input)),
  publish: plan.publish.handler(({ input, context }) => publishPlan(context, input)),
  activate: plan.activate.handler(({ input, context }) => activatePlan(context, input)),
  schedule: plan.schedule.handler(({ input, context }) => schedulePlan(context, input)),
  unschedule: plan.unschedule.handler(({ input, context }) => returnToDraft(context, input)),
};
