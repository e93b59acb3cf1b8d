import type { Contract } from "@banyan/contract";
import type { RouteName } from "@banyan/contract/route-map.generated.ts";
import type { InferContractRouterInputs, InferContractRouterOutputs } from "@orpc/contract";

type Inputs = InferContractRouterInputs<Contract>;
type Outputs = InferContractRouterOutputs<Contract>;
type At<Tree, Name> = Name extends `${infer Noun}.${infer Action}`
  ? Noun extends keyof Tree
    ? Action extends keyof Tree[Noun]
      ? Tree[Noun][Action]
      : never
    : never
  : never;

/** Body, query and path parameters of a route, as the contract takes them. */
export type In<Name extends RouteName> = At<Inputs, Name>;
/** What the route answers. */
export type Out<Name extends RouteName> = At<Outputs, Name>;
export type { RouteName };
