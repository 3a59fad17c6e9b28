import type { PackageActivity, PackageOrganization } from "../package-types";
import type { ItemSequencing } from "../scorm-sequencing";
import type { ActivityTree, TreeNode } from "./activity-tree";

type Source = Pick<PackageOrganization, "identifier" | "title" | "sequencing" | "completionThreshold"> &
  Partial<Pick<PackageActivity, "launchable" | "isVisible" | "hideLmsUi" | "sharedData">>;

const NO_OBJECTIVE = { objectiveId: null, satisfiedByMeasure: false, minNormalizedMeasure: 1, maps: [] };

/** The defaults of the SN book, chapter 3, for whatever a manifest leaves out. */
function definitions(
  own: ItemSequencing | null,
): Omit<TreeNode, "id" | "title" | "parent" | "children" | "launchable" | "visible" | "completion" | "hideLmsUi" | "sharedData"> {
  const limit = Number.parseInt(own?.limitConditions?.attemptLimit ?? "", 10);
  return {
    control: own?.controlMode ?? {
      choice: true,
      choiceExit: true,
      flow: false,
      forwardOnly: false,
      useCurrentAttemptObjectiveInfo: true,
      useCurrentAttemptProgressInfo: true,
    },
    rules: copied(own?.rules ?? { pre: [], exit: [], post: [] }),
    attemptLimit: Number.isInteger(limit) && limit >= 0 ? limit : null,
    rollup: copied(own?.rollup ?? { rollupObjectiveSatisfied: true, rollupProgressCompletion: true, objectiveMeasureWeight: 1, rules: [] }),
    considerations: own?.rollupConsiderations ?? {
      requiredForSatisfied: "always",
      requiredForNotSatisfied: "always",
      requiredForCompleted: "always",
      requiredForIncomplete: "always",
      measureSatisfactionIfActive: true,
    },
    objectives: objectivesOf(own),
    randomization: own?.randomization ?? {
      randomizationTiming: "never",
      selectCount: null,
      reorderChildren: false,
      selectionTiming: "never",
    },
    delivery: own?.delivery ?? { tracked: true, completionSetByContent: false, objectiveSetByContent: false },
    constrained: own?.constrainedChoice ?? { preventActivation: false, constrainChoice: false },
  };
}

// What the reader gives is read-only plain JSON; a copy may be handed on.
const copied = <Value>(value: unknown): Value => JSON.parse(JSON.stringify(value)) as Value;

/** A global identifier, so that two that mean the same are the same: percent-encoded or not, whatever its spaces. */
function globalName(written: string): string {
  let name = written;
  try {
    name = decodeURIComponent(written);
  } catch {
    // A stray percent sign is part of the name.
  }
  return name.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function objectivesOf(own: ItemSequencing | null): TreeNode["objectives"] {
  const objectives = copied<TreeNode["objectives"]>([own?.objectives?.primary ?? NO_OBJECTIVE, ...(own?.objectives?.others ?? [])]);
  for (const { maps } of objectives) for (const map of maps) map.targetObjectiveId = globalName(map.targetObjectiveId);
  return objectives;
}

function nodeOf(source: Source, parent: number | null): TreeNode {
  return {
    id: source.identifier,
    title: source.title,
    parent,
    children: [],
    launchable: source.launchable ?? false,
    visible: source.isVisible ?? true,
    ...definitions(source.sequencing),
    completion: source.completionThreshold ?? { completedByMeasure: false, minProgressMeasure: 1, progressWeight: 1 },
    hideLmsUi: [...(source.hideLmsUi ?? [])],
    sharedData: copied(source.sharedData ?? []),
  };
}

/** The activity tree of an organization: itself first, its activities in document order. */
export function buildTree(organization: PackageOrganization): ActivityTree {
  const nodes = [nodeOf(organization, null)];
  const places = new Map<string, number>();
  for (const activity of organization.activities) {
    const parent = activity.parentIdentifier === null ? 0 : (places.get(activity.parentIdentifier) ?? 0);
    const place = nodes.push(nodeOf(activity, parent)) - 1;
    nodes[parent]!.children.push(place);
    places.set(activity.identifier, place);
  }
  const { objectivesGlobalToSystem, sharedDataGlobalToSystem } = organization;
  return { nodes, objectivesGlobalToSystem, sharedDataGlobalToSystem };
}
