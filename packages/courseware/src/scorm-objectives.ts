import { childOf, childrenOf, type XmlElement } from "./safe-xml";
import { booleanAt, textAt } from "./scorm-values";

/** What an objective exchanges with a global one; the last eight came with the 4th edition. */
export interface ObjectiveMap {
  readonly targetObjectiveId: string;
  readonly readSatisfiedStatus: boolean;
  readonly readNormalizedMeasure: boolean;
  readonly writeSatisfiedStatus: boolean;
  readonly writeNormalizedMeasure: boolean;
  readonly readRawScore: boolean;
  readonly readMinScore: boolean;
  readonly readMaxScore: boolean;
  readonly readCompletionStatus: boolean;
  readonly readProgressMeasure: boolean;
  readonly writeRawScore: boolean;
  readonly writeMinScore: boolean;
  readonly writeMaxScore: boolean;
  readonly writeCompletionStatus: boolean;
  readonly writeProgressMeasure: boolean;
}

/** One learning objective of an item. */
export interface ItemObjective {
  readonly objectiveId: string | null;
  readonly satisfiedByMeasure: boolean;
  /** −1 to 1. */
  readonly minNormalizedMeasure: number;
  readonly maps: readonly ObjectiveMap[];
}

/** The objectives of an item; the primary one takes part in roll-up. */
export interface ItemObjectives {
  readonly primary: ItemObjective | null;
  readonly others: readonly ItemObjective[];
}

function mapOf(target: string, base: XmlElement | undefined, extension: XmlElement | undefined): ObjectiveMap {
  const imsss = (name: string, otherwise: boolean): boolean => (base ? booleanAt(base, name, otherwise) : otherwise);
  // Without an adlseq map nothing beyond status and measure is exchanged; within one, reading is the default.
  const adlseq = (name: string, otherwise: boolean): boolean => (extension ? booleanAt(extension, name, otherwise) : false);
  return {
    targetObjectiveId: target,
    readSatisfiedStatus: imsss("readSatisfiedStatus", base !== undefined),
    readNormalizedMeasure: imsss("readNormalizedMeasure", base !== undefined),
    writeSatisfiedStatus: imsss("writeSatisfiedStatus", false),
    writeNormalizedMeasure: imsss("writeNormalizedMeasure", false),
    readRawScore: adlseq("readRawScore", true),
    readMinScore: adlseq("readMinScore", true),
    readMaxScore: adlseq("readMaxScore", true),
    readCompletionStatus: adlseq("readCompletionStatus", true),
    readProgressMeasure: adlseq("readProgressMeasure", true),
    writeRawScore: adlseq("writeRawScore", false),
    writeMinScore: adlseq("writeMinScore", false),
    writeMaxScore: adlseq("writeMaxScore", false),
    writeCompletionStatus: adlseq("writeCompletionStatus", false),
    writeProgressMeasure: adlseq("writeProgressMeasure", false),
  };
}

function objectiveOf(element: XmlElement, extensions: readonly XmlElement[]): ItemObjective {
  const id = textAt(element, "objectiveID", "");
  const targetOf = (map: XmlElement): string => textAt(map, "targetObjectiveID", "");
  const base = new Map(childrenOf(element, "mapInfo").map((map) => [targetOf(map), map]));
  const extra = extensions.filter((one) => textAt(one, "objectiveID", "") === id).flatMap((one) => childrenOf(one, "mapInfo"));
  const extended = new Map(extra.map((map) => [targetOf(map), map]));
  const targets = [...new Set([...base.keys(), ...extended.keys()])];
  const measure = childOf(element, "minNormalizedMeasure")?.text.trim() ?? "";
  return {
    objectiveId: id || null,
    satisfiedByMeasure: booleanAt(element, "satisfiedByMeasure", false),
    minNormalizedMeasure: measure !== "" && Number.isFinite(Number(measure)) ? Number(measure) : 1,
    maps: targets.map((target) => mapOf(target, base.get(target), extended.get(target))),
  };
}

/** Reads the objectives of a `sequencing` element, joining ADL's extended maps to the objectives they name. */
export function readObjectives(own: XmlElement, referenced?: XmlElement): ItemObjectives | null {
  const parts = (owner: XmlElement | undefined, namespaced: boolean): XmlElement | undefined =>
    owner?.children.find((child) => child.local === "objectives" && child.namespace.includes("adlseq") === namespaced);
  const element = parts(own, false) ?? parts(referenced, false);
  const extension = parts(own, true) ?? parts(referenced, true);
  if (!element) return null;
  const extensions = extension ? childrenOf(extension, "objective") : [];
  const primary = childOf(element, "primaryObjective");
  return {
    primary: primary ? objectiveOf(primary, extensions) : null,
    others: childrenOf(element, "objective").map((one) => objectiveOf(one, extensions)),
  };
}
