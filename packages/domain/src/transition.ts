/** A table of allowed steps: for each state the states that may follow it. An empty row is a final state. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

/** Whether a table allows this step. Staying where one is, is no step. */
export function allows<State extends string>(table: Transitions<State>, from: State, to: State): boolean {
  return table[from].includes(to);
}
