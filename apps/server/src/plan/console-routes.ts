import { api } from "../http/context.ts";
import { checkPlanBody, listPlans, publishPlan } from "./manage.ts";

export const planConsoleRoutes = {
  list: api.console.plan.list.handler(({ context }) => listPlans(context.services)),
  check: api.console.plan.check.handler(({ input, context }) => checkPlanBody(context.services, input.body)),
  publish: api.console.plan.publish.handler(({ input, context }) => publishPlan(context, input)),
};
