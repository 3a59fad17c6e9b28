import type { MatrixPart, World } from "../../test/matrix-world";
import { invitationHash, newInvitationCode } from "./invitations";
import { newChallenge, solve } from "./proof-of-work";

const proof = ({ app }: World) => solve(newChallenge(app.services.env.secret, 4));
const victim = ({ ids }: World) => ({ id: ids["victim"] });
let count = 0;
const fresh = (): string => `matrix-${(count += 1)}`;

/** A field out of use (more than 50 in use are refused) and a code. */
export const rows: MatrixPart["rows"] = async ({ app }) => {
  const field = await app.db.extraField.create({ data: { kind: "TEXT", labels: { en: "Former" }, archivedAt: new Date() } });
  const codeHash = invitationHash(newInvitationCode());
  const invitation = await app.db.invitationCode.create({ data: { codeHash, prefix: "test" } });
  return { profileField: field.id, invitation: invitation.id };
};

const newField = { kind: "TEXT", labels: [{ language: "en", text: "Hobby" }] };

/** Arguments that a generator could not guess. */
export const examples: Record<string, (world: World) => Record<string, unknown>> = {
  signIn: () => ({ login: fresh(), password: "not-the-password" }),
  proveItIsMe: () => ({ password: "not-the-password" }),
  registerAccount: (world) => ({
    input: { email: `${fresh()}@example.org`, firstName: "Emmy", lastName: "Noether", password: "rings-and-ideals-1921" },
    proof: proof(world),
  }),
  resendConfirmation: (world) => ({ email: `${fresh()}@example.org`, proof: proof(world) }),
  requestPasswordReset: (world) => ({ login: fresh(), proof: proof(world) }),
  undoEmailChange: () => ({ token: "not-a-token" }),
  acceptLegalDocument: victim,
  profileValues: ({ ids }) => ({ userId: ids["victim"] }),
  createInvitation: () => ({ input: { note: "Class 4b" } }),
  setMySight: () => ({ field: "phone", sight: "COURSE" }),
  createProfileField: () => ({ input: newField }),
  updateProfileField: ({ ids }) => ({ id: ids["profileField"], input: newField }),
  setProfileFieldInUse: ({ ids }) => ({ id: ids["profileField"], inUse: false }),
  revokeInvitation: ({ ids }) => ({ id: ids["invitation"] }),
  changeEmail: () => ({ email: `${fresh()}@example.org` }),
  changePassword: () => ({ password: "not-the-password", newPassword: "rings-and-ideals-1921" }),
  endDevices: () => ({ others: true }),
  createUser: () => ({ input: { login: fresh(), firstName: "Emmy", lastName: "Noether" } }),
  user: victim,
  updateUser: (world) => ({ ...victim(world), input: { firstName: "Emmy" } }),
  deactivateUser: victim,
  activateUser: victim,
  sendPasswordMail: victim,
  unlockUser: victim,
  resetSecondFactor: (world) => ({ ...victim(world), reason: "The phone was lost on a train." }),
  publishTerms: () => ({ input: { language: "en", body: "Be kind." } }),
  updateAccountSettings: () => ({ input: { registration: "OPEN" } }),
};
