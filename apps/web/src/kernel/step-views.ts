import { lazy, type ComponentType, type LazyExoticComponent } from "react";

/** What shows an item inside the player of a path: its content alone, which reports its own progress. */
export interface StepViewProps {
  itemId: string;
  sessionId: string | null;
  /** What must be awaited before the view goes (saving, for instance); null takes it back. */
  onLeaving: (leaving: (() => Promise<unknown>) | null) => void;
}

export type StepViewLoader = () => Promise<ComponentType<StepViewProps>>;

let loaders: Readonly<Record<string, StepViewLoader>> = {};
const views = new Map<string, LazyExoticComponent<ComponentType<StepViewProps>>>();

/** Says how items of each kind are shown on a path; the tools' own, named where tools are composed. */
export function setStepViews(all: Readonly<Record<string, StepViewLoader>>): void {
  loaders = all;
}

/** The view of a kind of item, fetched when it is first shown; undefined where no tool offers one. */
export function stepView(kind: string): LazyExoticComponent<ComponentType<StepViewProps>> | undefined {
  const load = loaders[kind];
  if (!load) return undefined;
  const made = views.get(kind) ?? lazy(async () => ({ default: await load() }));
  views.set(kind, made);
  return made;
}
