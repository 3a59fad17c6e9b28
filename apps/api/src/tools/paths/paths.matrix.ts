import type { MatrixPart, World } from "../../test/matrix-world";
import { newId } from "../../kernel/ids";
import { buildPackage } from "./test-packages";

/** A package of the teacher's, which the caller may or may not open. */
export const rows: MatrixPart["rows"] = async ({ app, ids }) => {
  const by = await app.db.enrolment.findFirstOrThrow({ where: { courseId: ids["course"]!, role: "TEACHER" } });
  const packageId = await buildPackage(app, { id: by.userId, client: app.client() }, ids["course"]!);
  const trashed = await app.db.item.create({
    data: {
      courseId: ids["course"]!,
      runId: ids["run"]!,
      tool: "paths",
      kind: "package",
      title: "Trashed",
      trashedAt: new Date(),
      trashId: packageId,
    },
  });
  const { revisionId } = await app.db.package.findUniqueOrThrow({ where: { id: packageId } });
  // The victim's own attempt: nobody else may save into it.
  const registration = await app.db.registration.create({
    data: {
      packageId,
      revisionId,
      courseId: ids["course"]!,
      runId: ids["run"]!,
      userId: ids["victim"]!,
      lease: "lease",
      leaseAt: new Date(),
    },
  });
  const reset = await app.db.packageReset.create({
    data: { id: newId(), packageId, courseId: ids["course"]!, runId: ids["run"]!, progress: { userIds: [], rows: [] } },
  });
  const path = await app.db.item.create({
    data: { courseId: ids["course"]!, runId: ids["run"]!, tool: "paths", kind: "path", title: "Path" },
  });
  await app.db.path.create({ data: { id: path.id, courseId: path.courseId, runs: "RESTARTABLE" } });
  const step = await app.db.pathStep.create({
    data: { pathId: path.id, position: 1, kind: "TEXT", title: "Step", completes: "CONFIRMED" },
  });
  const removed = await app.db.pathStep.create({
    data: { pathId: path.id, position: 2, kind: "TEXT", title: "Removed", removedAt: new Date(), removalId: newId() },
  });
  return {
    path: path.id,
    step: step.id,
    stepRemoval: removed.removalId!,
    package: packageId,
    reset: reset.id,
    trashedPackage: trashed.id,
    registration: registration.id,
  };
};

const thePackage = ({ ids }: World) => ({ packageId: ids["package"]! });
const byId = ({ ids }: World) => ({ id: ids["package"]! });
const lease = ({ ids }: World) => ({ registrationId: ids["registration"]!, lease: "lease" });

const thePath = ({ ids }: World) => ({ pathId: ids["path"]! });
const theStep = ({ ids }: World) => ({ id: ids["step"]! });
const walked = ({ ids }: World) => ({ stepId: ids["step"]! });

export const examples: MatrixPart["examples"] = {
  path: ({ ids }) => ({ id: ids["path"]! }),
  createPath: ({ ids }) => ({ input: { courseId: ids["course"]!, title: "Another" } }),
  updatePath: ({ ids }) => ({ id: ids["path"]!, input: { title: "Another" } }),
  setPathOrder: ({ ids }) => ({ id: ids["path"]!, order: "FREE" }),
  duplicatePath: ({ ids }) => ({ id: ids["path"]! }),
  addStep: (world) => ({ input: { ...thePath(world), kind: "TEXT", title: "Another" } }),
  updateStep: (world) => ({ ...theStep(world), input: { title: "Another" } }),
  moveStep: theStep,
  removeStep: theStep,
  restoreSteps: (world) => ({ ...thePath(world), removalId: world.ids["stepRemoval"]! }),
  startRun: thePath,
  pathGrid: thePath,
  pathGridChanged: thePath,
  pathChanged: thePath,
  pathProgressChanged: thePath,
  pathRun: (world) => ({ ...thePath(world), userId: world.ids["victim"]! }),
  openStep: walked,
  confirmStep: walked,
  waiveStep: (world) => ({ ...walked(world), userId: world.ids["victim"]!, reason: "Knows it" }),
  importPackage: ({ ids }) => ({ courseId: ids["course"]!, uploadId: "nothing" }),
  package: byId,
  launchPackage: thePackage,
  openRegistration: thePackage,
  recordPresence: (world) => ({ ...lease(world), present: true }),
  renewAddresses: lease,
  leaveRegistration: lease,
  commitRuntime: (world) => ({ ...lease(world), delta: { seq: 1, activityId: "item-1", set: [], events: ["INITIALIZE"], at: 0 } }),
  updatePackage: (world) => ({ ...byId(world), input: { title: "Another" } }),
  deletePackages: ({ ids }) => ({ ids: [ids["package"]!] }),
  packageGrid: thePackage,
  packageGridChanged: thePackage,
  packageAttempts: ({ ids }) => ({ packageId: ids["package"]!, userId: ids["victim"]! }),
  packageInteractions: ({ ids }) => ({ registrationId: ids["registration"]! }),
  runtimeCalls: ({ ids }) => ({ registrationId: ids["registration"]! }),
  exportPackageGrid: (world) => ({ ...thePackage(world), format: "CSV" }),
  resetProgress: ({ ids }) => ({ packageId: ids["package"]!, userIds: [ids["victim"]!] }),
  restoreProgress: ({ ids }) => ({ trashId: ids["reset"]! }),
  restorePackages: ({ ids }) => ({ courseId: ids["course"]!, trashId: ids["package"]! }),
};
